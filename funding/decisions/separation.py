"""Who stands on one side of a file does not act on the other: no combination of parts makes that possible.

Whoever acts for the applicant, supports its projects, or votes in the committee, neither examines the same file for
the authority nor issues its notices (§ 20 (1) VwVfG); its expert does not decide on it either; nobody of the authority
signs an application.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.decisions.states import M
from funding.regions.models import Organisation
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, CASHIER, FINAL_RECIPIENT, PROCESS_SUPPORT, SIGNATORY
from workflows import binding
from workflows.lifecycle import Role
from workflows.models import Case, Event
from workflows.reading import held
from workflows.refusals import Refused
from workflows.step import Step

FOR_THE_APPLICANT = (APPLICANT, SIGNATORY, FINAL_RECIPIENT)
FOR_THE_AUTHORITY = (CASE_WORKER, APPROVER, CASHIER)
RULE = _("§ 20 (1) VwVfG")
EXPERT_RULE = _("§ 20 (1) no. 6 VwVfG")


def not_for_the_applicant(case: Case, step: Step) -> None:
    if _advises(step):
        raise Refused(
            "advises_applicant",
            _("You support the region's projects. Somebody else does this for the authority."),
            RULE,
        )
    made = _made_in_this_file(step)
    if _sits_for_the_applicant(step) or _has_acted_for_the_applicant(made):
        raise Refused(
            "acts_for_applicant",
            _("You act or have acted for the applicant in this file. Somebody else does this for the authority."),
            RULE,
        )
    if ("decision", M.CAST, Body.Kind.COMMITTEE) in made:
        raise Refused(
            "voted_in_committee",
            _("You have voted on this file in the committee. Somebody else does this for the authority."),
            RULE,
        )


def gave_no_experts_vote(case: Case, step: Step) -> None:
    """Whoever has been the expert in this file decides nothing in it. Asked when the move is made."""
    if not step.offered and step.actor in experts(case.dossier_id):
        raise Refused(
            "gave_experts_vote",
            _("You have given an expert's vote in this file. Somebody else does this for the authority."),
            EXPERT_RULE,
        )


def experts(dossier: int | None) -> set[int | None]:
    """Everybody who has handed in an expert's vote in this file. One query."""
    votes = Event.objects.filter(case__dossier=dossier, case__lifecycle="expertise", move="hand_in")
    return set(votes.values_list("actor", flat=True))


def not_for_the_authority(case: Case, step: Step) -> None:
    """Of an application or a request below it, which the authority is no place of before it is submitted. Asked when
    the move is made."""
    if step.offered:
        return
    desks = held(step.actor, step.today).filter(desk__role__in=[role.key for role in FOR_THE_AUTHORITY])
    application = case if case.lifecycle == "application" else case.parent
    authority = Organisation.objects.filter(pk=application.application.authority_id).values("place")
    if desks.filter(desk__place__in=authority).exists():
        raise Refused(
            "acts_for_authority",
            _("You act for the authority that decides on this. Somebody else does this for the applicant."),
            RULE,
        )


def _sits_for_the_applicant(step: Step) -> bool:
    return _sits_as(step, FOR_THE_APPLICANT)


def _advises(step: Step) -> bool:
    return _sits_as(step, (PROCESS_SUPPORT,))


def _sits_as(step: Step, roles: Iterable[Role]) -> bool:
    places = {role.key: str(step.case.places.get(role.at)) for role in roles}
    return any(
        places.get(desk.role) == desk.place and step.actor in {person for person, _rank in desk.holders}
        for desk in step.look.desks
    )


def _made_in_this_file(step: Step) -> set[tuple[str, str, str | None]]:
    """Lifecycle, move and, of a vote, the kind of body of everything the person has done in this file; of a secret
    vote nothing is known. One query, asked when the move is made."""
    if step.offered:
        return set()
    made = Event.objects.filter(case__dossier=step.case.dossier_id, actor=step.actor)
    return set(made.values_list("case__lifecycle", "move", "case__decision__body__kind").distinct())


def _has_acted_for_the_applicant(made: set[tuple[str, str, str | None]]) -> bool:
    """Whether among it is a move that only the applicant's people may make."""
    rows = (binding.current(lifecycle).lifecycle.find(move) for lifecycle, move, _kind in made)
    return any(row is not None and set(row.who) <= set(FOR_THE_APPLICANT) for row in rows)
