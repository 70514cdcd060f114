"""How a budget comes into being: a case worker of the grant authority begins one for a programme and a year."""

from django.db import transaction
from django.utils.translation import gettext as _

from funding.budgets.models import Budget
from funding.budgets.states import S
from funding.people.models import User
from funding.programmes.models import Programme
from funding.regions.models import Organisation
from funding.roles import CASE_WORKER
from workflows import clock, survey
from workflows.engine import open_case
from workflows.models import Dossier, RequestKey
from workflows.refusals import Refused, not_yours
from workflows.requests import opened_before


def open_budget(
    programme: Programme, authority: Organisation, year: int, *, by: User, key: str | None = None
) -> Budget:
    """A draft with a file of its own. Raises Refused where the year has one already, or this person is no case worker
    of the authority."""
    _check_person(authority, by)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=authority.pk)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "budget")
        _check_year(programme, authority, year)
        title = _("Budget %(year)s: %(programme)s") % {"year": year, "programme": programme.name}
        dossier = Dossier.objects.create(
            number=f"H-{authority.pk}-{programme.pk}-{year}-{_nth(programme, authority, year)}",
            title=title,
            lead_place=authority.place,
            invented=authority.invented,
        )
        return open_case(
            "budget",
            by=by,
            title=title,
            key=key,
            dossier=dossier,
            places={"authority": authority.place},
            calendar=authority.working_days,
            terms={},
            facts={"year": year, "programme": programme.key},
            programme=programme,
            authority=authority,
            year=year,
        )


def _nth(programme: Programme, authority: Organisation, year: int) -> int:
    return Budget.objects.filter(programme=programme, authority=authority, year=year).count() + 1


def _check_person(authority: Organisation, by: User) -> None:
    desks = survey.holders(clock.today(), role=CASE_WORKER.key, place=authority.place)
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CASE_WORKER.label))


def _check_year(programme: Programme, authority: Organisation, year: int) -> None:
    """One budget a year, else a grant would be taken twice."""
    if year < clock.today().year:
        raise Refused("year_is_over", _("%(year)s is over."), year=year)
    there = Budget.objects.filter(programme=programme, authority=authority, year=year).exclude(state=S.DISCARDED)
    if there.exists():
        raise Refused("budget_is_there", _("There is a budget for %(year)s already. Propose its change."), year=year)
