"""Which parts of a payment were used late, by the value date as it stands."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import M
from funding.disbursements.models import Part
from funding.disbursements.rules import draw_window
from workflows.step import Step


def late_parts(disbursement: Any, step: Step, parts: Iterable[Part]) -> tuple[dt.date, list[Part]]:
    last = draw_window.after(disbursement.value_date, step.facts_for_timing()).on
    return last, [(amount, until) for amount, until in parts if amount and until > last]


def count_anew(late: LateUse, disbursement: Any, step: Step) -> None:
    """After its value date was corrected: what was late by the right day, maybe nothing. A signature falls with it."""
    use_until, parts = late_parts(disbursement, step, disbursement.parts_noted())
    late.paid_on, late.use_until, late.interest = disbursement.value_date, use_until, None
    late.parts = [stored(part) for part in parts]
    late.save(update_fields=["paid_on", "use_until", "parts", "interest"])


def stored(part: Part) -> dict[str, str]:
    amount, until = part
    return {"amount": str(amount), "until": until.isoformat()}


def rests_on_another_day(late: LateUse) -> bool:
    """Of a notice: the value date was corrected since, and nobody has decided that it stands all the same."""
    right = late.parent.disbursement.value_date
    return late.interest is not None and right not in (late.paid_on, late.stands_for)


def has_grown_since_the_hearing(late: LateUse) -> bool:
    """Whether more money was late, or for longer, than the recipient was last heard on."""
    heard = late.events.filter(move=M.HEAR).latest("seq").facts
    return _days_owed(late.parts, late.paid_on) > _days_owed(heard["parts"], dt.date.fromisoformat(heard["paid_on"]))


def _days_owed(parts: Iterable[dict[str, str]], paid_on: dt.date) -> Decimal:
    """Each sum times its days: with it the interest grows."""
    days = ((Decimal(part["amount"]), (dt.date.fromisoformat(part["until"]) - paid_on).days + 1) for part in parts)
    return sum((amount * number for amount, number in days), Decimal(0))
