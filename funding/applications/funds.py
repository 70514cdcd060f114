"""What an application takes from the pots of its programme, and its wait where they have not enough."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from funding.applications.models import Application
from funding.applications.states import S
from funding.budgets.holding import Shortage, hold, release
from funding.financing import Category, Side, spread
from workflows.effects import meet_deadline
from workflows.inputs import Text, WholeNumber
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

Rank = Annotated[int, WholeNumber(1, 9_999)]


def take(case: Case, amount: Decimal) -> list[Shortage]:
    """Holds this sum, year by year as the financing plan spreads it. Where a pot has not enough, nothing is taken."""
    application = case.application
    by_year = spread(application.written_plan(), amount)
    return hold(case.pk, case.terms["programme"], application.authority_id, by_year)


def take_or_refuse(case: Case, amount: Decimal) -> None:
    if short := take(case, amount):
        raise Refused(
            "budget_missing",
            _("The pot of %(payer)s for %(year)s lacks %(lacking)s."),
            payer=short[0].payer,
            year=short[0].year,
            lacking=worded(short[0].lacking),
        )


def take_or_wait(case: Case, step: Step, state: str) -> str:
    """This state; without the money “budget missing”, from where it comes to this state once the money is there."""
    short = take(case, case.application.granted)
    if not short:
        return state
    lacking = [{"year": each.year, "payer": each.payer, "lacking": str(each.lacking)} for each in short]
    step.record(goes_on_as=str(state), lacking=lacking)
    return S.BUDGET_MISSING


def note_budget_missing(case: Case, step: Step, *, reason: Text) -> None:
    """Known before anybody has decided."""
    step.record(goes_on_as=str(S.READY))


def put_on_waiting_list(case: Case, step: Step) -> None:
    """As the last, until the end of the first year the money is for."""
    application = case.application
    last = _waiting(case).aggregate(last=Max("waiting_rank"))["last"]
    application.waiting_rank = (last or 0) + 1
    application.save(update_fields=["waiting_rank"])
    step.record(rank=application.waiting_rank, waits_until=_last_day(application))


def change_rank(case: Case, step: Step, *, rank: Rank, reason: Text) -> None:
    application = case.application
    step.record(before=application.waiting_rank)
    application.waiting_rank = rank
    application.save(update_fields=["waiting_rank"])


def _last_day(application: Application) -> dt.date:
    years = [line.year for line in application.plan if (line.side, line.category) == (Side.INCOME, Category.GRANT)]
    return dt.date(min(years, default=application.period_from.year), 12, 31)


def _waiting(case: Case) -> QuerySet[Application]:
    """The others on the list of the same programme and authority."""
    here = Application.objects.filter(authority_id=case.application.authority_id, state=S.WAITING_LIST)
    return here.filter(terms__programme=case.terms["programme"]).exclude(pk=case.pk)


def is_first_in_rank(case: Case, step: Step) -> None:
    rank = case.application.waiting_rank
    ahead = _waiting(case).filter(waiting_rank__lt=rank) if rank else _waiting(case)
    if ahead.exists():
        raise Refused("another_is_first", _("Another application is first on the waiting list."))


def expire(case: Case, step: Step) -> None:
    meet_deadline(step)


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    release(case.pk)
