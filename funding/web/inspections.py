"""Giving somebody access to read: asked for by one person, granted by a second; and an administrator's emergency."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from funding.bodies.queries import place_names
from funding.numbers import number_in
from funding.people.models import User
from funding.programmes.models import Programme
from funding.web.access import case_or_404
from funding.web.duties import hidden
from funding.web.fields import MISSING, DayField
from funding.web.frame import HeldDesk, frame, upper_first
from funding.web.sending import what_was_sent
from workflows.clock import BERLIN
from workflows.inspected import readings_of
from workflows.inspecting import ask, decides, end, grant, open_in_emergency
from workflows.inspections import Inspection, Reading
from workflows.models import Case, Desk, Dossier
from workflows.office import offices
from workflows.refusals import BadInput, NotFound, Refused

MOST_ROWS = 50
NO_FILE = _("There is no such file, or you may not see it.")
NO_CASE = _("There is no case with this number.")
NO_ACCOUNT = _("Nobody signs in with this address. Have the account set up first.")
LONGEST = 2000


class AccessForm(forms.Form):
    def __init__(self, desks: list[HeldDesk], *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["desk"] = forms.TypedChoiceField(
            label=_("What this office reads"),
            choices=[(desk.id, f"{desk.label}, {desk.at}") for desk in desks],
            coerce=int,
            error_messages=MISSING,
        )
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address of the person who inspects"), error_messages=MISSING
        )
        self.fields["first_day"] = DayField(label=_("First day"), error_messages=MISSING)
        self.fields["last_day"] = DayField(label=_("Last day"), error_messages=MISSING)
        self.fields["reason"] = _reason_field(_("For which inspection, and who has ordered it?"))
        self.fields["file"] = forms.CharField(
            label=_("Only this file"), help_text=_("Its file number."), max_length=60, required=False
        )
        self.fields["programme"] = forms.ModelChoiceField(
            Programme.objects.order_by("sort_key", "id"),
            label=_("Only cases of this programme"),
            empty_label=_("all programmes"),
            to_field_name="key",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "email" in given:
            given["reader"] = User.objects.filter(email=given["email"].lower(), is_active=True).first()
            if given["reader"] is None:
                self.add_error("email", NO_ACCOUNT)
        if given.get("file") and "desk" in given:
            given["dossier"] = _file_at(given["desk"], given["file"])
            if given["dossier"] is None:
                self.add_error("file", NO_FILE)
        return given


class EmergencyForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the case"), help_text=_("It stands in the address of its page."), error_messages=MISSING
    )

    def __init__(self, *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["reason"] = _reason_field(_("What is the emergency?"))

    def clean_number(self) -> int:
        number = number_in(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(NO_CASE)
        return number


def _reason_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), error_messages=MISSING
    )


def _file_at(desk: int, number: str) -> Dossier | None:
    """The file of this number, if the desk reads a case of it."""
    place = Desk.objects.values_list("place", flat=True).get(pk=desk)
    found = Case.objects.filter(readers__contains=[place], dossier__number=number).select_related("dossier").first()
    return found.dossier if found else None


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
    beginnings = [{"href": reverse("inspection_new"), "text": gettext("Give access")}] if _offices(request) else []
    if request.user.is_staff:
        beginnings.append({"href": reverse("emergency"), "text": gettext("Open a case in an emergency")})
    rows = [{**facts(each, names, around.now), "href": reverse("inspection", args=[each.pk])} for each in found]
    return render(request, "web/inspections.html", {"rows": rows, "beginnings": beginnings})


def _with_people(found: QuerySet[Inspection]) -> QuerySet[Inspection]:
    return found.select_related("reader", "asked_by", "second", "ended_by", "desk", "dossier", "case__dossier")


def facts(found: Inspection, names: dict, now: dt.datetime) -> dict[str, Any]:
    last = (found.ends_at - dt.timedelta(microseconds=1)).astimezone(BERLIN)
    return {
        "reader": found.reader,
        "what": _what(found, names),
        "emergency": found.emergency,
        "begins_at": found.begins_at.astimezone(BERLIN),
        "ends_at": found.ends_at.astimezone(BERLIN) if found.emergency else last,
        "badge": _badge(found, now),
        "reason": found.reason,
        "asked_by": found.asked_by,
        "second": found.second,
        "ended_by": found.ended_by,
    }


def _what(found: Inspection, names: dict) -> str:
    if found.case:
        return f"{found.case.title} ({found.case.dossier.number})"
    parts = [str(names.get(found.desk.place, ""))]
    parts += [found.dossier.number] if found.dossier else []
    parts += [str(found.terms["programme"])] if found.terms.get("programme") else []
    return " · ".join(filter(None, parts))


def _badge(found: Inspection, now: dt.datetime) -> dict[str, str]:
    if found.ended_at or found.ends_at <= now:
        return {"feeling": "neutral", "words": gettext("ended")}
    if not found.granted_at:
        return {"feeling": "warning", "words": gettext("waits for a second person")}
    if found.begins_at > now:
        return {"feeling": "info", "words": gettext("granted")}
    return {"feeling": "success", "words": gettext("open for reading")}


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    desks = _offices(request)
    if not desks:
        raise Http404
    form = AccessForm(desks, request.POST if request.method == "POST" else None)
    if form.is_bound:
        what_was_sent(request)
        if form.is_valid() and (asked := _asked(request, form)):
            messages.success(request, gettext("Asked for. A second person has to grant it."))
            return redirect("inspection", asked.pk)
    then = [
        gettext("A second person of the same place, or an administrator, grants it. Only then it counts."),
        gettext("The person reads what this office reads, and changes nothing. Each look is logged."),
        gettext("The access ends by itself after the last day."),
    ]
    return _form_page(request, form, gettext("Give access for an inspection"), gettext("Ask for the access"), then)


def _asked(request: HttpRequest, form: AccessForm) -> Inspection | None:
    given = form.cleaned_data
    chosen = {name: given[name] for name in ("reader", "first_day", "last_day", "reason")}
    terms = {"programme": given["programme"].key} if given["programme"] else {}
    desk = Desk.objects.get(pk=given["desk"])
    return _tried(form, lambda: ask(desk, by=request.user, dossier=given.get("dossier"), terms=terms, **chosen))


def _tried(form: forms.Form, make: Any) -> Inspection | None:
    try:
        made: Inspection = make()
    except NotFound:
        form.add_error(None, NO_CASE)
        return None
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return None
    return made


@login_required
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise Http404
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        what_was_sent(request)
        if form.is_valid():
            given = form.cleaned_data
            make = lambda: open_in_emergency(given["number"], by=request.user, reason=given["reason"])  # noqa: E731
            if opened := _tried(form, make):
                return redirect("inspected_case", opened.pk, opened.case_id)
    then = [
        gettext("You read this one case for four hours, and change nothing. Each look is logged."),
        gettext("Its office is told at once, with your name and your reason."),
    ]
    return _form_page(request, form, gettext("Open a case in an emergency"), gettext("Open the case"), then)


def _form_page(request: HttpRequest, form: forms.Form, question: str, button: str, then: list[str]) -> HttpResponse:
    context = {
        "case": {"title": gettext("Inspections"), "reference": question, "href": reverse("inspections")},
        "move": {"question": question, "button": button},
        "consequences": then,
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=422 if form.is_bound else 200)


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
    mine = found is not None and found.reader_id == request.user.pk
    leads = found is not None and decides(found, request.user, now)
    if found is None or not (mine or leads):
        raise Http404
    looks = found.readings.select_related("case__dossier").order_by("-id")[:MOST_ROWS]
    names = place_names([found.desk.place] if found.desk else [])
    over = found.ended_at is not None or found.ends_at <= now
    context = {
        "inspection": facts(found, names, now),
        "grant_href": reverse("inspection_act", args=[number, "grant"]) if _may_grant(found, request) and leads else "",
        "end_href": "" if over else reverse("inspection_act", args=[number, "end"]),
        "looks": [look_row(look) for look in looks],
    }
    return render(request, "web/inspection.html", context)


def _may_grant(found: Inspection, request: HttpRequest) -> bool:
    waits = not (found.granted_at or found.ended_at or found.ends_at <= frame(request).now)
    return waits and request.user.pk not in (found.asked_by_id, found.reader_id)


def look_row(look: Reading, *, who: bool = False) -> dict[str, Any]:
    parts = [str(look.inspection.reader)] if who else []
    parts.append(upper_first(str(look.get_door_display())) + (f" {look.item}" if look.item else ""))
    if look.case and not who:
        parts.append(f"{look.case.title} ({look.case.dossier.number})")
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


def _offices(request: HttpRequest) -> list[HeldDesk]:
    letting = {role.key for role in offices()}
    return [desk for desk in frame(request).desks if desk.role in letting]
