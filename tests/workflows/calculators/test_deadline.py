from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden.case_files import cases, shown
from workflows.calculators.deadline import BERLIN, Fiction, Sending, end, in_time, latest, served
from workflows.calculators.deadline_request import answer
from workflows.calculators.steps import WrongInput
from workflows.calculators.values import Length
from workflows.calculators.working_days import STATES, Calendar

days = st.dates(date(1995, 1, 1), date(2095, 12, 31))
lengths = st.builds(Length, st.sampled_from(["days", "weeks", "months"]), st.integers(1, 60))
short_lengths = st.builds(Length, st.sampled_from(["days", "weeks"]), st.integers(1, 60))
calendars = st.builds(Calendar, st.sampled_from(sorted(STATES)), st.just(frozenset({(8, 15), (12, 24)})))
countings = st.sampled_from(["event", "day"])

END = {"ask": "end", "event": "2026-03-06", "length": {"days": 1}, "counting": "event", "shift": True, "state": "NI"}
LETTER = {"ask": "served", "channel": "letter", "sent": "2026-03-02", "fiction_days": 4, "shift_fiction_day": False}
INTEREST = {
    "ask": "interest",
    "principal": "100.00",
    "from": "2026-01-01",
    "to": "2026-01-31",
    "margin": "5",
    "base_rates": [{"from": "2026-01-01", "rate": "1.27"}],
    "days_in_year": 365,
}


@pytest.mark.parametrize("case", cases("deadline"), ids=lambda case: case["id"])
def test_every_worked_case_comes_out(case):
    assert shown(case, answer(case)) == case["expected"]


@given(days, lengths, countings, calendars)
def test_a_shifted_end_is_the_first_working_day_from_the_unshifted_end(event, length, counting, calendar):
    unshifted = end(event, length, counting, shift=False).due
    shifted = end(event, length, counting, shift=True, calendar=calendar).due
    skipped = [unshifted + timedelta(days=n) for n in range((shifted - unshifted).days)]
    assert calendar.is_working_day(shifted)
    assert [day for day in skipped if calendar.is_working_day(day)] == []


@given(days, short_lengths)
def test_counting_the_event_day_ends_one_day_earlier(event, length):
    one_day = timedelta(days=1)
    assert end(event, length, "day", shift=False).due == end(event, length, "event", shift=False).due - one_day


@given(days, st.integers(1, 120))
def test_a_period_of_months_and_its_follower_from_the_next_day_leave_no_gap(event, months):
    """A period that counts the 1st ends on the last of a month, so that the next begins on a 1st again."""
    first = event.replace(day=1)
    due = end(first, Length("months", months), "day", shift=False).due
    assert (due + timedelta(days=1)).day == 1


@given(days, st.integers(1, 20))
def test_a_year_is_twelve_months(event, years):
    for counting in ("event", "day"):
        by_years = end(event, Length("years", years), counting, shift=False).due
        assert by_years == end(event, Length("months", 12 * years), counting, shift=False).due


@given(days, short_lengths, calendars)
def test_the_latest_sending_leaves_the_whole_length_between(event, length, calendar):
    sent = latest(event, length, calendar).latest
    between = (event - sent).days - 1
    assert calendar.is_working_day(sent)
    assert between >= length.number * (7 if length.unit == "weeks" else 1)


@given(days, short_lengths, calendars)
def test_no_later_working_day_would_do_for_sending(event, length, calendar):
    sent = latest(event, length, calendar).latest
    needed = length.number * (7 if length.unit == "weeks" else 1)
    later = [sent + timedelta(days=n) for n in range(1, (event - sent).days)]
    assert [day for day in later if calendar.is_working_day(day) and (event - day).days - 1 >= needed] == []


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_in_time_until_the_day_ends_in_berlin(at):
    day = at.astimezone(BERLIN).date()
    assert in_time(day, at).in_time is True
    assert in_time(day - timedelta(days=1), at).in_time is False


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)])
def test_the_nights_of_the_clock_change_are_an_hour_shorter_or_longer(day, hours):
    midnight = datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC)
    over = midnight + timedelta(hours=hours)
    assert in_time(day, over - timedelta(microseconds=1)).in_time is True
    assert in_time(day, over).in_time is False


@given(days, st.integers(1, 10), st.none() | st.integers(0, 30))
def test_nothing_is_served_before_the_fiction_day(sent, fiction_days, received_after):
    received = None if received_after is None else sent + timedelta(days=received_after)
    found = served(Sending("letter", sent, received), Fiction(fiction_days)).served
    assert found == max(sent + timedelta(days=fiction_days), received or sent)


