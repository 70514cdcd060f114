"""Which parts of a payment were used late, by what is noted of it today."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import M
from funding.disbursements.payments.models import Payment
from funding.disbursements.rules import draw_window
from workflows.step import Step


def late_parts(payment: Payment, step: Step) -> tuple[dt.date, list[dict[str, str]]]:
    """The last day to use it, and each sum used or given back later, as it is stored."""
    last = draw_window.after(payment.disbursement.value_date, step.facts_for_timing()).on
    return last, [
        {"amount": str(amount), "until": until.isoformat()} for amount, until in payment.parts() if until > last
    ]


def count_anew(late: LateUse, payment: Payment, step: Step) -> None:
    """After other facts were noted: what was late by them, maybe nothing. A signature falls with it."""
    late.use_until, late.parts = late_parts(payment, step)
    late.paid_on, late.interest = payment.disbursement.value_date, None
    late.save(update_fields=["paid_on", "use_until", "parts", "interest"])


def facts_changed(late: LateUse, payment: Payment, step: Step) -> bool:
    return facts_today(payment, step) != late.rests_on


def facts_today(payment: Payment, step: Step) -> dict[str, Any]:
    _last, parts = late_parts(payment, step)
    return {"paid_on": payment.disbursement.value_date.isoformat(), "parts": parts}


def rests_on_other_facts(late: LateUse, payment: Payment, step: Step) -> bool:
    """Of a notice: another value date, or more given back, was noted since, and nobody has decided that it stands all
    the same."""
    return late.interest is not None and facts_today(payment, step) not in (late.rests_on, late.stands_for)


def has_grown_since_the_hearing(late: LateUse) -> bool:
    """Whether more money was late, or for longer, than the recipient was last heard on."""
    heard = late.events.filter(move=M.HEAR).latest("seq").facts
    return owed_for(late.rests_on) > owed_for(heard)


def owed_for(facts: dict[str, Any]) -> Decimal:
    """Each sum times its days: with it the interest grows."""
    paid_on, parts = dt.date.fromisoformat(facts["paid_on"]), facts["parts"]
    return sum((Decimal(part["amount"]) * _days(paid_on, part["until"]) for part in parts), Decimal(0))


def _days(paid_on: dt.date, until: str) -> int:
    return (dt.date.fromisoformat(until) - paid_on).days + 1
