"""How it comes into being: use or return of a disbursement is noted, and the draw window was over."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.late_use.models import LateUse
from funding.documents.correspondence import LANGUAGE
from workflows.step import Step

Part = tuple[Decimal, dt.date]


def open_late_use(step: Step, disbursement: Any, *, use_until: dt.date, parts: Iterable[Part]) -> LateUse:
    """`parts`: each sum, with the day until which it was not used."""
    with override(LANGUAGE):
        title = f"{_('Interest on money used late')}: {disbursement.title[:150]}"
    stored = [{"amount": str(amount), "until": until.isoformat()} for amount, until in parts]
    facts = {"paid_on": disbursement.value_date, "use_until": use_until, "parts": stored}
    return step.open("late_use", title=title, facts=facts, **facts)
