"""How an application comes into being: out of an idea its body has approved, or, where the programme asks for none, by
the applicant."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funding.applications.models import Application
from funding.people.models import User
from funding.programmes.beginning import new_file
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import NoVersion, authority, pinned_terms, version_on
from funding.programmes.terms import flat
from funding.regions.models import Organisation, Region
from funding.roles import APPLICANT, COORDINATION_OFFICE
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import Words
from workflows.models import RequestKey
from workflows.refusals import BadInput, Refused, not_yours
from workflows.requests import opened_before
from workflows.step import Step


def begin(step: Step, idea: Any, version: ProgrammeVersion, *, on_paper: bool = False) -> Application:
    """A draft below the idea, for its applicant, on which the coordination office may advise. The measure is chosen in
    the draft; the authority reads it when it is submitted, or at once where it comes on paper."""
    issuing = _issuing(version, idea.region)
    return step.open(
        "application",
        title=idea.title,
        programme_version=version,
        region=idea.region,
        applicant=Organisation.objects.get(place=idea.places["applicant"]),
        authority=issuing,
        description=idea.summary,
        terms=pinned_terms(version),
        calendar=issuing.working_days,
        on_paper=on_paper,
        places={"authority": issuing.place} if on_paper else {},
        readers=[idea.places[COORDINATION_OFFICE.at]],
    )


def _issuing(version: ProgrammeVersion, region: Region) -> Organisation:
    issuing = authority(version, region)
    if issuing is None:
        raise Refused("no_authority", _("No grant authority is entered for this region. Enter it first."))
    return issuing


def open_application(region: Region, *, by: User, title: str, measure: str = "", key: str | None = None) -> Application:
    """A draft with a file of its own, without an idea. The same key again answers the draft of the first time.

    Raises Refused if this person does not act for the region's lead organisation, or the programme asks for an idea.
    """
    title = Words(200).read("title", title)
    _check_applies(region, by)
    version = version_on(region.programme, clock.today())
    _check_without_idea(version, measure)
    issuing = _issuing(version, region)
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=region.pk)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "application")
        begun = new_file(region, title=title, invented=region.invented)
        own = {"terms": pinned_terms(version, measure or None), "calendar": issuing.working_days}
        return open_case(
            "application",
            by=by,
            title=title,
            key=key,
            **{**begun, **own},
            programme_version=version,
            measure=measure,
            region=region,
            applicant=region.lead,
            authority=issuing,
            readers=[region.place],
        )


def _check_applies(region: Region, by: User) -> None:
    desks = survey.holders(clock.today(), role=APPLICANT.key, place=region.lead.place) if region.lead else []
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(APPLICANT.label))


def _check_without_idea(version: ProgrammeVersion, measure: str) -> None:
    allowed = dict(without_idea(version))
    if measure in allowed:
        return
    if any(allowed):
        words = ", ".join(name for name in allowed if name)
        raise BadInput("measure", _("Without an idea these can be applied for: %(words)s."), words=words)
    if allowed:
        raise BadInput("measure", _("The programme has no such measure."))
    raise Refused(
        "needs_idea",
        _("The programme asks for a decided idea first. Submit the idea; the application begins once it is approved."),
    )


def without_idea(version: ProgrammeVersion) -> Iterator[tuple[str, str]]:
    """What of the programme is applied for without an idea: measure → what it is called. The empty one: whatever the
    programme grants."""
    if version.terms.get("measures"):
        for name, found in version.terms["measures"].items():
            if flat(version.terms, name)["needs_idea"] is False:
                yield name, found.get("label") or name
    elif flat(version.terms, None)["needs_idea"] is False:
        yield "", ""


def regions_to_apply_in(places: Collection[Any]) -> list[tuple[Region, dict[str, str]]]:
    """The regions led from these places whose programme lets an application begin without an idea, each with what is
    applied for so."""
    led = Region.objects.filter(lead__place__in=places).select_related("lead", "authority").order_by("sort_key", "id")
    return [(region, found) for region in led if (found := _of_region(region))]


def _of_region(region: Region) -> dict[str, str]:
    try:
        return dict(without_idea(version_on(region.programme, clock.today())))
    except NoVersion:
        return {}
