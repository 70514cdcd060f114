"""Deadlines asked for in JSON. Dates come as ISO days, `steps` still wait for their words."""

from collections.abc import Callable, Mapping

from workflows.calculators.deadline import Channel, Fiction, Sending, Served, end, in_time, latest, served
from workflows.calculators.interest import BaseRate, interest
from workflows.calculators.reading import (
    Fields,
    day,
    flag,
    instant,
    length,
    list_of,
    money,
    month_and_day,
    one_of,
    rate,
    record,
    text,
    whole,
)
from workflows.calculators.working_days import Calendar

Answer = dict[str, object]


def answer(request: Mapping[str, object]) -> Answer:
    """Raises WrongInput, which names the field."""
    fields = Fields(request)
    return _ASKED[fields.get("ask", one_of(*_ASKED))](fields)


def _end(fields: Fields) -> Answer:
    shift = fields.get("shift", flag)
    found = end(
        fields.get("event", day),
        fields.get("length", length("days", "weeks", "months", "years")),
        fields.get("counting", one_of("event", "day")),
        shift=shift,
        calendar=_calendar(fields) if shift else None,
    )
    return {"due": found.due.isoformat(), "steps": found.steps}


def _served(fields: Fields) -> Answer:
    channel: Channel = fields.get("channel", one_of("letter", "electronic", "portal", "formal"))
    found = _SENT_BY[channel](channel, fields)
    return {"served": found.served and found.served.isoformat(), "steps": found.steps}


def _by_fiction(channel: Channel, fields: Fields) -> Served:
    shifted = fields.get("shift_fiction_day", flag)
    fiction = Fiction(fields.get("fiction_days", whole(1)), _calendar(fields) if shifted else None)
    sending = Sending(
        channel,
        fields.get("sent", day),
        received=fields.optional("received", day, None),
        disputed=fields.optional("disputed", flag, default=False),
    )
    return served(sending, fiction)


def _by_portal(channel: Channel, fields: Fields) -> Served:
    return served(Sending(channel, fields.get("sent", day), retrieved=fields.optional("retrieved", day, None)))


def _formally(channel: Channel, fields: Fields) -> Served:
    return served(Sending(channel, fields.optional("sent", day, None), fields.optional("received", day, None)))


def _latest(fields: Fields) -> Answer:
    found = latest(fields.get("event", day), fields.get("length", length("days", "weeks")), _calendar(fields))
    return {"latest": found.latest.isoformat(), "steps": found.steps}


def _in_time(fields: Fields) -> Answer:
    found = in_time(fields.get("due", day), fields.get("received_at", instant))
    return {"in_time": found.in_time, "steps": found.steps}


def _interest(fields: Fields) -> Answer:
    found = interest(
        fields.get("principal", money),
        fields.get("from", day),
        fields.get("to", day),
        fields.get("margin", rate),
        fields.get("base_rates", list_of(_base_rate)),
        fields.get("days_in_year", whole(1)),
    )
    return {"interest": str(found.interest), "days": found.days, "steps": found.steps}


def _base_rate(value: object, path: str) -> BaseRate:
    fields = record(value, path)
    return BaseRate(fields.get("from", day), fields.get("rate", rate))


def _calendar(fields: Fields) -> Calendar:
    local = fields.optional("local_holidays", list_of(month_and_day), ())
    return Calendar(fields.get("state", text), frozenset(local))


_ASKED: dict[str, Callable[[Fields], Answer]] = {
    "end": _end,
    "served": _served,
    "latest": _latest,
    "in_time": _in_time,
    "interest": _interest,
}
_SENT_BY: dict[Channel, Callable[[Channel, Fields], Served]] = {
    "letter": _by_fiction,
    "electronic": _by_fiction,
    "portal": _by_portal,
    "formal": _formally,
}
