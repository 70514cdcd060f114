"""Deadlines of German administrative law, each with its worked calculation. Periods are days in Europe/Berlin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from workflows.calculators.steps import Step, WrongInput, _
from workflows.calculators.values import Length
from workflows.calculators.working_days import Calendar, last_of_month

BERLIN = ZoneInfo("Europe/Berlin")
DAYS_TO_RETRIEVE = 10
NEXT_WORKING_DAY = _("§ 193 BGB, § 31 (3) VwVfG")
FICTION = _("§ 41 (2) VwVfG")
PORTAL = _("§ 41 (2a) VwVfG")
FORMAL = _("Formal service")
OUTSIDE = _("leads outside the years 1 to 9999")

Counting = Literal["event", "day"]
Channel = Literal["letter", "electronic", "portal", "formal"]


@dataclass(frozen=True)
class Due:
    due: date
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Served:
    """`served` is None where nothing counts as served."""

    served: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Latest:
    latest: date
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class InTime:
    in_time: bool
    steps: tuple[Step, ...]


def end(event: date, length: Length, counting: Counting, *, shift: bool, calendar: Calendar | None = None) -> Due:
    """The last day of a period, §§ 187, 188, 193 BGB.

    `counting="event"`: the event's day does not count; "day": it is the first day of the period.
    `shift` needs a calendar; fixed dates and periods of benefit are not shifted.
    """
    due = _last_day(event, length, counting)
    steps = [_beginning(event, counting), _ending(due, length)]
    if shift:
        if calendar is None:
            raise WrongInput("state", _("is missing"))
        due, passed = calendar.nearest(due, 1, "event")
        steps += _moved(due, passed)
    return Due(due, tuple(steps))


def _last_day(event: date, length: Length, counting: Counting) -> date:
    _check_length(length)
    try:
        if length.unit in ("days", "weeks"):
            days = length.number * (7 if length.unit == "weeks" else 1)
            return event + timedelta(days=days - (counting == "day"))
        months = length.number * (12 if length.unit == "years" else 1)
        return _same_number(event, months, event.day - (counting == "day"))
    except OverflowError:
        raise WrongInput("length", OUTSIDE) from None


def _same_number(event: date, months: int, number: int) -> date:
    """Day `number` of the month `months` later: day 0 is the last of the month before, a day too many the last."""
    if number == 0:
        months, number = months - 1, 31
    years, month = divmod(event.month - 1 + months, 12)
    if event.year + years > MAXYEAR:
        raise OverflowError
    last = last_of_month(event.year + years, month + 1)
    return last.replace(day=min(number, last.day))


def _check_length(length: Length) -> None:
    if length.number < 1:
        raise WrongInput(f"length.{length.unit}", _("must be a whole number of at least %(least)s"), least=1)


def _beginning(event: date, counting: Counting) -> Step:
    if counting == "day":
        return Step(_("§ 187 (2) BGB"), _("The period starts on %(day)s, which counts."), {"day": event})
    return Step(_("§ 187 (1) BGB"), _("The event is on %(day)s, which does not count."), {"day": event})


def _ending(due: date, length: Length) -> Step:
    rule = {"days": _("§ 188 (1) BGB"), "weeks": _("§ 188 (2) BGB")}.get(length.unit, _("§ 188 (2), (3) BGB"))
    return Step(rule, _("Length: %(length)s. The period ends on %(day)s."), {"length": length, "day": due})


def _moved(day: date, passed: tuple[Step, ...]) -> Iterator[Step]:
    yield from passed
    if passed:
        yield Step(NEXT_WORKING_DAY, _("The next working day is %(day)s."), {"day": day})


@dataclass(frozen=True)
class Sending:
    """What is known of a document on its way.

    `sent` is the posting, on the portal the notification; `received` is proven, or for formal service the delivery.
    """

    channel: Channel
    sent: date | None
    received: date | None = None
    retrieved: date | None = None
    disputed: bool = False


@dataclass(frozen=True)
class Fiction:
    """Served on the `days`-th day after sending; a calendar moves that day off non-working days."""

    days: int
    calendar: Calendar | None = None


def served(sending: Sending, fiction: Fiction | None = None, *, retrieve_within: int = DAYS_TO_RETRIEVE) -> Served:
    """The day a document counts as made known, § 41 VwVfG. Letters and electronic documents need the fiction.

    `retrieve_within`: days in which it has to be fetched from the portal.
    """
    if sending.channel == "formal":
        _check_after(sending.received, sending.sent, "received")
        return _served_formally(sending.received)
    if sending.sent is None:
        raise WrongInput("sent", _("is missing"))
    if sending.channel == "portal":
        _check_after(sending.retrieved, sending.sent, "retrieved")
        return _served_by_portal(sending.sent, sending.retrieved, retrieve_within)
    if fiction is None:
        raise WrongInput("fiction_days", _("is missing"))
    _check_after(sending.received, sending.sent, "received")
    return _served_by_fiction(sending.sent, sending, fiction)


def _check_after(day: date | None, sent: date | None, field: str) -> None:
    if day and sent and day < sent:
        raise WrongInput(field, _("lies before the day of sending"))


def _served_formally(received: date | None) -> Served:
    if received is None:
        return Served(None, (Step(FORMAL, _("No delivery or deposit is known, so nothing is served.")),))
    return Served(received, (Step(FORMAL, _("Delivered or deposited on %(day)s."), {"day": received}),))


def _served_by_portal(sent: date, retrieved: date | None, within: int) -> Served:
    last = _later(sent, within, "sent")
    window = Step(
        PORTAL,
        _("Notified on %(sent)s, to be retrieved by %(last)s (within %(days)s days)."),
        {"sent": sent, "last": last, "days": within},
    )
    if retrieved is None or retrieved > last:
        return Served(None, (window, Step(PORTAL, _("Not retrieved within that time, so nothing is served."))))
    day = _later(retrieved, 1, "retrieved")
    counted = _("Retrieved on %(retrieved)s: served on the day after, %(day)s.")
    return Served(day, (window, Step(PORTAL, counted, {"retrieved": retrieved, "day": day})))


def _served_by_fiction(sent: date, sending: Sending, fiction: Fiction) -> Served:
    if fiction.days < 1:
        raise WrongInput("fiction_days", _("must be a whole number of at least %(least)s"), least=1)
    if sending.disputed and sending.received is None:
        text = _("Receipt is disputed and not proven. The authority must prove it, so nothing is served.")
        return Served(None, (Step(FICTION, text),))
    day = _later(sent, fiction.days, "sent")
    text = _("Sent on %(sent)s: day %(number)s after that is %(day)s.")
    steps = [Step(FICTION, text, {"sent": sent, "number": fiction.days, "day": day})]
    if fiction.calendar:
        day, passed = fiction.calendar.nearest(day, 1, "sent")
        steps += _moved(day, passed)
    if sending.received is None:
        return Served(day, tuple(steps))
    if sending.received <= day:
        text = _("Received on %(received)s: an earlier receipt changes nothing, served on %(day)s.")
    else:
        text = _("Received on %(received)s, later than %(day)s: the receipt counts.")
    steps.append(Step(FICTION, text, {"received": sending.received, "day": day}))
    return Served(max(day, sending.received), tuple(steps))


def _later(day: date, days: int, field: str) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise WrongInput(field, OUTSIDE) from None


def latest(event: date, length: Length, calendar: Calendar) -> Latest:
    """The last working day to send so that `length` (days or weeks) lies wholly between sending and event."""
    if length.unit not in ("days", "weeks"):
        raise WrongInput("length", _("must be given in one of: %(units)s"), units="days, weeks")
    _check_length(length)
    days = length.number * (7 if length.unit == "weeks" else 1)
    try:
        day = event - timedelta(days=days + 1)
    except OverflowError:
        raise WrongInput("length", OUTSIDE) from None
    text = _("%(length)s between sending and %(event)s, neither day counted: send by %(day)s.")
    steps = [Step(_("§ 187 (1) BGB"), text, {"length": length, "event": event, "day": day})]
    day, passed = calendar.nearest(day, -1, "event")
    if passed:
        before = Step(_("Counted backwards"), _("The working day before is %(day)s."), {"day": day})
        steps += (*passed, before)
    return Latest(day, tuple(steps))


def in_time(due: date, received_at: datetime) -> InTime:
    """Whether something came by the end of `due` in Europe/Berlin. `received_at` carries its offset."""
    if received_at.tzinfo is None:
        raise WrongInput("received_at", _("must be an instant with its offset, like 2026-03-06T12:00:00+01:00"))
    try:
        local = received_at.astimezone(BERLIN)
    except OverflowError:
        raise WrongInput("received_at", OUTSIDE) from None
    punctual = local.date() <= due
    text = _("Received on %(at)s, by the end of %(due)s: in time.")
    if not punctual:
        text = _("Received on %(at)s, after the end of %(due)s: too late.")
    return InTime(punctual, (Step(_("§ 188 (1) BGB"), text, {"at": local, "due": due}),))
