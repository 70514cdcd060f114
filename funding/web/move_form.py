"""The form of any move: each kind of input becomes a field. `FIELDS` is open: a new kind of input is one row."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from funding.web import labels
from funding.web.above import fields_above
from funding.web.choices import CHOOSE_FROM
from funding.web.fields import MISSING, ONE_LINE, DayField, DaysField, MoneyField, UploadField
from funding.web.planned import planned_expenditure
from funding.web.rows import Prepared, RowsField
from workflows import inputs
from workflows.inputs import Input, inputs_of
from workflows.lifecycle import Move
from workflows.models import Case
from workflows.reading import detail_of

MOST_DIGITS = 10


@dataclass(frozen=True)
class Asked:
    """One input of a move of a case."""

    case: Case
    move: str
    input: Input

    @property
    def key(self) -> str:
        return f"{self.case.lifecycle}.{self.move}.{self.input.name}"

    @property
    def words(self) -> dict[str, Any]:
        name = self.input.name
        return {
            "label": labels.label(self.case, self.move, name),
            "help_text": labels.hint(self.case, self.move, name),
            "required": self.input.required,
            "error_messages": MISSING,
        }


def _words(asked: Asked) -> forms.Field:
    most = asked.input.kind.most
    widget = forms.TextInput if most <= ONE_LINE else forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=most, widget=widget, **asked.words)


def _one_word(asked: Asked) -> forms.Field:
    found = labels.choices(asked.case, asked.input.name, asked.input.kind.words)
    return forms.ChoiceField(choices=found, widget=forms.RadioSelect, **asked.words)


def _day(asked: Asked) -> forms.Field:
    return DayField(**{**asked.words, "help_text": asked.words["help_text"] or _("For example 31.03.2026.")})


def _offered(asked: Asked) -> Any:
    """What is chosen from: of this move, or by the input's name."""
    return CHOOSE_FROM.get(asked.key) or CHOOSE_FROM.get(asked.input.name)


def _number(asked: Asked) -> forms.Field:
    if offered := _offered(asked):
        found = [("", _("Please choose")), *offered(asked.case)]
        return forms.TypedChoiceField(choices=found, coerce=int, empty_value=None, **asked.words)
    kind = asked.input.kind
    return forms.IntegerField(
        min_value=kind.least,
        max_value=kind.most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": MOST_DIGITS}),
        **asked.words,
    )


def _several(asked: Asked) -> forms.Field:
    offered = _offered(asked)(asked.case)
    return forms.TypedMultipleChoiceField(
        choices=offered, coerce=int, widget=forms.CheckboxSelectMultiple, **{**asked.words, "required": False}
    )


def _flag(asked: Asked) -> forms.Field:
    """A box to tick; where the case may also know nothing yet, a question with two answers."""
    if not labels.may_be_unknown(asked.case, asked.input.name):
        return forms.BooleanField(**asked.words)
    answers = [("True", _("Yes")), ("False", _("No"))]
    return forms.TypedChoiceField(
        choices=answers, coerce=lambda word: word == "True", empty_value=None, widget=forms.RadioSelect, **asked.words
    )


def _days(asked: Asked) -> forms.Field:
    hint = asked.words["help_text"] or _("One day a line, for example 31.03.2026.")
    return DaysField(widget=forms.Textarea(attrs={"rows": 3}), **{**asked.words, "help_text": hint})


def _rows(asked: Asked) -> forms.Field:
    case, move = asked.case, asked.move
    cells = {
        name: FIELDS[type(kind)](Asked(case, move, Input(name, kind, required=True)))
        for name, kind in asked.input.kind.columns.items()
    }
    prepared = PREPARED[asked.key](case) if asked.key in PREPARED else ()
    return RowsField(cells, most=asked.input.kind.most, prepared=prepared, **asked.words)


FIELDS: dict[type, Callable[[Asked], forms.Field]] = {
    inputs.Words: _words,
    inputs.OneWord: _one_word,
    inputs.ADay: _day,
    inputs.Amount: lambda asked: MoneyField(**asked.words),
    inputs.WholeNumber: _number,
    inputs.Several: _several,
    inputs.SeveralDays: _days,
    inputs.Rows: _rows,
    inputs.AFile: lambda asked: UploadField(**asked.words),
    inputs.YesNo: _flag,
}


PREPARED: dict[str, Callable[[Case], list[Prepared]]] = {"report.write.expenditure": planned_expenditure}


class MoveForm(forms.Form):
    """Asks for what the move's effect asks for, and starts with what the case holds already."""

    def __init__(self, case: Case, move: Move, *bound: Any, **options: Any) -> None:
        left_out = detail_of(case).not_asked(str(move.name))
        inputs_here = (wanted for name, wanted in inputs_of(move.does).items() if name not in left_out)
        asked = [Asked(case, str(move.name), wanted) for wanted in inputs_here]
        anew = case.table.words.asked_anew
        held = {
            row.input.name: held_by(case, row.input) for row in asked if f"{move.name}.{row.input.name}" not in anew
        }
        super().__init__(*bound, initial=held, **options)
        self.fields = {row.input.name: FIELDS[type(row.input.kind)](row) for row in asked}

    @property
    def wide(self) -> bool:
        """Whether it holds a table to fill in."""
        return any(isinstance(field, RowsField) for field in self.fields.values())

    def data_for_move(self) -> dict[str, Any]:
        """What was filled in; what was left empty is not said."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def refuse(self, name: str, sentence: str) -> None:
        """Put the engine's refusal at its field; a cell's, `lines[0].amount`, at its rows."""
        field = re.split(r"[\[.]", name)[0]
        self.add_error(field if field in self.fields else None, sentence)


def held_by(case: Case, wanted: Input) -> Any:
    """The case's own value of this name, if its model has one, or that of the case above which it is about; rows as the
    engine reads them."""
    detail = detail_of(case.parent if wanted.name in fields_above(case.lifecycle) else case)
    value = getattr(detail, wanted.name, None)
    if hasattr(value, "all") and isinstance(wanted.kind, inputs.Rows):
        return list(value.values(*wanted.kind.columns))
    if isinstance(value, list) and isinstance(wanted.kind, inputs.Rows):
        return wanted.kind.read(wanted.name, value)
    if isinstance(value, Model):
        return value.pk
    return None if callable(value) else value
