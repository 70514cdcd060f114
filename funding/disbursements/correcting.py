"""A payment that was noted with the wrong value date: corrected by two persons, by an entry of its own."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.counting import count_anew, rests_on_another_day
from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.late_use.states import M as Doubted
from funding.disbursements.late_use.states import S as Late
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import disbursement_of, first_ordered_on
from funding.disbursements.rules import draw_window
from funding.disbursements.states import S
from funding.roles import CASE_WORKER
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

NOTIFIED = (Late.DEMANDED, Late.PAID, Late.WAIVED, Late.REFUND_DUE)
UNDECIDED = (Late.INTEREST_CASE, Late.HEARING, Late.IN_PREPARATION, Late.SIGNED)


def no_correction_is_open(case: Case, step: Step) -> None:
    if case.children.filter(lifecycle="correction", finished=None).exists():
        raise Refused("is_being_corrected", _("A correction of this value date waits to be confirmed already."))


def correction_is_confirmed(case: Case, step: Step) -> None:
    """And not taken over yet in this transaction."""
    child = step.child
    confirmed = child is not None and (child.lifecycle, child.state) == ("correction", "confirmed")
    if not confirmed or disbursement_of(case).value_date == child.correction.value_date:
        raise Refused("not_confirmed", _("No correction has been confirmed."))


def was_paid_elsewhere(case: Case, step: Step) -> None:
    if _of(case).value_date is None:
        raise Refused("not_paid", _("Nothing was paid on this request elsewhere."))


def _of(case: Case) -> Disbursement:
    """Opened in this transaction it is the row itself, which the database does not know yet."""
    return case if isinstance(case, Disbursement) else case.disbursement


def take_over(case: Case, step: Step) -> None:
    """Two persons have entered it with the award. The award has counted it."""
    paid = _of(case)
    step.record(value_date=paid.value_date, amount=paid.approved_amount, taken_over=True)


def check_value_date(disbursement: Disbursement, value_date: dt.date, step: Step) -> None:
    """Raises BadInput for a day to come, or before the order."""
    check_not_ahead("value_date", value_date, step)
    ordered_on = first_ordered_on(disbursement) or disbursement.award.issued_on
    if value_date < ordered_on:
        raise BadInput(
            "value_date",
            _("The payment was ordered on %(day)s. Enter this day or a later one."),
            day=worded(ordered_on),
        )


def propose(case: Case, step: Step, *, value_date: Day, reason: Text) -> str:
    """`reason`: what was wrong, and what shows it."""
    disbursement = disbursement_of(case)
    check_value_date(disbursement, value_date, step)
    if value_date == disbursement.value_date:
        raise BadInput("value_date", _("This is the day that was noted. Enter the right one."))
    if (first := min((until for _amount, until in disbursement.parts_noted()), default=None)) and value_date > first:
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
    disbursement, right = disbursement_of(case), step.child.correction.value_date
    step.record(correction=step.child.pk, value_date=right, noted_date=disbursement.value_date)
    disbursement.value_date = right
    disbursement.save(update_fields=["value_date"])
    for child in step.case.children.filter(lifecycle="late_use").select_related("lateuse"):
        if child.state in UNDECIDED or (child.state == Late.PROPOSED and child.lateuse.interest is None):
            count_anew(child.lateuse, disbursement, step)
    _doubt_notices(step)
    look_at_interest(disbursement, step, disbursement.parts_noted())
    return _awaiting_use(case, step)


def _doubt_notices(step: Step) -> None:
    """Those on money used late wait for a decision. Of a reclaim, the sum stands and only its interest has another day:
    its case worker is told."""
    for child in step.case.children.filter(lifecycle="late_use", state__in=NOTIFIED).select_related("lateuse"):
        if rests_on_another_day(child.lateuse):
            step.work.make(step.work.locked(child), Doubted.DOUBT, None, {})
    reckoned = Q(reclaim__interest__gt=0, reclaim__annulled_on=None)
    for reclaim in Case.objects.filter(reckoned, parent_id=step.case.parent_id, lifecycle="reclaim"):
        step.tell("reclaim.interest_doubted", step.people(CASE_WORKER), stage=f"{step.case.seq} {reclaim.pk}")


def _awaiting_use(case: Case, step: Step) -> str:
    """Overdue no longer, where the period ends later now."""
    if case.state not in (S.PAID, S.USE_OVERDUE):
        return case.state
    window = draw_window(step.facts_for_timing())
    if case.state == S.USE_OVERDUE:
        return S.PAID if window is None or window.on >= step.today else case.state
    step.close_deadlines()
    if window:
        step.set_deadline(str(S.PAID), window, of_stay=True)
    step.show_due(window and window.on)
    return case.state
