"""What a new file of a body begins with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.programmes.beginning import new_file
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.queries import pinned_terms, version_on
from workflows import clock
from workflows.models import Dossier
from workflows.refusals import Refused


def file_of(body: Body, title: str) -> dict[str, Any]:
    """In the region's row of files; a state-wide body has its own, and the calendar of its programme's state, or else
    of the authority that the programme names.

    The caller has locked the region's row, or the body's where it has none, so that no number is given twice. Raises
    Refused where no days can be counted for the body.
    """
    if body.region:
        return new_file(body.region, title=title, invented=body.invented)
    version = version_on(body.programme, clock.today())
    calendar = _calendar(body, version)
    taken = Dossier.objects.filter(lead_place=body.place).count()
    number = f"G{body.pk}-{clock.today().year}-{taken + 1:03d}"
    return {
        "dossier": Dossier.objects.create(number=number, title=title, lead_place=body.place, invented=body.invented),
        "calendar": calendar,
        "terms": pinned_terms(version),
    }


def _calendar(body: Body, version: ProgrammeVersion) -> str:
    programme = Programme.objects.filter(key=body.programme).first()
    if programme and programme.state:
        return programme.state
    if version.authority:
        return version.authority.working_days
    raise Refused(
        "no_calendar",
        _(
            "“%(body)s” belongs to no region, and its programme to no state, so nobody knows its holidays. "
            "Whoever runs this installation enters a region, or the state of the programme."
        ),
        body=body.name,
    )
