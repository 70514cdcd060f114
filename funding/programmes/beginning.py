"""What a new file in a region begins with."""

from typing import Any

from funding.programmes.queries import pinned_terms, version_on
from funding.regions.models import Region
from workflows import clock
from workflows.models import Dossier


def new_file(region: Region, *, title: str, invented: bool = False) -> dict[str, Any]:
    """A file with the region's next number, and the places, calendar and terms of today for its first case.

    The caller has locked the region's row, so that no number is given twice.
    """
    places = {"region": region.place}
    if region.lead:
        places["applicant"] = region.lead.place
    number = _next_number(region)
    return {
        "dossier": Dossier.objects.create(number=number, title=title, lead_place=region.place, invented=invented),
        "places": places,
        "calendar": region.working_days,
        "terms": pinned_terms(version_on(region.programme, clock.today())),
    }


def _next_number(region: Region) -> str:
    """Region and running number of the year, for example 03454-2026-014."""
    prefix = f"{region.ags[0] if region.ags else f'R{region.pk}'}-{clock.today().year}-"
    taken = Dossier.objects.filter(lead_place=region.place, number__startswith=prefix).count()
    return f"{prefix}{taken + 1:03d}"
