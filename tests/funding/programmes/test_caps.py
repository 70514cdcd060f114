"""The highest grant: for the project, for each year begun, in no calendar year more, alone or together."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.programmes.caps import Overrun, cap, overrun, years_begun

YEARLY = {"cap": "50000.00", "cap_period": "year"}
PROJECT = {"cap": "80000.00", "cap_period": "project"}


def plan(**years):
    return [
        {"side": "income", "category": "grant", "name": "Zuwendung", "year": int(year[1:]), "amount": amount}
        for year, amount in years.items()
    ]


def highest(terms, first, last, lines, **taken):
    others = {int(year[1:]): Decimal(amount) for year, amount in taken.items()}
    found = cap(terms, dt.date.fromisoformat(first), dt.date.fromisoformat(last), lines, others)
    return str(found.amount)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2020-12-01", "2021-01-31", 1),
        ("2021-01-01", "2021-12-31", 1),
        ("2021-01-01", "2022-01-01", 2),
        ("2020-07-01", "2025-06-30", 5),
        ("2020-02-29", "2021-02-28", 1),
    ],
)
def test_years_of_twelve_months_are_counted_as_they_begin(first, last, years):
    assert years_begun(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == years


def test_two_months_over_new_year_are_one_year_not_two():
    lines = plan(y2020="50000.00", y2021="50000.00")
    assert highest(YEARLY, "2020-12-01", "2021-01-31", lines) == "50000.00"


def test_five_years_from_july_are_five_times_the_cap_and_not_six():
    years = {f"y{year}": "50000.00" for year in range(2021, 2025)} | {"y2020": "25000.00", "y2025": "25000.00"}
    assert highest(YEARLY, "2020-07-01", "2025-06-30", plan(**years)) == "250000.00"


def test_in_no_calendar_year_is_more_than_the_cap():
    """Of 100,000 the plan spends three quarters in 2021, where 50,000 are the most: so 66,666.66 altogether."""
    lines = plan(y2020="25000.00", y2021="75000.00")
    found = cap(YEARLY, dt.date(2020, 7, 1), dt.date(2021, 12, 31), lines, {})
    assert found.amount == Decimal("66666.66")
    assert [str(step.values.get("year", "")) for step in found.steps] == ["", "2021"]
    assert overrun(YEARLY, lines, Decimal("66666.66"), {}) is None
    assert overrun(YEARLY, lines, Decimal("66666.68"), {}) == Overrun(2021, Decimal("50000.00"))


def test_what_others_have_taken_is_not_left():
    lines = plan(y2025="10000.00", y2026="10000.00")
    assert highest(YEARLY, "2025-01-01", "2026-12-31", lines, y2026="45000.00") == "10000.00"
    assert highest(YEARLY, "2025-01-01", "2026-12-31", lines, y2026="60000.00") == "0.00"
    assert overrun(YEARLY, lines, Decimal("10000.02"), {2026: Decimal("45000.00")}) == Overrun(2026, Decimal("5000.00"))


def test_a_cap_for_the_project_asks_for_no_year_and_may_be_shared():
    lines = plan(y2025="90000.00")
    assert highest(PROJECT, "2025-01-01", "2025-12-31", lines) == "80000.00"
    assert highest(PROJECT, "2025-01-01", "2025-12-31", lines, y2024="30000.00") == "50000.00"
    assert overrun(PROJECT, lines, Decimal("80000.01"), {}) == Overrun(0, Decimal("80000.00"))
    assert overrun(PROJECT, lines, Decimal("50000.00"), {2024: Decimal("30000.00")}) is None


def test_where_the_programme_sets_none_there_is_none():
    day = dt.date(2025, 1, 1)
    assert (cap({}, day, day, [], {}), overrun({}, [], Decimal(1), {})) == (None, None)
