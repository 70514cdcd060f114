"""How a transfer comes into being: an idea is offered to other regions, each gets an offer of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.regions.models import Region
from funding.roles import COORDINATION_OFFICE, RECEIVING_OFFICE
from funding.transfers.models import Transfer
from workflows.models import Desk
from workflows.refusals import BadInput
from workflows.step import Step


def regions_to_ask(step: Step, origin: Region, numbers: Sequence[int]) -> list[Region]:
    """Other regions that have an office and no offer of this project that is still open. Raises BadInput."""
    found = list(Region.objects.filter(pk__in=numbers).exclude(pk=origin.pk).order_by("sort_key", "id"))
    with_office = set(
        Desk.objects.filter(role=COORDINATION_OFFICE.key, place__in=[region.place for region in found]).values_list(
            "place", flat=True
        )
    )
    if not found or len(found) != len(set(numbers)) or any(region.place not in with_office for region in found):
        raise BadInput("regions", _("Choose other regions that have a coordination office here."))
    open_ones = Transfer.objects.filter(parent_id=step.case.pk, finished=None, to_region__in=found)
    if taken := open_ones.select_related("to_region").first():
        raise BadInput("regions", _("%(region)s has this offer already."), region=taken.to_region.name)
    return found


def offer(step: Step, region: Region, **released: Any) -> Transfer:
    """Below the step's case. `released`: the columns of `Transfer` that the other region reads."""
    opened = step.open(
        "transfer",
        title=step.case.title,
        places={"receiver": region.place},
        to_region=region,
        facts={"region": region.pk},
        **released,
    )
    opened.places = {kind: opened.places[kind] for kind in ("region", "receiver")}
    _tell_office(replace(step, case=opened))
    return opened


def _tell_office(step: Step) -> None:
    step.tell("transfer.offered", step.people(RECEIVING_OFFICE))
