"""How it comes into being: use or return of a disbursement is noted, and the draw window was over."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.late_use.counting import late_parts, stored
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Part
from funding.documents.correspondence import LANGUAGE
from funding.roles import CASE_WORKER
from workflows.step import Step


def open_late_use(step: Step, disbursement: Any, *, use_until: dt.date, parts: Iterable[Part]) -> LateUse:
    """`parts`: each sum, with the day until which it was not used."""
    with override(LANGUAGE):
        title = f"{_('Interest on money used late')}: {disbursement.title[:150]}"
    kept = [stored(part) for part in parts]
    facts = {"paid_on": disbursement.value_date, "use_until": use_until, "parts": kept}
    return step.open("late_use", title=title, facts=facts, **facts)


def look_at_interest(disbursement: Any, step: Step, parts: Iterable[Part]) -> None:
    """`parts`: each sum, with the day until which it was not used. One case a disbursement, on what was late."""
    if step.case.terms.get("draw_window") is None:
        return
    last, late = late_parts(disbursement, step, parts)
    if not late:
        return
    until = max(until for _amount, until in late)
    step.record(use_until=last, days_late=(until - last).days)
    if not step.case.children.filter(lifecycle="late_use").exists():
        open_late_use(step, disbursement, use_until=last, parts=late)
    step.tell("disbursement.used_late", step.people(CASE_WORKER), used_on=until.isoformat())
