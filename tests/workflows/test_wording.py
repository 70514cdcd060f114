from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from workflows.calculators.steps import Step, WrongInput
from workflows.calculators.values import Length, Percent, Word
from workflows.wording import render_error, render_steps, worded


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (date(2026, 4, 6), "Montag, 06.04.2026", "Monday, 6 April 2026"),
        (datetime(2026, 4, 6, 9, 5, tzinfo=UTC), "Montag, 06.04.2026, 09:05:00", "Monday, 6 April 2026, 09:05:00"),
        (Decimal("1234.56"), "1.234,56 €", "€1,234.56"),
        (Decimal("0.00"), "0,00 €", "€0.00"),
        (Decimal("-1234567.89"), "−1.234.567,89 €", "−€1,234,567.89"),
        (Percent(Decimal("-0.88")), "-0,88 %", "-0.88 %"),
        (Fraction(2, 3), "2/3", "2/3"),
        (7, "7", "7"),
    ],
)
def test_values_are_worded_as_the_reader_writes_them(value, german, english):
    with override("de"):
        assert worded(value) == german
    with override("en"):
        assert worded(value) == english


def test_a_step_names_its_rule_first():
    step = Step(
        "§ 188 (1) BGB",
        "%(length)s until %(day)s, %(word)s.",
        {
            "length": Length("weeks", 1),
            "day": date(2026, 4, 7),
            "word": Word("adopted"),
        },
    )
    with override("en"):
        assert render_steps([step]) == ["§ 188 (1) BGB: 1 week until Tuesday, 7 April 2026, adopted."]


def test_many_are_counted():
    step = Step("Rule", "%(length)s", {"length": Length("days", 14)})
    with override("en"):
        assert render_steps([step]) == ["Rule: 14 days"]


def test_an_error_names_its_field():
    with override("en"):
        assert render_error(WrongInput("length.days", "must be a text")) == "length.days: must be a text"
        assert render_error(WrongInput("", "the line is not a JSON object")) == "the line is not a JSON object"
