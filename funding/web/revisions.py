"""A programme's next version in the making: its sections to fill in, and what its page says of changes and gaps."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funding.programmes import terms
from funding.revisions.models import Revision
from funding.revisions.states import M, S
from funding.web.access import case_or_404
from funding.web.duties import hidden
from funding.web.programmes import changes, sections
from funding.web.rule_fields import SectionForm
from funding.web.sending import what_was_sent
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import NotFound, Refused


def rules_page(request: HttpRequest, case: Case, form: Any) -> tuple[str, dict[str, Any]]:
    """Instead of one long form: the sections, each with a page of its own."""
    return "web/revision_sections.html", {"sections": _links(case.revision)}


def _links(revision: Revision) -> list[dict[str, Any]]:
    found = [_link(revision, name, "", str(section.label)) for name, section in terms.SECTIONS.items()]
    for measure in revision.measures:
        found += [
            _link(revision, name, measure["key"], f"{measure['label']}: {section.label}")
            for name, section in terms.SECTIONS.items()
            if any(term.measure for term in section.terms)
        ]
    return found


def _link(revision: Revision, name: str, measure: str, text: str) -> dict[str, Any]:
    query = f"?{urlencode({'measure': measure})}" if measure else ""
    return {"href": reverse("revision_section", args=[revision.pk, name]) + query, "text": text}


@login_required
@require_http_methods(["GET", "POST"])
def section_page(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """The rules of one section of a draft, of the whole programme or of one measure."""
    case = case_or_404(request, number, "revision")
    measure = request.GET.get("measure", "")
    if case.lifecycle != "revision" or case.state != S.DRAFT or section not in terms.SECTIONS:
        raise Http404
    revision = case.revision
    if measure and measure not in revision.rules.get("measures", {}):
        raise Http404
    asked = [term for term in terms.SECTIONS[section].terms if term.measure or not measure]
    held = (revision.rules["measures"][measure] if measure else revision.rules).get("values", {})
    if request.method == "GET":
        return _section_page(request, case, section, measure, SectionForm(asked, held))
    form = SectionForm(asked, held, request.POST)
    if not form.is_valid():
        return _section_page(request, case, section, measure, form, status=422)
    sent = what_was_sent(request)
    data = {"section": section, "measure": measure, "lines": form.lines}
    try:
        fire(number, M.SET_RULES, by=request.user, seen=sent["seen"], key=sent["key"], data=data)
    except NotFound as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _section_page(request, case, section, measure, form, status=409)
    messages.success(request, _("Done: %(move)s.") % {"move": M.SET_RULES.label})
    return redirect("move", number, M.SET_RULES)


def _section_page(
    request: HttpRequest, case: Case, section: str, measure: str, form: SectionForm, status: int = 200
) -> HttpResponse:
    label = terms.SECTIONS[section].label
    context = {
        "case": {"title": case.title, "reference": case.dossier.number, "href": reverse("case", args=[case.pk])},
        "back_href": reverse("move", args=[case.pk, M.SET_RULES]),
        "question": f"{measure}: {label}" if measure else label,
        "form": form,
        "hidden": hidden(case.seq),
    }
    return render(request, "web/revision_section.html", context, status=status)


def parts(case: Case) -> dict[str, Any]:
    """For the page of a version in the making: what it changes against the one it was copied from, what it lacks."""
    if case.lifecycle != "revision" or case.erased_on:
        return {}
    revision = case.revision
    return {
        "revision": {
            "base": revision.base,
            "base_href": reverse("programme_version", args=[revision.base.key]),
            "changes": changes(revision.base.terms, revision.rules),
            "gaps": terms.gaps(revision.rules),
            "sections": sections(revision.rules),
            "published_href": revision.published and reverse("programme_version", args=[revision.published.key]),
            "proposed": revision.proposed if case.state == S.PROPOSED else "",
        }
    }
