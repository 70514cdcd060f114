"""Whether the steering group's resolution still carries the application: what has become different since, and what of
it matters by the rules of the programme."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.applications.models import Application
from funding.applications.rules import PROGRAMME, body_has_resolved
from funding.applications.typos import same_but_for_slips
from funding.documents.versions import Difference, differences
from funding.programmes.terms import MATERIAL
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

FIELDS = {
    "sum": ("requested", "expenditure"),
    "partner": ("executor", "partners", "promised"),
    "goal": ("goals",),
    "term": ("period_from", "period_to"),
}
SUMS = (*FIELDS["sum"], "promised")
LABELS = {"requested": _("grant applied for"), "expenditure": _("expenditure"), "executor": _("who carries it out"),
          "partners": _("partners"), "promised": _("money promised by partners"),
          "goals": _("goals"), "period_from": _("beginning"), "period_to": _("end")}  # fmt: skip


def resolution_carries(case: Case, step: Step) -> None:
    """A material change since the vote asks for a new one; where the programme does not say what is material, none."""
    changed = material_changes(case)
    if changed:
        raise Refused(
            "resolution_does_not_carry",
            _(
                "Since the steering group resolved, this has changed: %(changes)s. It has to resolve again: "
                "put the changed project to the vote, on the page of the idea."
            ),
            PROGRAMME,
            changes="; ".join(map(_told, changed)),
        )


def resolution_still_carries(case: Case, step: Step) -> None:
    """Asked again before the notice: a resolution may fall while the authority examines. Where the programme asks for
    none, none is missed."""
    if case.terms.get("needs_idea") is False:
        return
    try:
        body_has_resolved(case, step)
        resolution_carries(case, step)
    except Refused as reason:
        raise Refused("no_longer_carried", _NO_LONGER_CARRIED, PROGRAMME, reason=_why(case, reason)) from None


_NO_LONGER_CARRIED = _(
    "%(reason)s No notice goes out before the region's body has resolved again: "
    "wait for its vote, or write the rejection."
)


def _why(case: Case, reason: Refused) -> str:
    if case.application.resolution is None:
        return gettext("The region's resolution on this project has fallen.")
    return reason.sentence


def is_carried(application: Case, step: Step) -> bool:
    """Whether a resolution stands, is still valid, and was made on what is applied for now."""
    try:
        body_has_resolved(application, step)
        resolution_carries(application, step)
    except Refused:
        return False
    return True


def material_changes(case: Case) -> list[Difference]:
    wanted = set(case.terms.get("material_changes") or ()) & set(MATERIAL)
    resolution = case.application.resolution if wanted else None
    if resolution is None:
        return []
    before, after = resolved_project(case, resolution.case.decision.papers, resolution.at), case.application.project()
    counted = {name for kind in wanted for name in FIELDS[kind]} & set(before)
    found = differences({name: before[name] for name in counted}, {n: v for n, v in after.items() if n in counted})
    return [each for each in found if not _tolerated(each, case.terms)]


def resolved_project(case: Case, papers: Mapping[str, Any], resolved_at: Any) -> dict[str, Any]:
    """What the body knew of the project; of an idea that is the total cost, and for the rest the version first handed
    in under its resolution counts."""
    if "project" in papers:
        return dict(papers["project"])
    first = next((each for each in case.application.handed_in if each.at >= resolved_at), None)
    before = dict(first.content["project"]) if first else {}
    return {**before, "expenditure": papers["total_cost"]} if papers.get("total_cost") else before


def _tolerated(change: Difference, terms: Mapping[str, Any]) -> bool:
    """A slip of the pen, or a sum that moves no further than the programme lets it."""
    if change.name in SUMS and change.before and change.after:
        apart = abs(Fraction(change.after) - Fraction(change.before))
        return apart <= Fraction(terms.get("material_sum") or 0) * Fraction(change.before)
    text = change.name in ("executor", "partners", "goals") and change.before and change.after
    return bool(text) and same_but_for_slips(change.before, change.after)


def _told(change: Difference) -> str:
    label = str(LABELS[change.name])
    if change.name == "goals":
        return label
    words = {"before": _shown(change.name, change.before), "after": _shown(change.name, change.after)}
    return gettext("%(name)s (%(before)s, now %(after)s)") % {"name": label, **words}


def _shown(name: str, value: str | None) -> str:
    if value is None:
        return gettext("not stated")
    if name in SUMS:
        return worded(Decimal(value))
    return worded(dt.date.fromisoformat(value)) if name in FIELDS["term"] else value


def version_content(application: Application) -> dict[str, Any]:
    """What is kept of a version handed in."""
    return {**application.content(), "project": application.project()}
