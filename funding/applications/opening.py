"""How an application comes into being: out of an idea its body has approved."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.applications.models import Application
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import authority, pinned_terms
from funding.regions.models import Organisation
from funding.roles import COORDINATION_OFFICE
from workflows.refusals import Refused
from workflows.step import Step


def begin(step: Step, idea: Any, version: ProgrammeVersion, *, on_paper: bool = False) -> Application:
    """A draft below the idea, for its applicant, on which the coordination office may advise. The measure is chosen in
    the draft; the authority reads it when it is submitted, or at once where it comes on paper."""
    region = idea.region
    issuing = authority(version, region)
    if issuing is None:
        raise Refused("no_authority", _("No grant authority is entered for this region. Enter it first."))
    return step.open(
        "application",
        title=idea.title,
        programme_version=version,
        region=region,
        applicant=Organisation.objects.get(place=idea.places["applicant"]),
        authority=issuing,
        description=idea.summary,
        terms=pinned_terms(version),
        calendar=issuing.working_days,
        on_paper=on_paper,
        places={"authority": issuing.place} if on_paper else {},
        readers=[idea.places[COORDINATION_OFFICE.at]],
    )
