import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.cents import euros, half_up
from workflows.calculators.steps import Step
from workflows.calculators.values import Length, Percent, Word


def test_a_step_survives_being_stored_as_json():
    values = {
        "number": 3,
        "name": "Ostermontag",
        "day": date(2026, 4, 6),
        "at": datetime(2026, 4, 6, 12, 30, tzinfo=UTC),
        "sum": Decimal("1234.50"),
        "share": Fraction(2, 3),
        "length": Length("months", 1),
        "rate": Percent(Decimal("2.27")),
        "word": Word("adopted"),
    }
    step = Step("§ 31 (3) VwVfG", "A sentence of %(number)s.", values)
    assert Step.from_json(json.loads(json.dumps(step.to_json()))) == step


@given(st.integers(-(10**60), 10**60))
def test_euros_are_exact_for_any_number_of_digits(cents):
    assert Fraction(euros(cents)) * 100 == cents
    assert str(euros(cents))[-3] == "."


def test_half_a_cent_moves_away_from_zero():
    assert [half_up(Fraction(n, 2)) for n in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]
