"""Writing an application: one page in five sections, which says what is still missing before it can be signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.applications.models import Application
from funding.applications.rules import REQUIRED
from funding.applications.states import M, S
from funding.financing import Category, Side
from funding.web import labels
from funding.web.consultations import Page
from funding.web.frame import upper_first
from funding.web.move_form import MoveForm
from funding.web.templatetags.foerderweg import money
from workflows.engine import available
from workflows.models import Case


@dataclass(frozen=True)
class Section:
    key: str
    heading: Any
    fields: tuple[str, ...] = ()
    side: str = ""
    hint: Any = ""


SECTIONS = (
    Section(
        "project",
        gettext_lazy("Project"),
        ("title", "measure", "description", "goals", "period_from", "period_to"),
    ),
    Section("applicant", gettext_lazy("Applicant"), ("executor", "vat_deductible")),
    Section(
        "costs",
        gettext_lazy("Costs"),
        side=Side.EXPENDITURE,
        hint=gettext_lazy("You enter them in the financing plan, each item with its year."),
    ),
    Section(
        "financing",
        gettext_lazy("Financing"),
        ("requested", "own_share_reduced", "other_funding"),
        side=Side.INCOME,
    ),
    Section(
        "declarations",
        gettext_lazy("Declarations"),
        hint=gettext_lazy("The authorised signatory makes them when submitting the application:"),
    ),
)
DECLARED = ("not_started", "financing_secured", "subsidy_facts_known")


PARTS = ("ruling", "examination", "approval")  # right below it, and read before it for whose turn it is
TOGETHER = ("application", *PARTS)


def page_of(case: Case, family: Iterable[Case]) -> Page:
    """An application and what is open of its parts: each page shows the task that waits, and what can be done in all of
    them."""
    if case.lifecycle != "application":
        above = [each for each in family if each.pk == case.parent_id and each.finished is None]
        return Page(case, case, [] if case.finished else above)
    below = [each for each in family if each.parent_id == case.pk and each.finished is None]
    parts = [each for name in PARTS for each in below if each.lifecycle == name]
    if case.state != S.SUBMITTED or not parts:
        return Page(case, case, parts)
    return Page(parts[0], case, [*parts[1:], case])


def way_back(case: Case) -> list[dict[str, Any]]:
    """For parts/moves.html: where it waits for money, the application above is rejected or withdrawn."""
    if case.lifecycle != "waiting" or case.stay.final:
        return []
    return [{"href": reverse("case", args=[case.ancestors[-2]]), "text": _("Go to the application")}]


def edit_page(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """The page of the move "edit"."""
    application = case.application
    needed = _needed(application)
    for name in needed:
        form.fields[name].needed_later = True
    form.order_fields([name for section in SECTIONS for name in section.fields])
    shown = [_shown(section, application, form, needed, number) for number, section in enumerate(SECTIONS, start=1)]
    counted = [section for section in shown if section["badge"]]
    return "web/application_edit.html", {
        "sections": shown,
        "complete": sum(not section["missing"] for section in counted),
        "total": len(counted),
        "missing": [{"href": f"#{s['key']}", "text": s["heading"]} for s in counted if s["missing"]],
        "obstacle": _obstacle(request, case),
        "plan": {"name": M.SET_PLAN.value, "text": _("Save and fill in the financing plan")},
    }


def _needed(application: Application) -> list[str]:
    """What may be empty while one writes, but not when the application is released."""
    measures = application.programme_version.terms.get("measures")
    return [*REQUIRED, *(["measure"] if measures else [])]


def _shown(section: Section, application: Application, form: MoveForm, needed: list[str], number: int) -> dict:
    missing = sum(getattr(application, name) in (None, "") for name in section.fields if name in needed)
    missing += bool(section.side) and not application.planned(section.side)
    return {
        "key": section.key,
        "number": number,
        "heading": section.heading,
        "hint": section.hint,
        "fields": [form[name] for name in section.fields],
        "facts": list(_planned(application, section.side)),
        "declared": [labels.label(application, M.SUBMIT, name) for name in DECLARED] if section == SECTIONS[-1] else [],
        "missing": missing,
        "badge": None if section == SECTIONS[-1] else _badge(missing),
    }


def _badge(missing: int) -> dict:
    if missing:
        return {"feeling": "warning", "words": _("incomplete")}
    return {"feeling": "success", "words": _("complete")}


def _planned(application: Application, side: str) -> Iterable[dict]:
    """The sums of this side of the plan by category, and their total."""
    for category in dict.fromkeys(line.category for line in application.plan if line.side == side):
        words = upper_first(str(Category(category).label))
        yield {"term": words, "value": money(application.planned(side, category))}
    if side:
        yield {"term": _("Total"), "value": money(application.planned(side))}


def _obstacle(request: HttpRequest, case: Case) -> str:
    """Why the application cannot be released yet; empty where it can, or where this is not the next step."""
    offers = available(case, by=request.user)
    refused = next((offer.refused for offer in offers if offer.move.name == M.RELEASE_INTERNALLY), None)
    return refused.sentence if refused else ""
