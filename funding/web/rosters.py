"""The roster of a body on its page: seats, holders, terms, deputies, vacancies, the chair; and what is chosen from."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from funding.bodies.models import Body, Seat
from funding.bodies.queries import bench_shares, composition
from funding.meetings.frequency import frequency
from funding.programmes.benches import bench_label
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import version_on
from funding.roles import CHAIR
from funding.rosters.models import Roster
from funding.rosters.queries import terms_held
from funding.web.access import readable
from funding.web.frame import frame
from funding.web.labels import seat_words
from funding.web.templatetags.foerderweg import plain_day
from workflows import clock
from workflows.models import Case, Holder


def parts(request: HttpRequest, case: Case) -> dict[str, Any]:
    """For parts/roster.html: who sits there today and from a later day on. Five queries, however many seats."""
    if case.lifecycle != "roster":
        return {}
    body, today = Body.objects.select_related("region").get(pk=case.roster.body_id), frame(request).today
    at: dict[Any, list[Holder]] = {}
    former = []
    for term in terms_held(body):
        if term.until_on and term.until_on < today:
            former.append(term)
        else:
            at.setdefault(term.desk.place, []).append(term)
    chairs = at.get(body.place, [])
    seats = list(body.seats.select_related("institution").order_by("number"))
    return {
        "roster": {
            "chairs": _terms(chairs, _("chair")),
            "seats": [_seat(seat, at.get(seat.place, []), today) for seat in _standing(seats, today)],
            "benches": _asked_for(body, today),
            "former": _at_their_places(sorted(former, key=lambda term: term.until_on, reverse=True), seats),
        }
    }


def _standing(seats: Iterable[Seat], today: dt.date) -> list[Seat]:
    return [seat for seat in seats if seat.until_on is None or seat.until_on >= today]


def _seat(seat: Seat, held: list[Holder], today: dt.date) -> dict[str, Any]:
    filled = any(term.rank == 0 and term.from_on <= today for term in held)
    vacant = {"feeling": "warning", "words": _("vacant")}
    return {
        "seat": seat_words(_facts(seat)),
        "bench": bench_label(seat.bench) if seat.bench else "",
        "terms": _terms(held, _("member")),
        "until": seat.until_on,
        "badge": {"feeling": "success", "words": _("filled")} if filled else vacant,
    }


def _facts(seat: Seat) -> dict[str, Any]:
    return {
        "number": seat.number,
        "institution": seat.institution.name if seat.institution else "",
        "bench": seat.bench,
    }


def _terms(held: list[Holder], first: str) -> list[str]:
    return [_term(term, first) for term in sorted(held, key=lambda term: (term.rank, term.from_on, term.pk))]


def _term(term: Holder, first: str) -> str:
    part = _("%(number)s. deputy") % {"number": term.rank} if term.rank else first
    named = {"name": term.person, "part": part, "from": plain_day(term.from_on)}
    if term.until_on:
        return _("%(name)s, %(part)s, %(from)s to %(until)s") % {**named, "until": plain_day(term.until_on)}
    return _("%(name)s, %(part)s, since %(from)s") % named


def _asked_for(body: Body, today: dt.date) -> list[dict[str, Any]]:
    """By programme and standing orders: benches that must be filled, their highest share, meetings."""
    version = version_on(body.region.programme, today) if body.region else None
    asks = version if body.kind == Body.Kind.STEERING_GROUP else None
    return [*_benches(body, asks, today), *_shares(body, asks, today), *_meetings(body, version, today)]


def _benches(body: Body, version: ProgrammeVersion | None, today: dt.date) -> list[dict[str, Any]]:
    found = composition(body, version, today) if version else []
    return [
        {
            "term": bench_label(each.bench),
            "value": _("%(filled)s of at least %(required)s") % {"filled": each.filled, "required": each.required},
            "lacks": _("lacks members") if each.missing else "",
        }
        for each in found
    ]


def _shares(body: Body, version: ProgrammeVersion | None, today: dt.date) -> list[dict[str, Any]]:
    """Of the benches that hold more of the filled seats than one may; with the numbers."""
    words = _("%(filled)s of %(of)s filled seats; at most %(cap)s, that is %(most)s")
    return [
        {
            "term": bench_label(each.bench),
            "value": words % {"filled": each.filled, "of": each.of, "cap": each.cap, "most": each.most},
            "lacks": _("more than its share"),
        }
        for each in bench_shares(body, version, today)
        if each.over
    ]


def _meetings(body: Body, version: ProgrammeVersion | None, today: dt.date) -> list[dict[str, Any]]:
    """How often it has met, where the programme asks for a number."""
    found = frequency(body, version, today)
    if found is None:
        return []
    words = _("%(held)s of at least %(least)s, from %(first)s to %(last)s")
    if found.last is None:
        words = _("%(held)s of at least %(least)s since %(first)s")
    days = {"first": plain_day(found.first), "last": found.last and plain_day(found.last)}
    return [
        {
            "term": _("Meetings held"),
            "value": words % {"held": found.held, "least": found.at_least, **days},
            "lacks": _("%(number)s still to hold") % {"number": found.missing} if found.missing else "",
        }
    ]


def link(request: HttpRequest, case: Case) -> list[dict[str, str]]:
    """Beside a vote or meeting of the body, for who may read its roster."""
    body = {"decision": lambda: case.decision.body_id, "meeting": lambda: case.meeting.body_id}.get(case.lifecycle)
    if body is None:
        return []
    found = Roster.objects.filter(body_id=body(), pk__in=readable(request).values("pk")).values_list("pk", "title")
    return [{"href": reverse("case", args=[pk]), "text": _("Seats of the body"), "note": title} for pk, title in found]


def seats_to_choose(case: Case) -> list[tuple[int, str]]:
    found = (
        (case.parent if case.lifecycle == "motion" else case)
        .roster.body.seats.select_related("institution")
        .order_by("number")
    )
    return [(seat.pk, seat_words(_facts(seat))) for seat in _standing(found, clock.today())]


def terms_to_choose(case: Case) -> list[tuple[int, str]]:
    """Of the body's seats and chair, named by both."""
    body, today = case.roster.body, clock.today()
    held = [term for term in terms_held(body) if term.until_on is None or term.until_on >= today]
    words = _at_their_places(held, body.seats.select_related("institution"))
    return [(term.pk, each) for term, each in zip(held, words, strict=True)]


def _at_their_places(terms: Iterable[Holder], seats: Iterable[Seat]) -> list[str]:
    called = {seat.place: (seat_words(_facts(seat)), _("member")) for seat in seats}
    at_chair = (_("Chair"), _("chair"))
    found = [(term, at_chair if term.desk.role == CHAIR.key else called[term.desk.place]) for term in terms]
    return [f"{place}: {_term(term, first)}" for term, (place, first) in found]
