"""The law that counts here: what is entered, since when, from which source; and beginning to enter another fact."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from funding.enactments.models import Enactment
from funding.enactments.opening import open_enactment
from funding.enactments.states import Kind
from funding.law.kinds import KINDS, in_words
from funding.law.models import LawEntry
from funding.law.rules import RULES
from funding.regions.models import Organisation
from funding.regions.states import STATES
from funding.web import authorities
from funding.web.access import readable
from funding.web.duties import hidden
from funding.web.fields import MISSING
from funding.web.frame import frame
from funding.web.sending import what_was_sent
from funding.web.templatetags.foerderweg import plain_day
from workflows.models import Case, Holiday
from workflows.refusals import BadInput, Refused


class NewEntry(authorities.OfAuthority):
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you enter?"), choices=Kind.choices, widget=forms.RadioSelect, error_messages=MISSING
    )


@login_required
@require_GET
def in_force(request: HttpRequest) -> HttpResponse:
    """Every rule with what it says from which day on, the newest first; holidays the calendars do not know."""
    context = {
        "rules": list(_rules(frame(request).today)),
        "holidays": [*_of_states(), *_of_seats()],
        "begin_href": reverse("enactment_new") if authorities.places(request) else "",
        "on_the_way": list(_on_the_way(request)),
    }
    return render(request, "web/law.html", context)


def _rules(today: dt.date) -> Iterable[dict[str, Any]]:
    by_rule: dict[str, list[LawEntry]] = {}
    for entry in LawEntry.objects.order_by("jurisdiction", "-valid_from"):
        by_rule.setdefault(entry.key, []).append(entry)
    for key, name in RULES.items():
        counting: set[str] = set()
        rows = [_row(entry, today, counting) for entry in by_rule.get(key, ())]
        yield {"name": name, "rows": rows}


def _row(entry: LawEntry, today: dt.date, counting: set[str]) -> dict[str, Any]:
    """`counting`: the jurisdictions of which the row that counts today has been met."""
    says = _("not entered") if entry.value is None else in_words(entry.key, entry.value)
    return {
        "title": f"{entry.get_jurisdiction_display()}: {says}",
        "about": " · ".join(
            part for part in (_("from %(day)s") % {"day": plain_day(entry.valid_from)}, entry.source) if part
        ),
        "badge": _badge(entry, today, counting),
    }


def _badge(entry: LawEntry, today: dt.date, counting: set[str]) -> dict[str, str]:
    if entry.valid_from > today:
        return {"feeling": "neutral", "words": _("does not count yet")}
    if entry.jurisdiction in counting:
        return {"feeling": "neutral", "words": _("counted before")}
    counting.add(entry.jurisdiction)
    if entry.value is None:
        return {"feeling": "warning", "words": _("not entered")}
    if not entry.verified:
        return {"feeling": "warning", "words": _("in force, not checked")}
    return {"feeling": "success", "words": _("in force")}


def _of_states() -> Iterable[dict[str, Any]]:
    entered = {
        (each.jurisdiction, each.valid_from): each.source
        for each in Enactment.objects.filter(kind=Kind.HOLIDAY, state__in=("counting", "in_force")).order_by("pk")
    }
    for day in Holiday.objects.order_by("-day", "calendar"):
        where = f"{dict(STATES)[day.calendar]} · {plain_day(day.day)}"
        source = entered.get((day.calendar, day.day), "")
        yield {"title": day.name, "about": f"{where} · {source}" if source else where}


def _of_seats() -> Iterable[dict[str, Any]]:
    for seat in Organisation.objects.exclude(local_holidays=[]).order_by("sort_key", "id"):
        days = ", ".join(f"{day[3:]}.{day[:2]}." for day in seat.local_holidays)
        yield {"title": seat.name, "about": _("every year on %(days)s") % {"days": days}}


def _on_the_way(request: HttpRequest) -> Iterable[dict[str, Any]]:
    """Entries not in force yet, for who may read them."""
    found: Iterable[Case] = readable(request).filter(lifecycle="enactment", finished=None).order_by("-pk")
    return ({"title": case.title, "href": reverse("case", args=[case.pk])} for case in found)


def said_before(case: Case) -> list[dict[str, str]]:
    """For the page of an entry: what it corrects."""
    enactment = case.enactment
    if not enactment.before:
        return []
    value, source = (enactment.before[name] for name in ("value", "source"))
    if enactment.rule and (read := KINDS[enactment.rule].read(value)) is not None:
        value = in_words(enactment.rule, read)
    return [{"term": _("Counted before"), "value": f"{value} ({source})" if source else value}]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not authorities.places(request):
        raise Http404
    if request.method == "GET":
        return _page(request, NewEntry(request))
    sent, form = what_was_sent(request)["key"], NewEntry(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        case = open_enactment(**form.cleaned_data, by=request.user, key=sent)
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _page(request, form, status=422)
    return redirect("move", case.pk, "enter")


def _page(request: HttpRequest, form: NewEntry, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": _("Law in force"), "reference": _("Fact of law"), "href": reverse("law")},
        "move": {"question": _("Enter a fact of law"), "button": _("Go on")},
        "consequences": [_("You enter it with its source on the next page. Another person releases it.")],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)
