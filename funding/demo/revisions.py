"""Versions of the programmes: one that counts, one proposed, one being written, one given up."""

import datetime as dt
import json
from typing import Any

from funding.demo.stage import Moments, Strand, at, together
from funding.demo.telling import Office
from funding.programmes import terms
from funding.programmes.models import ProgrammeVersion
from funding.revisions.opening import open_revision

FORWARDING = {"forwarding": "ganz oder teilweise an Letztempfänger"}
BENCHES = {"benches": dict.fromkeys(("municipalities", "doctors", "insurers", "hospitals", "care", "other"), 1)}
FIRST_DAY = dt.date(2024, 1, 1)  # before the first project that forwards a part of its award


def published_and_proposed(office: Office) -> Moments:
    """Of the procedure of every region whose programme has no version of its own."""
    yield from together([_published(office.part("published")), _proposed(office.part("proposed"))])


def _published(office: Office) -> Moments:
    yield at("2023-10-05", "10:20")
    case = _begin(office, "generic", "Allgemeines Verfahren 2024 (erfunden)", FIRST_DAY)
    _add(office, case, "way", FORWARDING)
    _add(office, case, "region", BENCHES)
    yield at("2023-10-10", "15:30")
    office.let("case_worker", "propose", case)
    yield at("2023-10-19", "11:10")
    office.let("approver", "publish", case)


def _proposed(office: Office) -> Moments:
    case = yield from _of_next_year(office, 14, "generic-2024", "Allgemeines Verfahren (erfundener Entwurf)")
    _add(office, case, "way", {"forwarding": "ganz oder teilweise an gemeinnützige Letztempfänger"})
    yield office.moment(6, "15:30")
    office.let("case_worker", "propose", case)


def draft(office: Office) -> Moments:
    yield from _of_next_year(office, 9, "by-2019", "Gesundheitsregionenplus (erfundener Entwurf)")


def discarded(office: Office) -> Moments:
    case = yield from _of_next_year(office, 30, "ni-2021", "Gesundheitsregionen (erfundener Entwurf)")
    yield office.moment(22, "11:50")
    office.let("case_worker", "discard", case)


def _of_next_year(office: Office, ago: int, base: str, named: str) -> Strand:
    yield office.moment(ago, "10:20")
    return _begin(office, base, named, dt.date(office.today.year + 1, 1, 1))


def _begin(office: Office, base: str, named: str, valid_from: dt.date) -> int:
    version = ProgrammeVersion.objects.get(key=base)
    facts: dict[str, Any] = {"named": named, "valid_from": valid_from}
    return office.story.begin(open_revision, version, office.world.authority, by=office.world.case_worker, **facts)


def _add(office: Office, case: int, section: str, more: dict[str, Any]) -> None:
    """What the section said before stays."""
    said = ProgrammeVersion.objects.get(key="generic").terms["values"]
    keys = [term.key for term in terms.SECTIONS[section].terms]
    values = {**{key: said[key]["value"] for key in keys if key in said}, **more}
    lines = [
        {"key": key, "value": json.dumps(value), "source": "für die Vorführung erfunden", "verified": True}
        for key, value in values.items()
    ]
    office.let("case_worker", "set_rules", case, section=section, lines=lines)
