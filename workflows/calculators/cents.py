"""Euros are a `Decimal` with exactly two places outside and whole cents inside; fractions in between are exact."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from workflows.calculators.steps import WrongInput, _


def cents(amount: Decimal, field: str) -> int:
    """Refuses, naming `field`, what is negative or no whole number of cents."""
    if not amount.is_finite() or amount < 0 or (Fraction(amount) * 100).denominator != 1:
        raise WrongInput(field, _('must be an amount of money that is not negative, like "1234.56"'))
    return int(Fraction(amount) * 100)


def euros(amount: int) -> Decimal:
    """Exact for any number of digits, which arithmetic in a decimal context is not."""
    sign = "-" if amount < 0 else ""
    return Decimal(f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}")


def half_up(amount: Fraction) -> int:
    """The nearest whole number; a half moves away from zero, as is usual in commerce."""
    rounded = floor(abs(amount) + Fraction(1, 2))
    return rounded if amount >= 0 else -rounded
