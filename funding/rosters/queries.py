"""A body's roster as its moves see it: its row, the terms it holds, what its composition lacks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from funding.bodies.models import Body
from funding.bodies.queries import SEAT, BenchFacts, outlook
from funding.roles import CHAIR
from funding.rosters.models import Roster
from funding.rosters.states import S
from workflows.models import Case, Holder

AHEAD = 60  # days before a bench lacks somebody when the office is told


@dataclass(frozen=True)
class Found:
    """What the composition looks like today: the state that fits, from which day what is lacking."""

    state: str
    on: dt.date | None
    benches: list[BenchFacts]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [{"bench": each.bench, "required": each.required, "filled": each.filled} for each in self.benches]


def roster_of(case: Case) -> Roster:
    """The case's own row: the case itself in the transaction that opens it."""
    return case if isinstance(case, Roster) else case.roster


def look_at(roster: Roster, today: dt.date) -> Found:
    body = Body.objects.select_related("region").get(pk=roster.body_id)
    on, benches = outlook(body, today, AHEAD)
    if on is None:
        return Found(S.COMPLETE, None, [])
    if on > today:
        return Found(S.LAPSING, on, benches)
    since = roster.lacking_on if roster.lacking_on and roster.lacking_on < today else on
    return Found(S.INCOMPLETE, since, benches)


def terms_held(body: Body) -> QuerySet[Holder]:
    """Of the body's seats and chair, past and to come."""
    at_seat = Q(desk__role=SEAT, desk__place__in=body.seats.values("place"))
    in_chair = Q(desk__role=CHAIR.key, desk__place=body.place)
    return Holder.objects.filter(at_seat | in_chair).select_related("person", "desk").order_by("rank", "pk")
