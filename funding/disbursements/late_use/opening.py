"""How it comes into being: use or return of a disbursement is noted, and the draw window was over."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.late_use.models import LateUse
from funding.disbursements.rules import draw_window
from funding.disbursements.states import M
from funding.documents.correspondence import LANGUAGE
from funding.roles import CASE_WORKER
from workflows.step import Step

Part = tuple[Decimal, dt.date]


def open_late_use(step: Step, disbursement: Any, *, use_until: dt.date, parts: Iterable[Part]) -> LateUse:
    """`parts`: each sum, with the day until which it was not used."""
    with override(LANGUAGE):
        title = f"{_('Interest on money used late')}: {disbursement.title[:150]}"
    stored = [_stored(part) for part in parts]
    facts = {"paid_on": disbursement.value_date, "use_until": use_until, "parts": stored}
    return step.open("late_use", title=title, facts=facts, **facts)


def look_at_interest(disbursement: Any, step: Step, parts: Iterable[Part]) -> None:
    """`parts`: each sum, with the day until which it was not used. One case a disbursement, on what was late."""
    if step.case.terms.get("draw_window") is None:
        return
    last, late = _late(disbursement, step, parts)
    if not late:
        return
    until = max(until for _amount, until in late)
    step.record(use_until=last, days_late=(until - last).days)
    if not step.case.children.filter(lifecycle="late_use").exists():
        open_late_use(step, disbursement, use_until=last, parts=late)
    step.tell("disbursement.used_late", step.people(CASE_WORKER), used_on=until.isoformat())


def _late(disbursement: Any, step: Step, parts: Iterable[Part]) -> tuple[dt.date, list[Part]]:
    last = draw_window.after(disbursement.value_date, step.facts_for_timing()).on
    return last, [(amount, until) for amount, until in parts if amount and until > last]


def parts_noted(disbursement: Any) -> list[Part]:
    """What was used, or came back, and when; none while it is awaited."""
    noted = disbursement.events.filter(move__in=(M.CONFIRM_USE, M.NOTE_FUNDS_RETURNED)).order_by("-seq").first()
    if noted is None:
        return []
    paid, used_on = disbursement.approved_amount, noted.facts.get("used_on")
    if noted.move == M.CONFIRM_USE:
        return [(paid, dt.date.fromisoformat(used_on))]
    back, value_date = Decimal(noted.facts["amount"]), noted.facts["value_date"]
    return [(back, dt.date.fromisoformat(value_date)), (paid - back, dt.date.fromisoformat(used_on or value_date))]


def count_anew(late: LateUse, disbursement: Any, step: Step) -> None:
    """After its value date was corrected: what was late by the right day, maybe nothing. A signature falls with it."""
    use_until, parts = _late(disbursement, step, parts_noted(disbursement))
    late.paid_on, late.use_until, late.interest = disbursement.value_date, use_until, None
    late.parts = [_stored(part) for part in parts]
    late.save(update_fields=["paid_on", "use_until", "parts", "interest"])


def _stored(part: Part) -> dict[str, str]:
    amount, until = part
    return {"amount": str(amount), "until": until.isoformat()}
