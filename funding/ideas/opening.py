"""How an idea comes into being."""

from typing import Any

from django.db import transaction

from funding.ideas.models import Idea
from funding.people.models import User
from funding.programmes.beginning import new_file
from funding.regions.models import Region
from workflows.engine import open_case
from workflows.models import RequestKey


def open_idea(
    region: Region, *, by: User, title: str, key: str | None = None, invented: bool = False, **fields: Any
) -> Idea:
    """A draft of this person in this region, with a file of its own. It runs under the programme version of today.

    The same key again answers the draft of the first time.
    """
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=region.pk)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened.case
        begun = new_file(region, title=title, invented=invented)
        return open_case("idea", by=by, title=title, key=key, region=region, **begun, **fields)
