"""What somebody might enter where a move asks for something: mostly what makes sense, now and then what does not."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from funding.bodies.models import Body, Seat
from funding.documents.models import Document
from funding.meetings.models import AgendaItem
from funding.regions.models import Organisation, Region
from tests.funding.applications.story import ASSESSED, DECLARED, FORM, NOTICE, PDF, PLAN
from tests.journeys.beginnings import CALL, IDEA
from workflows.inputs import (
    ADay,
    AFile,
    Amount,
    Input,
    OneWord,
    Rows,
    Several,
    SeveralDays,
    Upload,
    WholeNumber,
    Words,
    YesNo,
    inputs_of,
)
from workflows.lifecycle import Move
from workflows.models import Case, Holder

Pick = Callable[[Sequence[Any]], Any]
OFTEN = (True, True, True, False)
RARELY = (False,) * 19 + (True,)
TEXTS = ("Ein Grund.", "Mehr dazu später.", "<b>#let x = 1</b> {{ y }} $z$", "2.3", "Ä" * 150)
AMOUNTS = ("0.01", "100.00", "4000.00", "12000.00", "20000.00", "40000.00", "80000.00", "88888.89", "250000.00", "0.00")
DAYS_AWAY = (0, 0, 0, -1, 1, 7, 14, 30, 60, 200, 400, -30, -200, 800)
NONSENSE = (None, "", "\x00", -1, "NaN", "2026-02-30", "x" * 20_000, [], {}, [{"a": 1}], 2**40, True)
ROWS = {"lines": PLAN, "expenditure": [{"item": "Personal", "amount": "21000.00"}]}
# What tells the usual way, by input or, where the same word asks for something else, by move and input.
USUAL: Mapping[str, Any] = {**NOTICE, **CALL, **FORM, **IDEA, **DECLARED, **ASSESSED, "declared": True}


def anything_for(row: Move, case: Case, today: dt.date, pick: Pick) -> dict[str, Any]:
    """Data for this move: complete or not, usual or not, and rarely something that cannot be."""
    return anything_asked(list(inputs_of(row.does).values()), case, today, pick)


def anything_asked(asked: Sequence[Input], case: Case, today: dt.date, pick: Pick) -> dict[str, Any]:
    if not asked:
        return {}
    usual, complete = pick(OFTEN), pick(OFTEN)
    chosen = [each for each in asked if each.required or complete or pick(OFTEN[2:])]
    data = {each.name: _value(each, case, today, pick, usual=usual) for each in chosen}
    if pick(RARELY):
        data[pick([*data, "unheard_of"])] = pick(NONSENSE)
    return data


def _value(asked: Input, case: Case, today: dt.date, pick: Pick, *, usual: bool) -> Any:
    name, kind = asked.name, asked.kind
    if usual and name in USUAL and _fits(kind, USUAL[name]):
        return USUAL[name]
    if isinstance(kind, (WholeNumber, Several)):
        return _numbers(name, case, pick) if isinstance(kind, Several) else _number(name, case, pick)
    return plain(name, kind, today, pick)


def _fits(kind: Any, value: Any) -> bool:
    """The same word may ask for another kind of thing elsewhere."""
    return not isinstance(kind, OneWord) or value in kind.words


def plain(name: str, kind: Any, today: dt.date, pick: Pick) -> Any:
    if isinstance(kind, Rows):
        if name in ROWS:
            return ROWS[name]
        return [{column: plain(column, cell, today, pick) for column, cell in kind.columns.items()}]
    if isinstance(kind, Words):
        return pick([text for text in TEXTS if len(text) <= kind.most] or ["0"])
    if isinstance(kind, WholeNumber):
        return pick(range(kind.least, min(kind.most, kind.least + 3) + 1))
    for known, choose in PLAIN.items():
        if isinstance(kind, known):
            return choose(kind, today, pick)
    raise NotImplementedError(f"What is entered for {name}, which is of {kind}?")


PLAIN: Mapping[type, Callable[[Any, dt.date, Pick], Any]] = {
    OneWord: lambda kind, today, pick: pick([str(word) for word in kind.words]),
    ADay: lambda kind, today, pick: (today + dt.timedelta(pick(DAYS_AWAY))).isoformat(),
    Amount: lambda kind, today, pick: Decimal(pick(AMOUNTS)),
    SeveralDays: lambda kind, today, pick: [(today + dt.timedelta(pick(DAYS_AWAY))).isoformat()],
    AFile: lambda kind, today, pick: Upload("Anlage.pdf", PDF),
    YesNo: lambda kind, today, pick: pick(OFTEN),
}


def _number(name: str, case: Case, pick: Pick) -> int:
    """A number that names something: a body, a case; or a small one."""
    found = {
        "group": Body.objects.order_by("-kind", "pk"),
        "target": Case.objects.filter(lifecycle="idea").exclude(pk=case.pk).order_by("pk"),
        "agenda_item": AgendaItem.objects.filter(meeting_id__in=[case.pk, case.parent_id]).order_by("pk"),
        "about": Case.objects.filter(dossier_id=case.dossier_id, lifecycle="decision").order_by("pk"),
        "seat": _seats(case),
        "holder": Holder.objects.filter(desk__place__in=_seats(case).values("place")).order_by("pk"),
        "final_recipient": Organisation.objects.order_by("-pk"),
        "new_recipient": Organisation.objects.order_by("-pk"),
        "organisation": Organisation.objects.order_by("-pk"),
        "debtor": Organisation.objects.order_by("pk"),
    }.get(name)
    known = list(found.values_list("pk", flat=True)) if found is not None else []
    return int(pick([*known, 0, 1, 2]))


def _seats(case: Case) -> QuerySet[Seat]:
    """Of the body whose case it is."""
    return Seat.objects.filter(body__place=case.places.get("body")).order_by("number")


def _numbers(name: str, case: Case, pick: Pick) -> list[int]:
    """A list of what such a list can name; all of it, part, or none."""
    found = {
        **dict.fromkeys(("present", "seats", "yes", "no", "abstain"), _seats(case)),
        "documents": Document.objects.filter(case__dossier_id=case.dossier_id).order_by("pk"),
        "regions": Region.objects.filter(invented=True).order_by("-pk"),
    }.get(name)
    known = list(found.values_list("pk", flat=True)) if found is not None else [1, 2, 3]
    return known[: pick([len(known), len(known), 1, len(known) // 2 + 1, 0])]
