"""Facts of law on their way: one released, one given up, one proposed, one being written."""

from funding.demo.stage import Moments, at, together
from funding.demo.telling import Office
from funding.enactments.opening import open_enactment
from funding.enactments.states import Kind

INVENTED = "für die Vorführung erfunden"
BASE_RATE = {"valid_from": "2026-01-01", "value": "1,27", "source": INVENTED}


def released_and_discarded(office: Office) -> Moments:
    """The base rate of a half-year that came without one, and a holiday that was none."""
    yield from together([_released(office.part("released")), _discarded(office.part("discarded"))])


def _released(office: Office) -> Moments:
    yield at("2026-01-05", "09:20")
    case = _begin(office, Kind.BASE_RATE)
    office.let("case_worker", "enter", case, **BASE_RATE)
    yield at("2026-01-05", "09:40")
    office.let("case_worker", "propose", case)
    yield at("2026-01-06", "11:10")
    office.let("approver", "release", case)


def _discarded(office: Office) -> Moments:
    yield office.moment(25, "10:20")
    case = _begin(office, Kind.HOLIDAY)
    yield office.moment(24, "08:50")
    office.let("case_worker", "discard", case)


def proposed(office: Office) -> Moments:
    """A holiday of one year only, as a state sets it for an anniversary."""
    yield office.moment(5, "10:20")
    case = _begin(office, Kind.HOLIDAY)
    day = {"valid_from": office.on(200), "named": "Jubiläumstag (erfunden)", "source": INVENTED}
    office.let("case_worker", "enter", case, jurisdiction=office.world.region.calendar, **day)
    yield office.moment(4, "15:30")
    office.let("case_worker", "propose", case)


def draft(office: Office) -> Moments:
    yield office.moment(3, "14:10")
    _begin(office, Kind.RULE)


def _begin(office: Office, kind: str) -> int:
    return office.story.begin(open_enactment, office.world.authority, by=office.world.case_worker, kind=kind)
