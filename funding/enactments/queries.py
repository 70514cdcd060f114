"""What counts where a fact of law is entered, and which base rates are missing."""

import datetime as dt
from typing import Any

from funding.enactments.models import Enactment
from funding.enactments.states import Kind
from funding.law.kinds import BASE_RATE, typed
from funding.law.models import FEDERAL, LawEntry
from workflows.models import Case, Holiday


def enactment_of(case: Case) -> Enactment:
    """The case's own row: the case itself in the transaction that opens it."""
    return case if isinstance(case, Enactment) else case.enactment


def stands(enactment: Enactment) -> dict[str, Any] | None:
    """{"value", "source"} on this very day: of a rule what it says, of a holiday its name. None: nothing is entered."""
    if enactment.kind == Kind.HOLIDAY:
        found = Holiday.objects.filter(calendar=enactment.jurisdiction, day=enactment.valid_from).first()
        return {"value": found.name, "source": ""} if found else None
    if enactment.kind == Kind.LOCAL_HOLIDAY:
        known = enactment.organisation is not None and every_year(enactment) in enactment.organisation.local_holidays
        return {"value": enactment.named, "source": ""} if known else None
    entry = entry_at(enactment)
    return {"value": typed(entry.value), "source": entry.source} if entry and entry.value is not None else None


def entry_at(enactment: Enactment) -> LawEntry | None:
    at = {"jurisdiction": enactment.jurisdiction, "key": enactment.rule, "valid_from": enactment.valid_from}
    return LawEntry.objects.filter(**at).first()


def every_year(enactment: Enactment) -> str:
    """Month and day, as a seat keeps its holidays."""
    return f"{enactment.valid_from:%m-%d}"


def missing_base_rates(today: dt.date) -> list[dt.date]:
    """The half-years begun whose base rate nobody has entered."""
    missing = LawEntry.objects.filter(jurisdiction=FEDERAL, key=BASE_RATE, value__isnull=True, valid_from__lte=today)
    return list(missing.order_by("valid_from").values_list("valid_from", flat=True))
