"""What a new file of a body begins with."""

from typing import Any

from funding.bodies.models import Body
from funding.programmes.beginning import new_file
from funding.programmes.models import Programme
from funding.programmes.queries import pinned_terms, version_on
from workflows import clock
from workflows.models import Dossier


def file_of(body: Body, title: str) -> dict[str, Any]:
    """In the region's row of files; a state-wide body has its own, and the calendar of its programme's state.

    The caller has locked the region's row, or the body's where it has none, so that no number is given twice.
    """
    if body.region:
        return new_file(body.region, title=title, invented=body.invented)
    taken = Dossier.objects.filter(lead_place=body.place).count()
    number = f"G{body.pk}-{clock.today().year}-{taken + 1:03d}"
    return {
        "dossier": Dossier.objects.create(number=number, title=title, lead_place=body.place, invented=body.invented),
        "calendar": Programme.objects.get(key=body.programme).state,
        "terms": pinned_terms(version_on(body.programme, clock.today())),
    }
