"""How a resolution on a body comes to be entered: the office of the body that resolved it begins, below its roster."""

from typing import Annotated

from funding.mandates.models import Mandate
from funding.mandates.naming import title_of
from funding.mandates.states import Kind
from funding.people.models import User
from funding.roles import CHAIR, CLERK
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import OneWord
from workflows.models import Case, Desk
from workflows.reading import may_read
from workflows.refusals import NotFound, not_yours

AnyKind = Annotated[str, OneWord(tuple(Kind.values))]


def open_mandate(roster: Case, *, by: User, key: str | None = None, kind: str) -> Mandate:
    """A draft. Raises Refused for whoever is not of the body's office; NotFound for who may not read the roster."""
    desks = survey.holders(clock.today(), role=CLERK.key, place=roster.places["body"])
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CLERK.label)) if may_read(roster, by.pk, clock.today()) else NotFound
    Desk.objects.get_or_create(role=CHAIR.key, place=roster.places["body"])
    return open_case(
        "mandate",
        by=by,
        dossier=roster.dossier,
        title=title_of(Mandate(kind=kind)),
        places={},
        calendar=roster.calendar,
        parent=roster,
        key=key,
        kind=kind,
        facts={"kind": kind},
    )
