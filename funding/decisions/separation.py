"""Who stands on one side of a file does not act on the other: no combination of parts makes that possible.

Whoever acts for the applicant, or votes in the committee, neither examines the same file for the authority nor issues
its notices (§ 20 (1) VwVfG); nobody of the authority signs an application.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.decisions.models import Participation
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, CASHIER, SIGNATORY
from workflows import binding
from workflows.lifecycle import Role
from workflows.models import Case, Event
from workflows.reading import held
from workflows.refusals import Refused
from workflows.step import Step

FOR_THE_APPLICANT = (APPLICANT, SIGNATORY)
FOR_THE_AUTHORITY = (CASE_WORKER, APPROVER, CASHIER)
RULE = _("§ 20 (1) VwVfG")


def not_for_the_applicant(case: Case, step: Step) -> None:
    if _sits_at(FOR_THE_APPLICANT, step) or _has_acted(FOR_THE_APPLICANT, step):
        raise Refused(
            "acts_for_applicant",
            _("You act or have acted for the applicant in this file. Somebody else does this for the authority."),
            RULE,
        )
    if _has_voted(step):
        raise Refused(
            "voted_in_committee",
            _("You have voted on this file in the committee. Somebody else does this for the authority."),
            RULE,
        )


def not_for_the_authority(case: Case, step: Step) -> None:
    if _sits_in_the_authority(case, step) or _has_acted(FOR_THE_AUTHORITY, step):
        raise Refused(
            "acts_for_authority",
            _("You act or have acted for the authority in this file. Somebody else does this for the applicant."),
            RULE,
        )


def _sits_at(roles: Iterable[Role], step: Step) -> bool:
    places = {role.key: str(step.case.places.get(role.at)) for role in roles}
    return any(
        places.get(desk.role) == desk.place and step.actor in {person for person, _rank in desk.holders}
        for desk in step.look.desks
    )


def _sits_in_the_authority(case: Case, step: Step) -> bool:
    """Of an application, which the authority is no place of before it is submitted. Asked when a move is made."""
    if step.offered:
        return False
    desks = held(step.actor, step.today).filter(desk__role__in=[role.key for role in FOR_THE_AUTHORITY])
    return desks.filter(desk__place=case.application.authority.place).exists()


def _has_acted(roles: tuple[Role, ...], step: Step) -> bool:
    """Whether the person has made a move in this file that only these roles may make. Asked when a move is made."""
    if step.offered:
        return False
    made = Event.objects.filter(case__dossier=step.case.dossier_id, actor=step.actor)
    rows = (
        binding.current(lifecycle).lifecycle.find(move)
        for lifecycle, move in made.values_list("case__lifecycle", "move").distinct()
    )
    return any(row is not None and set(row.who) <= set(roles) for row in rows)


def _has_voted(step: Step) -> bool:
    if step.offered:
        return False
    voted = Participation.objects.filter(decision__dossier=step.case.dossier_id, person=step.actor)
    return voted.filter(decision__body__kind=Body.Kind.COMMITTEE).exists()
