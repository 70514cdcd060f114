"""The form of one section of a programme's rules: for each rule its value, the guideline's section, checked or not."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from funding.programmes.benches import BENCHES, bench_label
from funding.programmes.kinds import CUTOFF
from funding.programmes.terms import Term, expected, fits
from funding.web.fields import MoneyField

DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.?", re.ASCII)
PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?", re.ASCII)
YES_NO = (("", _("not set")), ("yes", _("yes")), ("no", _("no")))
# The second field some kinds ask for: “2” and “months”.
UNITS: dict[str, tuple[tuple[str, Any], ...]] = {
    "cutoff": (
        ("preceding", _("of the year before the funding begins")),
        ("same", _("of the year in which it begins")),
    ),
    "length": (("days", _("days")), ("weeks", _("weeks")), ("months", _("months")), ("years", _("years"))),
    "frequency": (("year", _("in a year")), ("version", _("while the version counts"))),
}
HINTS = {
    "share": _("In per cent, for example 10, or as a fraction, for example 1/3."),
    "texts": _("One a line."),
    "numbers": _("With commas between, for example 1, 14, 28."),
    "cutoff": _("Day and month, for example 15.09."),
    "days": _("Day and month, with commas between, for example 31.01., 31.07."),
    "benches": _("One a line with its seats, for example: doctors: 2"),
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\s]+", text) if part.strip()]


def _day(text: str) -> str:
    found = DAY.fullmatch(text.strip())
    return f"{int(found[2]):02d}-{int(found[1]):02d}" if found else text


def _share(text: str) -> str:
    if found := PER_CENT.fullmatch(text.strip()):
        hundredths = Decimal(found[1].replace(",", ".")) * 100
        return f"{int(hundredths)}/10000" if hundredths % 100 else f"{int(hundredths / 100)}/100"
    return text.replace(" ", "")


def _number(text: str) -> Any:
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text.strip()) else text


def _benches(text: str) -> dict[str, Any]:
    keys = {str(bench_label(key)).lower(): key for key in BENCHES}
    rows = (line.rpartition(":") for line in _lines(text))
    return {keys.get(name.strip().lower(), name.strip()): _number(seats) for name, _colon, seats in rows}


READ: dict[str, Callable[[str, str], Any]] = {
    "bool": lambda text, _unit: text == "yes",
    "choice": lambda text, _unit: text,
    "text": lambda text, _unit: text,
    "texts": lambda text, _unit: _lines(text),
    "share": lambda text, _unit: _share(text),
    "number": lambda text, _unit: _number(text),
    "numbers": lambda text, _unit: [_number(part) for part in _parts(text)],
    "cutoff": lambda text, unit: f"{_day(text)} {unit} year",
    "days": lambda text, _unit: [_day(part) for part in _parts(text)],
    "length": lambda text, unit: {unit: _number(text)},
    "frequency": lambda text, unit: {"at_least": _number(text), "in": unit},
    "benches": lambda text, _unit: _benches(text),
}


def _shown_day(value: str) -> str:
    month, day = value.split("-")
    return f"{day}.{month}."


def _first(value: Any) -> tuple[str, str]:
    """The number of a length or frequency and its unit."""
    if "in" in value:
        return str(value["at_least"]), value["in"]
    ((unit, number),) = value.items()
    return str(number), unit


def _cutoff(value: str) -> tuple[str, str]:
    day, which = CUTOFF.fullmatch(value).groups()  # type: ignore[union-attr]
    return _shown_day(day), which


def _per_cent(value: str) -> str:
    part, whole = value.split("/")
    return part if whole == "100" else value


SHOWN: dict[str, Callable[[Any], Any]] = {
    "bool": lambda value: "yes" if value else "no",
    "texts": "\n".join,
    "money": Decimal,
    "share": _per_cent,
    "numbers": lambda value: ", ".join(map(str, value)),
    "days": lambda value: ", ".join(map(_shown_day, value)),
    "benches": lambda value: "\n".join(f"{bench_label(bench)}: {seats}" for bench, seats in value.items()),
}
BOTH: dict[str, Callable[[Any], tuple[str, str]]] = {"cutoff": _cutoff, "length": _first, "frequency": _first}


def _shown(term: Term, value: Any) -> tuple[Any, str]:
    """What stands in the value's field, and in its unit's."""
    if value is None:
        return "", ""
    if term.kind in BOTH:
        return BOTH[term.kind](value)
    return SHOWN.get(term.kind, lambda plain: plain)(value), ""


def _field(term: Term) -> forms.Field:
    words: dict[str, Any] = {"label": term.label, "required": False, "help_text": HINTS.get(term.kind, "")}
    if term.kind == "bool":
        return forms.ChoiceField(choices=YES_NO, **words)
    if term.kind == "choice":
        return forms.ChoiceField(choices=[("", _("not set")), *term.choices.items()], **words)
    if term.kind == "money":
        return MoneyField(**words)
    many = term.kind in ("text", "texts", "benches")
    widget = forms.Textarea(attrs={"rows": 3}) if many else forms.TextInput()
    return forms.CharField(max_length=5000, widget=widget, **words)


@dataclass(frozen=True)
class Rule:
    """One rule's fields, for the page."""

    label: Any
    required: bool
    fields: list[BoundField]


