"""A request for an early start with its application, and whether a project may have started."""

import datetime as dt

from django.db.models import Prefetch, prefetch_related_objects

from funding.applications.early_start.models import EarlyStart
from funding.applications.early_start.states import S
from workflows.models import Case

NAMED = ("applicant", "authority", "programme_version")
WITH_APPLICATION = EarlyStart.objects.select_related(
    "dossier", "parent__application", *(f"parent__application__{name}" for name in NAMED)
)


def early_start_of(case: Case) -> EarlyStart:
    """One query, once a case."""
    prefetch_related_objects([case], Prefetch("earlystart", WITH_APPLICATION.all()))
    return case.earlystart


def may_have_started(application_id: int, on: dt.date) -> bool:
    """A permission counts from its first day on, never for a day before it."""
    granted = EarlyStart.objects.filter(parent_id=application_id, state=S.GRANTED, granted_from__lte=on)
    return granted.exists()
