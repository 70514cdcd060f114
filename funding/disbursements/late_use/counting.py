"""Which parts of a payment were used late, by the value date as it stands."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from funding.disbursements.late_use.models import LateUse
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
