"""The form of any move: each kind of input becomes a field. What people type in German is read here and nowhere else.

`FIELDS` is open: a new kind of input is one row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.bodies.queries import bodies, seats
from funding.documents.models import Document
from funding.documents.refusals import too_large
from funding.mandates.queries import dissolvable
from funding.regions.models import Organisation, Region
from funding.roles import COORDINATION_OFFICE
from funding.web import labels, rosters, sitting
from funding.web.above import fields_above
from funding.web.labels import seat_words
from funding.web.planned import planned_expenditure
from funding.web.rows import Prepared, RowsField
from workflows import clock, inputs
from workflows.inputs import Input, inputs_of
from workflows.lifecycle import Move
from workflows.models import Case, Desk
from workflows.reading import detail_of

GERMAN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,2})?")
PLAIN = re.compile(r"[0-9]+\.[0-9]{1,2}")
ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}")
DAYS = ("%d.%m.%Y", "%Y-%m-%d")
MISSING = {"required": _("Fill in this field.")}
ONE_LINE = 200
MOST_DIGITS = 10


class MoneyField(forms.Field):
    """Euros as people write them: 1.234,56 or 1234.56 or 1,234.56, with or without the sign. Answers a Decimal."""

    default_error_messages = {"invalid": _("Enter an amount in figures, for example 2.000,00.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def to_python(self, value: Any) -> Decimal | None:
        text = re.sub(r"\s|€", "", value or "")
        if not text:
            return None
        if GERMAN.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        elif ENGLISH.fullmatch(text):
            text = text.replace(",", "")
        elif not PLAIN.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text)  # how much is too much, the engine says

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,")) if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """31.03.2026, 31.3.2026 or 2026-03-31."""

    default_error_messages = {"invalid": _("Enter a day, for example 31.03.2026.")}
    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAYS, **options)


class DaysField(forms.CharField):
    """Several days, one a line or with commas between."""

    def to_python(self, value: Any) -> list[Any]:
        words = re.split(r"[,;\s]+", super().to_python(value).strip())
        return [DayField().to_python(word) for word in words if word]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{day:%d.%m.%Y}" for day in value) if isinstance(value, list) else value


class UploadField(forms.FileField):
    """The file as it came, not yet looked into."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        taken = super().clean(data, initial)
        if taken and taken.size > settings.UPLOAD_LIMIT:  # before a large one is read into memory
            raise ValidationError(too_large(settings.UPLOAD_LIMIT).sentence)
        return inputs.Upload(taken.name, taken.read()) if taken else None


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


def _working_groups(case: Case) -> list[tuple[int, str]]:
    groups = bodies(clock.today()).filter(region__place=case.places.get("region"), kind=Body.Kind.WORKING_GROUP)
    return list(groups.order_by("sort_key", "id").values_list("pk", "name"))


def _seats(case: Case) -> list[tuple[int, str]]:
    """Filled seats: of the opened vote, or, before that, of the body today."""
    decision = case.parent.decision if case.lifecycle == "challenge" else case.decision
    known = decision.electorate or [
        {"seat": seat.id, "filled": seat.filled, **vars(seat)} for seat in seats(decision.body, clock.today())
    ]
    return [(seat["seat"], seat_words(seat)) for seat in known if seat["filled"]]


def _seats_of_then(case: Case) -> list[tuple[int, str]]:
    """Every seat of the body, also one that is vacant now: who had it on the day of the vote, the engine asks."""
    return [(seat.id, seat_words(vars(seat))) for seat in seats(case.decision.body, clock.today())]


def _one_seat(case: Case) -> list[tuple[int, str]]:
    if case.lifecycle in ("roster", "motion"):
        return rosters.seats_to_choose(case)
    return sitting.seats_of_the_day(case) if case.lifecycle in ("meeting", "minutes") else _seats(case)


def _other_regions(case: Case) -> list[tuple[int, str]]:
    """Those with a coordination office here."""
    office = Desk.objects.filter(role=COORDINATION_OFFICE.key, place=OuterRef("place"))
    others = Region.objects.filter(Exists(office)).exclude(place=case.places["region"])
    return list(others.order_by("sort_key", "id").values_list("pk", "name"))


def _papers_above(case: Case) -> list[tuple[int, str]]:
    found = Document.objects.filter(case_id=case.parent_id).order_by("id")
    return [(paper.pk, f"{paper.title} ({paper.version})") for paper in found]


def _dissolvable(case: Case) -> list[tuple[int, str]]:
    return [(body.pk, body.name) for body in dissolvable(case)]


MINUTED = ("present", "late", "deputies", "excluded", "yes", "no", "abstain")


def _other_organisations(_case: Case) -> list[tuple[int, str]]:
    return list(Organisation.objects.order_by("sort_key", "id").values_list("pk", "name"))


CHOOSE_FROM: dict[str, Callable[[Case], list[tuple[int, str]]]] = {
    "group": _working_groups,
    "present": _seats,
    "demanded_by": _seats,
    "contested": _seats,
    **{f"decision.correct.{name}": _seats for name in MINUTED},
    **{f"decision.record_elsewhere.{name}": _seats_of_then for name in MINUTED},
    "seat": _one_seat,
    "regions": _other_regions,
    "documents": _papers_above,
    "seats": sitting.seats_of_the_day,
    "deputies": sitting.seats_of_the_day,
    "meeting.open_meeting.by_video": sitting.seats_of_the_day,
    "meeting.attend.by_video": sitting.seats_of_the_day,
    "meeting.continue.by_video": sitting.seats_of_the_day,
    "about": sitting.waiting_votes,
    "agenda_item": sitting.agenda_items,
    "entry": sitting.noted,
    "holder": rosters.terms_to_choose,
    "objection": sitting.open_objections,
    "final_recipient": _other_organisations,
    "new_recipient": _other_organisations,
    "organisation": _other_organisations,
    "mandate.enter.body": _dissolvable,
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
