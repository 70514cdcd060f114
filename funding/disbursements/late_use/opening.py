"""How it comes into being: use or return of a payment is noted, and the draw window was over."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.late_use.counting import count_anew, facts_today, late_parts, owed_for, rests_on_other_facts
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import NOTIFIED, M, S
from funding.disbursements.payments.models import Payment
from funding.documents.correspondence import LANGUAGE
from funding.roles import CASE_WORKER
from workflows.models import Case
from workflows.step import Step

UNDECIDED = (S.INTEREST_CASE, S.HEARING, S.IN_PREPARATION, S.SIGNED)


def open_late_use(step: Step, payment: Payment, *, use_until: dt.date, parts: list[dict[str, str]]) -> LateUse:
    """`parts`: each sum, with the day until which it was not used."""
    with override(LANGUAGE):
        title = f"{_('Interest on money used late')}: {payment.disbursement.title[:150]}"
    facts: dict[str, Any] = {"paid_on": payment.disbursement.value_date, "use_until": use_until, "parts": parts}
    return step.open("late_use", title=title, facts=facts, **facts)


def look_at_interest(step: Step, payment: Payment) -> None:
    """Once a part was used, came back or has another value date, whose step this is. One case a payment, on what was
    late: counted anew before its notice; a notice waits for a decision. Where none was to be demanded and more was
    late since, another case."""
    if step.case.terms.get("draw_window") is None:
        return
    cases = step.work.all_below(step.case, "late_use")
    for case in cases:
        if case.state in UNDECIDED or (case.state == S.PROPOSED and case.lateuse.interest is None):
            count_anew(case.lateuse, payment, step)
        elif case.state in NOTIFIED and rests_on_other_facts(case.lateuse, payment, step):
            step.work.make(case, M.DOUBT, None, {})
    last, parts = late_parts(payment, step)
    if not parts:
        return
    until = max(dt.date.fromisoformat(part["until"]) for part in parts)
    step.record(use_until=last, days_late=(until - last).days)
    if _is_new(step, payment, cases):
        open_late_use(step, payment, use_until=last, parts=parts)
    step.tell("payment.used_late", step.people(CASE_WORKER), used_on=until.isoformat())


def _is_new(step: Step, payment: Payment, cases: list[Case]) -> bool:
    """None was looked at, or less was late when it was decided to demand no interest."""
    left = [case.lateuse for case in cases if case.state in (S.LEFT, S.REFUND_DUE) and case.lateuse.interest is None]
    owed = owed_for(facts_today(payment, step))
    return len(left) == len(cases) and all(owed > owed_for(late.rests_on) for late in left)
