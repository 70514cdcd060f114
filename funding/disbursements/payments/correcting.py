"""A payment that was noted with the wrong value date: corrected by two persons, by an entry of its own."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.payments.queries import paid, payment_of
from funding.disbursements.payments.states import AWAITING_USE, S
from funding.disbursements.rules import check_value_date, draw_window
from funding.roles import CASE_WORKER
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def propose(case: Case, step: Step, *, value_date: Day, reason: Text) -> str:
    """`reason`: what was wrong, and what shows it."""
    disbursement = paid(case, step)
    check_value_date(disbursement, value_date, step)
    if value_date == disbursement.value_date:
        raise BadInput("value_date", _("This is the day that was noted. Enter the right one."))
    first = min((until for _amount, until in payment_of(case, step).parts()), default=None)
    if first and value_date > first:
        raise BadInput(
            "value_date", _("The money was used, or came back, on %(day)s, before that day."), day=worded(first)
        )
    days: dict[str, Any] = {"noted_date": disbursement.value_date, "value_date": value_date}
    facts = {name: day.isoformat() for name, day in days.items()}
    opened = step.open("correction", title=case.title, grounds=reason, facts=facts, **days)
    step.facts.pop("value_date")
    step.record(correction=opened.pk)
    return case.state


def follow(case: Case, step: Step) -> str:
    """The period of use is counted anew, and what was late. A notice of interest already issued stands until a remedy
    or the authority brings it down; the case worker is to look at it anew, and at interest on what was reclaimed."""
    disbursement, right = paid(case, step), step.child.correction.value_date
    step.record(correction=step.child.pk, value_date=right, noted_date=disbursement.value_date)
    disbursement.value_date = right
    disbursement.save(update_fields=["value_date"])
    look_at_interest(step, payment_of(case, step))
    _doubt_interest_on_reclaims(case, step)
    return _awaiting_use(case, step)


def _doubt_interest_on_reclaims(case: Case, step: Step) -> None:
    """The sum stands and only its interest has another day: the reclaim's case worker is told."""
    reckoned = Q(reclaim__interest__gt=0, reclaim__annulled_on=None)
    for reclaim in Case.objects.filter(reckoned, parent_id=case.ancestors[-2], lifecycle="reclaim"):
        step.tell("reclaim.interest_doubted", step.people(CASE_WORKER), stage=f"{case.seq} {reclaim.pk}")


def _awaiting_use(case: Case, step: Step) -> str:
    """Overdue no longer, where the period ends later now."""
    if case.state not in AWAITING_USE:
        return case.state
    window = draw_window(step.facts_for_timing())
    if case.state == S.USE_OVERDUE:
        return S.USE_AWAITED if window is None or window.on >= step.today else case.state
    step.close_deadlines()
    if window:
        step.set_deadline(str(S.USE_AWAITED), window, of_stay=True)
    step.show_due(window and window.on)
    return case.state
