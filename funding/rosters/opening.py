"""How rosters come into being and are looked at: by the clock, for every body that has an office."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from funding.bodies.files import file_of
from funding.bodies.models import Body
from funding.bodies.queries import bodies
from funding.regions.models import Region
from funding.roles import CLERK
from funding.rosters.models import Roster
from funding.rosters.naming import title_of
from funding.rosters.states import M, S
from workflows import clock
from workflows.engine import fire, open_case
from workflows.lifecycle import CLOCK
from workflows.models import Desk
from workflows.refusals import Refused

log = logging.getLogger(__name__)


def watch_rosters() -> int:
    """Begin the rosters that are missing, and look at those kept; how many have changed. Harmless at any rate and in
    parallel."""
    begun = sum(_try_to_begin(body) for body in _without_roster())
    kept = Roster.objects.exclude(state=S.DISSOLVED).order_by("pk").values_list("pk", flat=True)
    return begun + sum(_look(number) for number in kept)


def _without_roster() -> QuerySet[Body]:
    office = Desk.objects.filter(role=CLERK.key, place=OuterRef("place"))
    return bodies(clock.today()).filter(Exists(office), roster=None)


def _try_to_begin(body: Body) -> bool:
    try:
        return open_roster(body) is not None
    except Refused as reason:
        log.error("roster of body %s: %s", body.pk, reason.key)  # noqa: TRY400 - one bad body stops nobody
        return False


def _look(number: int) -> bool:
    for move in (M.DISSOLVE, M.REVIEW):
        try:
            fire(number, move, by=CLOCK)
        except Refused:
            continue
        return True
    return False


@transaction.atomic
def open_roster(body: Body) -> Roster | None:
    """None if the body has one already. Raises Refused where no programme counts today."""
    if body.region_id:
        Region.objects.select_for_update().get(pk=body.region_id)
    body = Body.objects.select_for_update(of=("self",)).select_related("region__lead").get(pk=body.pk)
    if Roster.objects.filter(body=body).exists():
        return None
    title = title_of(body)
    facts = {**file_of(body, title), "places": {"body": body.place}}
    return open_case("roster", by=CLOCK, title=title, **facts, body=body)
