"""Who sits in a body on a day, by which rules it decides, and whether it is complete."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from funding.bodies.models import Body, Seat, StandingOrders
from funding.programmes.benches import in_order
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import version_on
from funding.programmes.terms import flat
from funding.regions.models import Organisation, Region
from workflows.models import Holder
from workflows.reading import valid_on

SEAT = "seat"


@dataclass(frozen=True)
class SeatFacts:
    """A seat on one day. `filled`: it has a holder; a deputy alone does not fill it."""

    id: int
    place: UUID
    number: int
    bench: str
    chair: bool
    contributor: bool
    filled: bool
    institution_id: int | None
    institution: str


@dataclass(frozen=True)
class BenchFacts:
    """How many seats of a bench are filled, and how many the programme asks for."""

    bench: str
    required: int
    filled: int

    @property
    def missing(self) -> int:
        return max(self.required - self.filled, 0)


@dataclass(frozen=True)
class BenchShare:
    """How many of the filled seats a bench holds, and the share of them it may hold. Integer arithmetic only."""

    bench: str
    filled: int
    of: int
    cap: Fraction

    @property
    def most(self) -> int:
        return self.of * self.cap.numerator // self.cap.denominator

    @property
    def over(self) -> bool:
        return self.filled > self.most


def seats(body: Body, on: date) -> list[SeatFacts]:
    """The seats of a body on this day by number, vacant ones too. One query."""
    holder = Holder.objects.filter(valid_on(on), desk__role=SEAT, desk__place=OuterRef("place"), rank=0)
    found = Seat.objects.filter(valid_on(on), body=body).annotate(filled=Exists(holder)).order_by("number")
    columns = ("id", "place", "number", "bench", "is_chair", "contributor", "filled", "institution_id")
    return [
        SeatFacts(*facts, institution=name or "") for *facts, name in found.values_list(*columns, "institution__name")
    ]


def standing_orders(body: Body, decision_kind: str, on: date) -> StandingOrders:
    """The body's own orders for this kind of decision, else its own for any, else the common ones. One query.

    Raises StandingOrders.DoesNotExist if there are none on this day.
    """
    in_force = StandingOrders.objects.filter(
        Q(body=body) | Q(body__isnull=True),
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        decision_kind__in={decision_kind, ""},
        valid_from__lte=on,
    )
    closest = in_force.order_by(F("body").asc(nulls_last=True), "-decision_kind", "-valid_from").first()
    if closest is None:
        raise StandingOrders.DoesNotExist
    return closest


def composition(body: Body, version: ProgrammeVersion, on: date) -> list[BenchFacts]:
    """Each bench the programme asks for, with what is filled on this day; empty where it asks for none. One query."""
    benches = flat(version.terms, None)["benches"]
    return filled_benches(benches, (seat.bench for seat in seats(body, on) if seat.filled)) if benches else []


def filled_benches(benches: Mapping[str, int], of_filled_seats: Iterable[str]) -> list[BenchFacts]:
    """What the benches asked for have, given the bench of each filled seat."""
    filled = Counter(of_filled_seats)
    return [BenchFacts(bench, benches[bench], filled[bench]) for bench in in_order(benches)]


def bench_shares(body: Body, version: ProgrammeVersion | None, on: date) -> list[BenchShare]:
    """Each bench with its part of the filled seats, where programme or standing orders name a highest share: the lower
    of both counts. Empty where neither does. What a vote may count is checked at the vote. At most two queries."""
    caps = list(_caps(body, version, on))
    return shares((seat.bench for seat in seats(body, on) if seat.filled), caps) if caps else []


def shares(of_filled_seats: Iterable[str], caps: Sequence[Fraction]) -> list[BenchShare]:
    """What each bench holds, given the bench of each filled seat; a seat of no bench counts in the whole."""
    held = list(of_filled_seats)
    filled = Counter(filter(None, held))
    return [BenchShare(bench, filled[bench], len(held), min(caps)) for bench in in_order(filled)] if caps else []


def _caps(body: Body, version: ProgrammeVersion | None, on: date) -> Iterator[Fraction]:
    if version and (cap := flat(version.terms, None)["bench_cap"]):
        yield Fraction(cap)
    try:
        cap = standing_orders(body, "", on).rule.get("group_cap")
    except StandingOrders.DoesNotExist:
        cap = None
    if cap:
        yield Fraction(cap)


def version_asking(body: Body, on: date) -> ProgrammeVersion | None:
    """The version that says on this day how the body is composed: of a region's steering group its programme's. One
    query. Raises NoVersion where no programme counts on this day."""
    if body.kind != Body.Kind.STEERING_GROUP or body.region is None:
        return None
    return version_on(body.region.programme, on)


def outlook(body: Body, today: date, ahead: int) -> tuple[date | None, list[BenchFacts]]:
    """The first day from today to so many days ahead on which benches lack members, and which; None if none does."""
    version = version_asking(body, today)
    if version is None or not flat(version.terms, None)["benches"] or body.dissolved(today):
        return None, []
    for day in [today, *_days_somebody_is_gone(body, today, today + timedelta(days=ahead))]:
        if lacking := [bench for bench in composition(body, version, day) if bench.missing]:
            return day, lacking
    return None, []


def _days_somebody_is_gone(body: Body, after: date, last: date) -> list[date]:
    """The days after the last ones of seats and holders."""
    of_seats = body.seats.values_list("until_on", flat=True)
    held = Holder.objects.filter(desk__role=SEAT, desk__place__in=body.seats.values("place"), rank=0)
    ends = {day for day in [*of_seats, *held.values_list("until_on", flat=True)] if day}
    return sorted(gone for day in ends if after < (gone := day + timedelta(days=1)) <= last)


def bodies(on: date) -> QuerySet[Body]:
    """Every body that exists on this day, in alphabetical order."""
    return Body.objects.filter(
        Q(founded_on__isnull=True) | Q(founded_on__lte=on), Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on)
    ).order_by("sort_key", "id")


def committee(programme: str, on: date) -> Body | None:
    """The state-wide committee of a programme on this day, or None. One query."""
    return bodies(on).filter(programme=programme, kind=Body.Kind.COMMITTEE, region__isnull=True).first()


def deciding_committee(region: Region, on: date) -> Body | None:
    """The committee that approves applications of this region: its own, else its programme's. One query."""
    found = bodies(on).filter(
        Q(region=region) | Q(region__isnull=True, programme=region.programme), kind=Body.Kind.COMMITTEE
    )
    return found.order_by(F("region").asc(nulls_last=True), "id").first()


def place_names(places: Iterable[UUID]) -> dict[UUID, str]:
    """What the places of desks are called; a seat is called by its body. One query."""
    wanted = list(places)
    named = [
        model.objects.filter(place__in=wanted).values_list("place", "name") for model in (Region, Organisation, Body)
    ]
    of_seats = Seat.objects.filter(place__in=wanted).values_list("place", "body__name")
    return dict(of_seats.union(*named))
