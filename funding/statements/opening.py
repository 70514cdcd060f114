"""How a statement comes into being: a region's coordination office begins one for a body."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.people.models import User
from funding.programmes.beginning import new_file
from funding.regions.models import Region
from funding.roles import COORDINATION_OFFICE
from funding.statements.models import Statement
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import Words
from workflows.models import RequestKey
from workflows.refusals import Refused, not_yours
from workflows.requests import opened_before

RESOLVING = (Body.Kind.STEERING_GROUP, Body.Kind.FORUM)


def open_statement(
    body: Body, *, by: User, title: str, group: Body | None = None, invented: bool = False, key: str | None = None
) -> Statement:
    """A draft with a file of its own. The same key again answers the draft of the first time.

    Raises Refused if this person is not of the office of the body's region.
    """
    title = Words(200).read("title", title)
    _check(body, group, by)
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=body.region_id)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "statement")
        begun: dict[str, Any] = new_file(body.region, title=title, invented=invented)
        places = {"region": body.region.place, "body": body.place, **({"group": group.place} if group else {})}
        facts = {**begun, "places": places, "body": body, "group": group}
        return open_case("statement", by=by, title=title, key=key, **facts)


def _check(body: Body, group: Body | None, by: User) -> None:
    today = clock.today()
    if body.region is None or body.kind not in RESOLVING or body.dissolved(today):
        raise Refused("no_body", _("A statement is resolved by a region's steering group or forum."))
    if group and (group.region_id != body.region_id or group.kind != Body.Kind.WORKING_GROUP):
        raise Refused("no_group", _("Choose a working group of this region."))
    desks = survey.holders(today, role=COORDINATION_OFFICE.key, place=body.region.place)
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(COORDINATION_OFFICE.label))
