"""The programme's day by which applications of a round have to be there."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.applications.examination.states import M as Examine
from funding.applications.examination.states import S as Examined
from funding.programmes.queries import cutoff_day, cutoff_steps
from workflows.calculators import deadline
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step


def cutoff(case: Case) -> dt.date | None:
    """The last day to apply for funding of this period. A fixed day: it never moves (§ 31 (3) sentence 2 VwVfG)."""
    fixed, begins = case.terms.get("cutoff"), case.application.period_from
    return cutoff_day(fixed, begins.year) if fixed and begins else None


def next_round(case: Case) -> tuple[int, dt.date]:
    """The year in which what is received now may begin, and the last day to apply for it."""
    year, received_on = case.application.period_from.year + 1, _received_on(case.application)
    while (day := cutoff_day(case.terms["cutoff"], year)) < received_on:
        year += 1
    return year, day


def _received_on(application: Any) -> dt.date:
    received_at: dt.datetime = application.received_at
    return received_at.astimezone(BERLIN).date()


def how_cutoff_came_about(case: Case) -> list[dict[str, object]]:
    """The steps of `cutoff`; none where there is none."""
    return cutoff_steps(case.terms["cutoff"], case.application.period_from) if cutoff(case) else []


def came_in_time(case: Case) -> bool:
    """By the first receipt: a version asked for by the committee is not late. Without a cut-off nobody is."""
    last_day = cutoff(case)
    return last_day is None or deadline.in_time(last_day, case.application.received_at).in_time


def cutoff_is_kept(case: Case, step: Step) -> None:
    """In time, or admitted all the same, with every version after that. Another period entered afterwards does not get
    round its cut-off."""
    if not is_in_time(case):
        raise Refused("late", _("For this period the application was received after the cut-off."))


def after_cutoff(case: Case, step: Step) -> None:
    if is_in_time(case):
        raise Refused("not_late", _("The application was received in time, or admitted all the same."))


def is_in_time(case: Case) -> bool:
    return came_in_time(case) or _is_admitted(case)


def _is_admitted(case: Case) -> bool:
    """Reinstated; or its rejection as late was annulled, without which nothing is examined after that."""
    rejected_late = Q(move=Examine.END, from_state=Examined.LATE)
    admitted = Event.objects.filter(Q(move=Examine.ADMIT_LATE) | rejected_late, case__parent_id=case.pk)
    return admitted.exists()