class SectionForm(forms.Form):
    """An empty value means: not set. Whatever is set names the section of the guideline that says so."""

    is_filter = True  # a field left empty says something here, so none is called optional

    def __init__(self, terms: Iterable[Term], held: Mapping[str, Any], *bound: Any) -> None:
        super().__init__(*bound)
        self.terms = tuple(terms)
        for term in self.terms:
            self._add(term, held.get(term.key) or {})

    def _add(self, term: Term, held: Mapping[str, Any]) -> None:
        value, unit = _shown(term, held.get("value"))
        self.fields[term.key], self.initial[term.key] = _field(term), value
        if term.kind in UNITS:
            label = _("%(rule)s: counted in") % {"rule": term.label}
            self.fields[f"{term.key}-unit"] = forms.ChoiceField(choices=UNITS[term.kind], label=label, required=False)
            self.initial[f"{term.key}-unit"] = unit
        source = _("%(rule)s: section of the guideline") % {"rule": term.label}
        self.fields[f"{term.key}-source"] = forms.CharField(max_length=500, label=source, required=False)
        self.initial[f"{term.key}-source"] = held.get("source") or held.get("note") or ""
        checked = _("%(rule)s: checked against the text") % {"rule": term.label}
        self.fields[f"{term.key}-verified"] = forms.BooleanField(label=checked, required=False)
        self.initial[f"{term.key}-verified"] = bool(held.get("verified"))

    @property
    def rules(self) -> Iterator[Rule]:
        for term in self.terms:
            names = [name for name in self.fields if name == term.key or name.startswith(f"{term.key}-")]
            yield Rule(term.label, bool(term.must), [self[name] for name in names])

    def clean(self) -> dict[str, Any]:
        self.lines = [line for term in self.terms if (line := self._line(term))]
        return self.cleaned_data

    def _line(self, term: Term) -> dict[str, Any] | None:
        entered = self.cleaned_data.get(term.key)
        if entered in (None, "") or self.errors.get(term.key):
            return None
        value = self._value(term, entered)
        source = self.cleaned_data.get(f"{term.key}-source", "")
        if not fits(term, value):
            self.add_error(term.key, ValidationError(_("This must be %(kind)s.") % {"kind": expected(term)}))
        if not source and not self.errors.get(f"{term.key}-source"):
            self.add_error(f"{term.key}-source", _("Name the section that says so, or “working target”."))
        verified = self.cleaned_data[f"{term.key}-verified"]
        return {"key": term.key, "value": json.dumps(value), "source": source, "verified": verified}

    def _value(self, term: Term, entered: Any) -> Any:
        if term.kind == "money":
            return f"{entered:.2f}"
        return READ[term.kind](entered, self.cleaned_data.get(f"{term.key}-unit") or "")
