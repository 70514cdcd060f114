"""What an application takes from the pots of its programme."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.budgets.holding import Shortage, hold_from_now_on, refuse_shortage, unbudgeted
from funding.financing import spread
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def take(case: Case, amount: Decimal, step: Step) -> list[Shortage]:
    """Holds this sum, year by year as the financing plan spreads it; what it names for a year that is over, of this
    year's pots. Where a pot has not enough, nothing is taken."""
    application = case.application
    by_year = spread(application.written_plan(), amount)
    programme, this_year = case.terms["programme"], step.today.year
    return hold_from_now_on(case.pk, programme, application.authority_id, by_year, this_year=this_year)


def years_without_budget(case: Case, amount: Decimal) -> list[int]:
    """Of a grant of this size."""
    application = case.application
    return unbudgeted(case.terms["programme"], application.authority_id, spread(application.written_plan(), amount))


def answer_for_the_budget(case: Case, step: Step, amount: Decimal, reason: str) -> None:
    """Who issues a notice for a year without a released budget says why the money is there all the same."""
    years = years_without_budget(case, amount)
    if years and not reason:
        raise BadInput(
            "without_budget",
            _("For %(years)s no budget is released. Have it released, or say why the money is there all the same."),
            years=", ".join(map(str, years)),
        )
    if years:
        step.record(years_without_budget=years)


def take_or_refuse(case: Case, amount: Decimal, step: Step) -> None:
    refuse_shortage(take(case, amount, step))
