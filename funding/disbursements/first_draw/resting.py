"""Days on which nobody could call for money do not count towards the day of the first call (§ 209 BGB by analogy)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from workflows.clock import BERLIN
from workflows.dates import Rest
from workflows.models import Case, Event
from workflows.step import Step

# States of an award: in which money can be called for, and in which a remedy or a stop keeps it from being called for.
DRAWABLE = ("final", "running")
STOPPED = ("suspended",)
STOP = "suspend"  # its move, also where the award stays final
CONTESTED = ("contested", "inadmissible")  # states of its notice


def rests_of(award: Any, *, after: dt.date | None, until: dt.date) -> list[Rest]:
    """First and last day of each, the oldest first, joined where they touch; without the days up to `after`, on which
    they were counted last. Read from the histories, so that each day can be proven. Two queries.

    Not the month before the award became final for the first time: who set the day knew of it.
    """
    found = [(max(since, after + dt.timedelta(days=1)) if after else since, last) for since, last in _all(award, until)]
    return list(_joined(sorted((since, last) for since, last in found if since <= last)))


def _all(award: Any, until: dt.date) -> Iterator[Rest]:
    since: dt.date | None = None
    begun = False
    own, of_notice = Q(case_id=award.pk), Q(case__parent_id=award.pk, case__lifecycle="notice", to_state__in=CONTESTED)
    for at, state, move in Event.objects.filter(own | of_notice).order_by("pk").values_list("at", "to_state", "move"):
        day = at.astimezone(BERLIN).date()
        begun = begun or state in (*DRAWABLE, *STOPPED, *CONTESTED)
        if state in DRAWABLE and move != STOP:
            if since:
                yield since, day
            since = None
        elif begun and since is None:
            since = day
    if since:
        yield since, until
    revoked = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[award.pk])
    for created, finished in revoked.values_list("created", "finished"):
        yield created.astimezone(BERLIN).date(), finished.astimezone(BERLIN).date() if finished else until


def _joined(rests: Iterable[Rest]) -> Iterator[Rest]:
    open_rest: Rest | None = None
    for since, last in rests:
        if open_rest and since <= open_rest[1] + dt.timedelta(days=1):
            open_rest = (open_rest[0], max(open_rest[1], last))
        else:
            if open_rest:
                yield open_rest
            open_rest = (since, last)
    if open_rest:
        yield open_rest


def count_rests(step: Step) -> None:
    """Of the award whose step this is, when money can be called for again."""
    if step.case.award.draw_by:
        step.settle_below("first_draw")
