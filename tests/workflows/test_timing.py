"""A day that is set: it stands, or it ends a period and moves to a working day."""

import datetime as dt

import pytest

from workflows.timing import Facts, by, on

SUNDAY, MONDAY = dt.date(2025, 6, 1), dt.date(2025, 6, 2)


def facts(day):
    return Facts(dt.date(2025, 5, 1), "NI", facts={"until": day})


def test_a_named_day_never_moves():
    assert on("until")(facts(SUNDAY)).on == SUNDAY


@pytest.mark.parametrize(
    ("day", "ends"), [(SUNDAY, MONDAY), (MONDAY, MONDAY), (dt.date(9998, 1, 1), dt.date(9998, 1, 1))]
)
def test_a_period_that_is_set_ends_on_a_working_day_and_says_why(day, ends):
    due = by("until")(facts(day))
    assert (due.on, due.rule, bool(due.steps)) == (ends, "by(until)", day != ends)


def test_without_a_day_there_is_no_period():
    assert by("until")(facts(None)) is None
