"""What becomes of access for an inspection: who has asked for it, granted it, ended it, and every look by it."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from funding.bodies.queries import place_names
from funding.web.access import case_or_404
from funding.web.frame import frame, upper_first
from funding.web.inspecting import offices_of
from workflows.clock import BERLIN
from workflows.inspected import readings_of
from workflows.inspecting import decides, end, grant
from workflows.inspections import Inspection, Reading
from workflows.models import Case
from workflows.refusals import NotFound, Refused

MOST_ROWS = 50


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """One's own, and those of the places at which one sits; to administrators all but emergencies of others."""
    around = frame(request)
    places = [desk.place for desk in around.desks]
    seen = Q(reader=request.user) | Q(desk__place__in=places)
    if request.user.is_staff:
        seen |= Q(desk__isnull=False)
    found = list(_with_people(Inspection.objects.filter(seen)).order_by("-id")[:MOST_ROWS])
    names = place_names(each.desk.place for each in found if each.desk)
    beginnings = [{"href": reverse("inspection_new"), "text": gettext("Give access")}] if offices_of(request) else []
    if request.user.is_staff:
        beginnings.append({"href": reverse("emergency"), "text": gettext("Open a case in an emergency")})
    rows = [{**facts(request, each, names), "href": reverse("inspection", args=[each.pk])} for each in found]
    return render(request, "web/inspections.html", {"rows": rows, "beginnings": beginnings})


def _with_people(found: QuerySet[Inspection]) -> QuerySet[Inspection]:
    return found.select_related("reader", "asked_by", "second", "ended_by", "desk", "dossier", "case__dossier")


def facts(request: HttpRequest, found: Inspection, names: dict) -> dict[str, Any]:
    last = (found.ends_at - dt.timedelta(microseconds=1)).astimezone(BERLIN)
    return {
        "reader": found.reader,
        "what": _what(found, names, titled=_is_anothers(found, request)),
        "emergency": found.emergency,
        "begins_at": found.begins_at.astimezone(BERLIN),
        "ends_at": found.ends_at.astimezone(BERLIN) if found.emergency else last,
        "badge": _badge(found, frame(request).now),
        "reason": found.reason,
        "asked_by": found.asked_by,
        "second": found.second,
        "ended_by": found.ended_by,
    }


def _is_anothers(found: Inspection, request: HttpRequest) -> bool:
    """To its own reader a case has a title only where they read it, on its page and in the list of the cases."""
    return found.reader_id != request.user.pk


def _what(found: Inspection, names: dict, *, titled: bool) -> str:
    if found.case:
        return _called(found.case, titled=titled)
    parts = [str(names.get(found.desk.place, ""))]
    parts += [found.dossier.number] if found.dossier else []
    parts += [str(found.terms["programme"])] if found.terms.get("programme") else []
    return " · ".join(filter(None, parts))


def _called(case: Case, *, titled: bool) -> str:
    return f"{case.title} ({case.dossier.number})" if titled else case.dossier.number


def _badge(found: Inspection, now: dt.datetime) -> dict[str, str]:
    if found.ended_at or found.ends_at <= now:
        return {"feeling": "neutral", "words": gettext("ended")}
    if not found.granted_at:
        return {"feeling": "warning", "words": gettext("waits for a second person")}
    if found.begins_at > now:
        return {"feeling": "info", "words": gettext("granted")}
    return {"feeling": "success", "words": gettext("open for reading")}


@login_required
@require_POST
def act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    made = {"grant": grant, "end": end}.get(name)
    if made is None:
        raise Http404
    try:
        made(number, by=request.user)
    except NotFound as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        done = {"grant": gettext("The access is granted."), "end": gettext("The access is ended.")}
        messages.success(request, done[name])
    return redirect("inspection", number)


def page_of(request: HttpRequest, number: int) -> HttpResponse:
    """For whoever decides on it, and for its reader: what it is, and every look."""
    found = _with_people(Inspection.objects.filter(pk=number)).first()
    now = frame(request).now
    mine = found is not None and not _is_anothers(found, request)
    leads = found is not None and decides(found, request.user, now)
    if found is None or not (mine or leads):
        raise Http404
    looks = found.readings.select_related("case__dossier").order_by("-id")[:MOST_ROWS]
    names = place_names([found.desk.place] if found.desk else [])
    over = found.ended_at is not None or found.ends_at <= now
    context = {
        "inspection": facts(request, found, names),
        "grant_href": reverse("inspection_act", args=[number, "grant"]) if _may_grant(found, request) and leads else "",
        "end_href": "" if over else reverse("inspection_act", args=[number, "end"]),
        "looks": [look_row(look, titled=not mine) for look in looks],
    }
    return render(request, "web/inspection.html", context)


def _may_grant(found: Inspection, request: HttpRequest) -> bool:
    waits = not (found.granted_at or found.ended_at or found.ends_at <= frame(request).now)
    return waits and request.user.pk not in (found.asked_by_id, found.reader_id)


def look_row(look: Reading, *, who: bool = False, titled: bool = False) -> dict[str, Any]:
    parts = [str(look.inspection.reader)] if who else []
    parts.append(upper_first(str(look.get_door_display())) + (f" {look.item}" if look.item else ""))
    if look.case and not who:
        parts.append(_called(look.case, titled=titled))
    if who:
        parts.append(gettext("emergency") if look.inspection.emergency else gettext("inspection"))
    return {"at": look.at, "text": " · ".join(parts)}


@login_required
@require_GET
def readings(request: HttpRequest, number: int) -> HttpResponse:
    """To everybody whose case it is: who has looked at it without a part in it."""
    case = case_or_404(request, number)
    rows = [look_row(look, who=True) for look in readings_of(case)[:MOST_ROWS]]
    return render(request, "web/readings.html", {"case": case, "looks": rows})


def readings_link(case: Case) -> list[dict[str, str]]:
    if not getattr(case, "looked_at", False):
        return []
    href = reverse("readings", args=[case.pk])
    return [{"href": href, "text": gettext("Who has looked at this case"), "note": gettext("inspections")}]
