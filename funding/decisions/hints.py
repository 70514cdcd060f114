"""Who might have a conflict of interest in a decision, by the register of interests. Nobody is excluded by it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from funding.bodies.queries import SEAT
from funding.decisions.models import Decision
from funding.regions.models import Affiliation, Organisation, Region
from workflows.models import Holder
from workflows.reading import valid_on

Kind = Affiliation.Kind
PUBLIC_CORPORATIONS = frozenset(
    {
        *(Organisation.Kind.COUNTY, Organisation.Kind.CITY, Organisation.Kind.MUNICIPALITY),
        *(Organisation.Kind.INSURER, Organisation.Kind.CHAMBER),
    }
)


@dataclass(frozen=True)
class Hint:
    """`applies`: the organisation is the applicant; otherwise the papers name it. Of the family nothing is matched."""

    person: int
    name: str
    kind: str
    organisation: str
    applies: bool


def hints(decision: Decision, on: dt.date, persons: Iterable[int]) -> list[Hint]:
    """What these persons have entered that this question touches. Three queries at most."""
    held = list(Affiliation.objects.filter(valid_on(on), person__in=list(persons)).select_related("person"))
    if not held:
        return []
    applicant, papers = _applicant(decision), "\n".join(_texts([decision.question, decision.papers]))
    return [found for each in held if (found := _hint(each, applicant, papers))]


def members(decision: Decision, on: dt.date) -> set[int]:
    """Who holds a seat of the body or deputises there on this day. One query."""
    places = decision.body.seats.filter(valid_on(on)).values("place")
    return set(
        Holder.objects.filter(valid_on(on), desk__role=SEAT, desk__place__in=places).values_list("person", flat=True)
    )


def _hint(held: Affiliation, applicant: Organisation | None, papers: str) -> Hint | None:
    """Employees of the public corporation that itself applies are not biased by that (§ 20 (1) sentence 1 no. 5 and
    sentence 2 VwVfG)."""
    applies = applicant is not None and _same(held.name, applicant.name)
    if applies and held.kind == Kind.EMPLOYEE and applicant.kind in PUBLIC_CORPORATIONS:
        return None
    if held.kind == Kind.FAMILY or applies or _named(held.name, papers):
        return Hint(held.person_id, str(held.person), held.kind, held.name, applies)
    return None


def _applicant(decision: Decision) -> Organisation | None:
    """Of an idea the organisation that leads the region and will apply."""
    if place := decision.places.get("applicant"):
        return Organisation.objects.filter(place=place).first()
    region = Region.objects.filter(place=decision.places.get("region")).select_related("lead").first()
    return region.lead if region else None


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _named(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", text, re.IGNORECASE) is not None


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
