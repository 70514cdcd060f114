"""How an idea comes into being."""

from typing import Any

from django.db import transaction

from funding.ideas.models import Idea
from funding.people.models import User
from funding.programmes.queries import pinned_terms, version_on
from funding.regions.models import Region
from workflows import clock
from workflows.engine import open_case
from workflows.models import Dossier, RequestKey


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
        dossier = Dossier.objects.create(
            number=_next_number(region), title=title, lead_place=region.place, invented=invented
        )
        places = {"region": region.place}
        if region.lead:
            places["applicant"] = region.lead.place
        version = version_on(region.programme, clock.today())
        return open_case(
            "idea",
            by=by,
            dossier=dossier,
            title=title,
            places=places,
            calendar=region.calendar,
            terms=pinned_terms(version),
            key=key,
            region=region,
            **fields,
        )


def _next_number(region: Region) -> str:
    """Region and running number of the year, for example 03454-2026-014; the caller has locked the region's row."""
    prefix = f"{region.ags[0] if region.ags else f'R{region.pk}'}-{clock.today().year}-"
    taken = Dossier.objects.filter(lead_place=region.place, number__startswith=prefix).count()
    return f"{prefix}{taken + 1:03d}"
