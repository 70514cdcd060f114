"""A number from outside is one the database can hold, or none."""

import pytest

from funding.numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", " 7", "7\n", "-7", "+7", "1e3", "7.0", "٣", "²", "9" * 19, "\x00"])
def test_anything_else_is_none(text):
    assert number_in(text) is None
