"""What a move asks for is read by its kind; the first thing wrong is named by its path."""

import datetime as dt
from decimal import Decimal
from typing import TypedDict, Unpack

import pytest

from workflows.inputs import (
    ADay,
    AFile,
    Amount,
    Day,
    Line,
    Rows,
    SeveralDays,
    Upload,
    WholeNumber,
    Words,
    inputs_of,
    read_inputs,
)
from workflows.refusals import BadInput

LINES = Rows({"name": Words(10), "year": WholeNumber(1990, 2199), "amount": Amount()}, most=2)
LINE = {"name": "Fahrten", "year": 2025, "amount": "12.50"}


def wrong(kind, value):
    with pytest.raises(BadInput) as caught:
        kind.read("lines", value)
    return caught.value.field


def test_rows_are_read_cell_by_cell():
    assert LINES.read("lines", [LINE]) == [{"name": "Fahrten", "year": 2025, "amount": Decimal("12.50")}]
    assert LINES.read("lines", []) == []


@pytest.mark.parametrize("value", [None, "x", LINE, [LINE, LINE, LINE]])
def test_rows_are_a_list_of_limited_length(value):
    assert wrong(LINES, value) == "lines"


@pytest.mark.parametrize("row", ["x", {}, {**LINE, "more": 1}, {"name": "x", "year": 2025}])
def test_a_row_has_its_columns_and_no_others(row):
    assert wrong(LINES, [LINE, row]) == "lines[1]"


@pytest.mark.parametrize(("column", "cell"), [("name", ""), ("name", 7), ("year", "soon"), ("amount", "1.005")])
def test_a_wrong_cell_is_named(column, cell):
    assert wrong(LINES, [{**LINE, column: cell}]) == f"lines[0].{column}"


def test_days_come_in_order_and_once():
    days = SeveralDays().read("days", ["2026-07-31", "2026-01-31", "2026-07-31"])
    assert days == [dt.date(2026, 1, 31), dt.date(2026, 7, 31)]


@pytest.mark.parametrize(("days", "field"), [("2026-01-31", "lines"), (["2026-01-31", "2026-02-30"], "lines[1]")])
def test_a_wrong_day_is_named(days, field):
    assert wrong(SeveralDays(), days) == field


def test_a_file_is_a_file_and_as_text_its_fingerprint():
    file = Upload("plan.pdf", b"x")
    assert AFile().read("file", file) is file
    assert str(file) == "plan.pdf 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert wrong(AFile(), "plan.pdf") == "lines"


@pytest.mark.parametrize(
    "day", [dt.date(1, 1, 1), dt.date(9999, 12, 31), "1991-12-31", "2070-01-01", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)]
)
def test_a_day_lies_in_our_time_however_it_comes(day):
    assert wrong(ADay(), day) == "lines"
    assert ADay().read("on", dt.date(2026, 1, 1)) == ADay().read("on", "2026-01-01") == dt.date(2026, 1, 1)


@pytest.mark.parametrize("text", ["a\x00b", "a\x01b", "a\x1bb", "a\x85b", "a\ud800b"])
def test_text_no_letter_could_show_is_refused_at_once(text):
    assert wrong(Words(10), text) == "lines"


def test_lines_end_alike_whoever_typed_them():
    assert Words(10).read("text", "a\r\nb\rc\td") == "a\nb\nc\td"


class Where(TypedDict, total=False):
    town: Line
    on: Day


def written(case, step, *, reason: Line, **where: Unpack[Where]) -> None: ...


def test_what_several_effects_take_alike_comes_after_their_own_and_may_be_left_out():
    assert [(each.name, each.required) for each in inputs_of(written).values()] == [
        ("reason", True), ("town", False), ("on", False),
    ]  # fmt: skip
    assert read_inputs(written, {"reason": "x", "on": "2025-01-02"}) == {"reason": "x", "on": dt.date(2025, 1, 2)}