def test_one_off_holidays_are_free_days():
    calendar = Calendar("NI", one_off=frozenset({date(2026, 3, 9)}))
    assert end(date(2026, 3, 6), Length("days", 3), "event", shift=True, calendar=calendar).due == date(2026, 3, 10)


def test_a_naive_instant_is_refused():
    with pytest.raises(WrongInput) as refused:
        in_time(date(2026, 3, 6), datetime(2026, 3, 6))  # noqa: DTZ001
    assert refused.value.field == "received_at"


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("ask", {}),
        ("ask", {"ask": "begin"}),
        ("ask", {"ask": ["end"]}),
        ("event", {**END, "event": None}),
        ("event", {**END, "event": "2026-02-30"}),
        ("event", {**END, "event": "20260306"}),
        ("event", {**END, "event": "2026-W10-5"}),
        ("event", {**END, "event": "٢٠٢٦-03-06"}),
        ("event", {**END, "event": 20260306}),
        ("event", {**END, "event": "2100-12-31"}),
        ("event", {**END, "event": "1989-12-31"}),
        ("length", {**END, "length": {}}),
        ("length", {**END, "length": {"days": 1, "weeks": 1}}),
        ("length", {**END, "length": {"hours": 1}}),
        ("length", {**END, "length": 1}),
        ("length", {**END, "length": {"days": 10**9}}),
        ("length", {**END, "length": {"months": 10**900}}),
        ("length.days", {**END, "length": {"days": 0}}),
        ("length.days", {**END, "length": {"days": -1}}),
        ("length.days", {**END, "length": {"days": True}}),
        ("length.days", {**END, "length": {"days": 1.0}}),
        ("length.days", {**END, "length": {"days": "1"}}),
        ("counting", {**END, "counting": "days"}),
        ("shift", {**END, "shift": 1}),
        ("shift", {**END, "shift": None}),
        ("state", {**END, "state": None}),
        ("state", {**END, "state": "XX"}),
        ("state", {**END, "state": "Augsburg"}),
        ("state", {**END, "state": "ni"}),
        ("local_holidays[0]", {**END, "local_holidays": ["15-08"]}),
        ("local_holidays", {**END, "local_holidays": "08-15"}),
        ("channel", {**LETTER, "channel": "fax"}),
        ("sent", {**LETTER, "sent": None}),
        ("fiction_days", {**LETTER, "fiction_days": None}),
        ("fiction_days", {**LETTER, "fiction_days": 0}),
        ("shift_fiction_day", {**LETTER, "shift_fiction_day": None}),
        ("state", {**LETTER, "shift_fiction_day": True}),
        ("received", {**LETTER, "received": "2026-03-01"}),
        ("retrieved", {**LETTER, "channel": "portal", "retrieved": "2026-03-01"}),
        ("received", {**LETTER, "channel": "formal", "received": "2026-03-01"}),
        ("disputed", {**LETTER, "disputed": "no"}),
        ("length", {"ask": "latest", "event": "2026-03-06", "length": {"months": 1}, "state": "NI"}),
        ("length", {"ask": "latest", "event": "2026-03-06", "length": {"weeks": 10**6}, "state": "NI"}),
        ("event", {"ask": "latest", "event": "1991-01-02", "length": {"weeks": 1}, "state": "NI"}),
        ("received_at", {"ask": "in_time", "due": "2026-03-06", "received_at": "2026-03-06T12:00:00"}),
        ("received_at", {"ask": "in_time", "due": "2026-03-06", "received_at": "2026-03-06"}),
        ("received_at", {"ask": "in_time", "due": "2026-03-06", "received_at": "2026-03-06T25:00:00Z"}),
        ("received_at", {"ask": "in_time", "due": "2026-03-06", "received_at": "0001-01-01T00:00:00+14:00"}),
        ("principal", {**INTEREST, "principal": "100.0"}),
        ("principal", {**INTEREST, "principal": "-100.00"}),
        ("principal", {**INTEREST, "principal": 100}),
        ("to", {**INTEREST, "to": "2025-12-31"}),
        ("base_rates", {**INTEREST, "base_rates": []}),
        ("base_rates", {**INTEREST, "from": "2025-12-31"}),
        ("base_rates", {**INTEREST, "base_rates": INTEREST["base_rates"] * 2}),
        ("base_rates[0].rate", {**INTEREST, "base_rates": [{"from": "2026-01-01", "rate": 1.27}]}),
        ("margin", {**INTEREST, "margin": "NaN"}),
        ("margin", {**INTEREST, "margin": "1e3"}),
        ("days_in_year", {**INTEREST, "days_in_year": 0}),
    ],
)
def test_what_is_wrong_is_named(field, request_):
    with pytest.raises(WrongInput) as refused:
        answer(request_)
    assert refused.value.field == field
