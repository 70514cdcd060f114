"""How a motion comes into being: the body's office or its chair begins it, below its roster."""

from typing import Annotated

from funding.bodies.models import Body
from funding.motions.models import Motion
from funding.motions.states import Kind
from funding.people.models import User
from funding.roles import CHAIR, CLERK
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import Line, OneWord
from workflows.models import Case, Desk
from workflows.reading import may_read
from workflows.refusals import NotFound, not_yours

AnyMotion = Annotated[str, OneWord(tuple(Kind.values))]


def open_motion(roster: Case, *, by: User, key: str | None = None, kind: str, title: Line) -> Motion:
    """A draft. Raises Refused for whoever is neither of the body's office nor its chair; NotFound for who may not read
    the roster."""
    place, today = roster.places["body"], clock.today()
    desks = [desk for role in (CLERK, CHAIR) for desk in survey.holders(today, role=role.key, place=place)]
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CLERK.label)) if may_read(roster, by.pk, today) else NotFound
    Desk.objects.get_or_create(role=CHAIR.key, place=place)
    return open_case(
        "motion",
        by=by,
        dossier=roster.dossier,
        title=title,
        places={},
        calendar=roster.calendar,
        parent=roster,
        key=key,
        body=Body.objects.get(place=place),
        kind=kind,
        facts={"kind": kind},
    )
