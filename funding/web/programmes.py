"""Programmes and their versions: what is published, read by everybody; the next version, written by the authority."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from funding.programmes import terms
from funding.programmes.comparing import Difference, differences
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.wording import in_words
from funding.revisions.opening import open_revision
from funding.revisions.queries import responsible
from funding.web import orders
from funding.web.authorities import OfAuthority, places
from funding.web.duties import hidden
from funding.web.fields import MISSING, DayField
from funding.web.frame import frame
from funding.web.sending import what_was_sent
from funding.web.templatetags.foerderweg import plain_day
from workflows.refusals import BadInput, Refused

PUBLISHED = ProgrammeVersion.Status.PUBLISHED


class NewVersion(OfAuthority):
    named = forms.CharField(label=gettext_lazy("Title of the new version"), max_length=300, error_messages=MISSING)
    valid_from = DayField(label=gettext_lazy("It counts from"), error_messages=MISSING)


@login_required
@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """Each programme with its versions; drafts only for who may go on with them."""
    mine = set(_mine(request).values_list("pk", flat=True))
    shown = Q(status=PUBLISHED) | Q(programme__in=mine)
    versions = ProgrammeVersion.objects.filter(shown).select_related("programme").order_by("-valid_from", "-id")
    by_programme: dict[int, list[dict[str, Any]]] = {}
    for version in versions:
        by_programme.setdefault(version.programme_id, []).append(_row(version, frame(request).today))
    programmes = [
        {"name": programme.name, "rows": by_programme.get(programme.pk, [])}
        for programme in Programme.objects.order_by("sort_key", "id")
    ]
    return render(request, "web/programmes.html", {"programmes": programmes, "bodies": orders.links(request)})


def _row(version: ProgrammeVersion, today: Any) -> dict[str, Any]:
    return {
        "title": version.title,
        "href": reverse("programme_version", args=[version.key]),
        "about": _validity(version),
        "badge": _badge(version, today),
    }


def _badge(version: ProgrammeVersion, today: Any) -> dict[str, str]:
    if version.status != PUBLISHED:
        return {"feeling": "neutral", "words": _("draft, does not count")}
    if version.valid_from > today:
        return {"feeling": "info", "words": _("counts later")}
    if version.valid_to and version.valid_to < today:
        return {"feeling": "neutral", "words": _("expired")}
    return {"feeling": "success", "words": _("counts today")}


def _validity(version: Any) -> str:
    if version.valid_to is None:
        return _("from %(first)s, without an end") % {"first": plain_day(version.valid_from)}
    return _("from %(first)s to %(last)s") % {
        "first": plain_day(version.valid_from),
        "last": plain_day(version.valid_to),
    }


def _mine(request: HttpRequest) -> Any:
    return responsible(places(request))


@login_required
@require_GET
def version_page(request: HttpRequest, key: str) -> HttpResponse:
    version = get_object_or_404(ProgrammeVersion.objects.select_related("programme", "authority"), key=key)
    mine = _mine(request).filter(pk=version.programme_id).exists()
    if version.status != PUBLISHED and not mine:
        raise Http404
    before = _before(version)
    context = {
        "title": version.title,
        "badge": _badge(version, frame(request).today),
        "facts": _facts(version),
        "sections": sections(version.terms),
        "before": before,
        "changes": changes(before.terms, version.terms) if before else [],
        "backward_href": reverse("programme_backward", args=[version.key]) if version.status == PUBLISHED else "",
        "begin_href": reverse("revision_new", args=[version.key]) if mine else "",
    }
    return render(request, "web/programme_version.html", context)


def _before(version: ProgrammeVersion) -> ProgrammeVersion | None:
    """The published version that counted last before this one."""
    earlier = version.programme.versions.filter(status=PUBLISHED, valid_from__lt=version.valid_from)
    return earlier.order_by("-valid_from").first()


def _facts(version: ProgrammeVersion) -> list[dict[str, Any]]:
    people = [str(person) for person in (version.published_by_first, version.published_by_second) if person]
    return [
        {"term": _("Programme"), "value": version.programme.name},
        {"term": _("Valid"), "value": _validity(version)},
        {"term": _("Legal reference"), "value": version.legal_reference or _("not entered")},
        {"term": _("Source"), "value": version.source or _("not entered")},
        {"term": _("Grant authority"), "value": version.authority or _("the authority of the region")},
        {"term": _("Published by"), "value": " · ".join(people) or _("came with the product")},
    ]


def sections(rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every rule of the register in words, the programme's own, then what each measure sets for itself."""
    found = [_section(section.label, section.terms, rules.get("values", {})) for section in terms.SECTIONS.values()]
    for measure, facts in rules.get("measures", {}).items():
        heading = _("Measure %(key)s: %(label)s") % {"key": measure, "label": facts.get("label") or measure}
        own = tuple(term for term in terms.TERMS if term.key in facts.get("values", {}))
        found.append(_section(heading, own, facts.get("values", {})))
    return found


def _section(label: Any, shown: Iterable[terms.Term], values: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": label, "rules": [_rule(term, values.get(term.key) or {}) for term in shown]}


def _rule(term: terms.Term, held: Mapping[str, Any]) -> dict[str, Any]:
    is_set = held.get("value") is not None
    return {
        "label": term.label,
        "value": in_words(term, held.get("value")),
        "is_set": is_set,
        "source": held.get("source", ""),
        "note": held.get("note", ""),
        "unverified": is_set and not held.get("verified"),
    }


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    return [_change(each) for each in differences(before, after)]


def _change(each: Difference) -> dict[str, str]:
    if not each.key:
        label, words = _("Measure %(key)s") % {"key": each.measure}, lambda value: value or _("does not exist")
    else:
        term = terms.REGISTER[each.key]
        label = f"{each.measure}: {term.label}" if each.measure else str(term.label)
        words = lambda value: in_words(term, value)  # noqa: E731
    return {"label": label, "before": words(each.before), "after": words(each.after)}


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the next version as a copy of this one."""
    base = get_object_or_404(ProgrammeVersion.objects.select_related("programme"), key=key)
    if not _mine(request).filter(pk=base.programme_id).exists():
        raise Http404
    if request.method == "GET":
        return _new_page(request, base, NewVersion(request))
    sent, form = what_was_sent(request)["key"], NewVersion(request, request.POST)
    if not form.is_valid():
        return _new_page(request, base, form, status=422)
    try:
        case = open_revision(base, by=request.user, key=sent, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _new_page(request, base, form, status=422)
    return redirect("case", case.pk)


def _new_page(request: HttpRequest, base: ProgrammeVersion, form: NewVersion, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": base.title, "reference": base.key, "href": reverse("programme_version", args=[base.key])},
        "move": {"question": _("Begin a new version"), "button": _("Begin the version")},
        "consequences": [_("It begins as a copy. You edit the rules on the next pages; another person publishes it.")],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)
