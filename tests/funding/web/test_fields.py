"""What people type, and that every move of every lifecycle has a form in words."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise

from funding.web import labels
from funding.web.choices import CHOOSE_FROM
from funding.web.fields import DayField, DaysField, MoneyField
from funding.web.move_form import FIELDS
from funding.web.rows import RowsField
from workflows import inputs
from workflows.binding import flows
from workflows.inputs import inputs_of

ASKED = [
    (flow, str(move.name), wanted)
    for flow in flows()
    if flow.process_class._meta.app_label == "funding"
    for move in flow.lifecycle.moves
    for wanted in inputs_of(move.does).values()
]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,56", "1234.56"), ("1234,5", "1234.50"), ("1234.56", "1234.56"), ("1.234", "1234.00"),
        ("1,234.56", "1234.56"), ("0", "0.00"), (" 88.888,89 € ", "88888.89"), ("1 234,56", "1234.56"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["zehn", "1,2,3", "1.23.4", "-5", "1e5", "٣", "1,234", "NaN", "\x00", "9" * 50 + ","])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_an_amount_comes_back_as_it_is_written():
    assert MoneyField().prepare_value(Decimal("1234567.80")) == "1.234.567,80"


@pytest.mark.parametrize("typed", ["31.03.2026", "2026-03-31", "31.3.2026"])
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == dt.date(2026, 3, 31)


def test_several_days_stand_one_a_line():
    assert DaysField().clean("31.03.2026\n30.09.2026") == [dt.date(2026, 3, 31), dt.date(2026, 9, 30)]


def test_rows_skip_what_is_empty_and_name_what_is_wrong():
    class Plan(forms.Form):
        lines = RowsField({"name": forms.CharField(label="Item"), "amount": MoneyField(label="Amount")}, most=5)

    good = QueryDict("lines-count=3&lines-0-name=Personal&lines-0-amount=1.000,00&lines-1-name=&lines-1-amount=")
    wrong = QueryDict("lines-count=1&lines-0-name=Personal&lines-0-amount=viel")
    filled, faulty = Plan(good), Plan(wrong)
    assert filled.is_valid()
    assert filled.cleaned_data == {"lines": [{"name": "Personal", "amount": Decimal("1000.00")}]}
    assert list(faulty.errors) == ["lines"]
    assert 'value="viel"' in faulty.as_p()


@pytest.mark.parametrize(("flow", "move", "wanted"), ASKED, ids=lambda it: getattr(it, "name", None) or str(it)[:30])
def test_every_input_has_a_field_and_words(flow, move, wanted):
    case = SimpleNamespace(lifecycle=str(flow.lifecycle.name), flow_class=flow)
    named = f"{move}.{wanted.name}" in flow.lifecycle.words.labels or wanted.name in labels.LABELS
    assert named or labels.of_model(case, wanted.name), f"{case.lifecycle}.{move}.{wanted.name}"
    assert type(wanted.kind) in FIELDS
    offered = {f"{case.lifecycle}.{move}.{wanted.name}", wanted.name} & CHOOSE_FROM.keys()
    assert offered or not isinstance(wanted.kind, inputs.Several)


@pytest.mark.parametrize(("flow", "move", "wanted"), ASKED, ids=lambda it: getattr(it, "name", None) or str(it)[:30])
def test_every_word_to_choose_has_a_label(flow, move, wanted):
    case = SimpleNamespace(lifecycle=str(flow.lifecycle.name), flow_class=flow)
    for name, kind in [(wanted.name, wanted.kind), *getattr(wanted.kind, "columns", {}).items()]:
        if isinstance(kind, inputs.OneWord):
            bare = [word for word, words in labels.choices(case, name, kind.words) if not isinstance(words, Promise)]
            assert bare == [], f"{case.lifecycle}.{move}.{name}"
