"""A meeting on its page: agenda and attendance; and planning one, by a body's office."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funding.bodies.queries import bodies
from funding.meetings.attendance import There, entries, there
from funding.meetings.minutes.models import Objection
from funding.meetings.models import AgendaItem, Attendance, Meeting, public_first
from funding.meetings.opening import plan_meeting
from funding.roles import CLERK
from funding.web.access import readable
from funding.web.duties import hidden
from funding.web.fields import MISSING, ONE_LINE, DayField
from funding.web.frame import frame
from funding.web.labels import seat_words
from funding.web.sending import what_was_sent
from funding.web.sitting import entry_words, meeting_of_page
from funding.web.votes import said
from funding.web.ways import badge
from workflows.models import Bar, Case
from workflows.refusals import BadInput, Refused

LONGEST_HOUR = 5


def parts(request: HttpRequest, case: Case) -> dict[str, Any]:
    """For parts/meeting.html: agenda and attendance of a meeting, also on the page of its minutes."""
    if case.lifecycle not in ("meeting", "minutes"):
        return {}
    meeting = meeting_of_page(case)
    items = list(meeting.items.select_related("matter__decision"))
    known = set(readable(request).filter(pk__in=_matters(items)).values_list("pk", flat=True))
    barred = set(Bar.objects.filter(person=request.user, case__in=_matters(items)).values_list("case", flat=True))
    rows = entries(meeting)
    found = {
        "agenda": [_agenda_row(item, known, barred) for item in sorted(items, key=public_first)],
        "attendance": _attendance(meeting, rows),
    }
    if case.lifecycle == "minutes":
        found["objections"] = [_objection(row) for row in case.minutes.objections.select_related("person")]
    return {"meeting": found}


def _matters(items: list[AgendaItem]) -> list[int]:
    return [item.matter_id for item in items if item.matter_id]


def _agenda_row(item: AgendaItem, known: set[int], barred: set[int]) -> dict[str, Any]:
    """Who is excluded from an item because of a conflict reads no papers of it here either."""
    about = [_("public") if item.public else _("non-public"), *([_("urgent")] if item.urgent else [])]
    return {
        "number": item.number,
        "title": item.title,
        "about": " · ".join(about),
        "course": item.course,
        "href": reverse("case", args=[item.matter_id]) if item.matter_id in known else "",
        "badge": badge(item.matter) if item.matter_id in known else None,
        "papers": _papers(item.matter.decision) if item.matter and item.matter_id not in barred else [],
    }


def _papers(decision: Any) -> list[dict[str, Any]]:
    """What the members are asked and told, also before the vote is opened."""
    summary = [{"term": _("Summary"), "value": decision.papers["summary"]}] if decision.papers.get("summary") else []
    return [*summary, *said(decision)]


def _attendance(meeting: Meeting, rows: list[Attendance]) -> list[dict[str, Any]]:
    """Each seat of the day with who came for it, and each entry in its words."""
    now, seats = there(rows), {seat["seat"]: seat for seat in meeting.seats}
    return [
        {
            "seat": seat_words(seats[seat]),
            "badge": _where(now, seat),
            "entries": [entry_words(row) for row in rows if row.seat_id == seat],
        }
        for seat in seats
    ]


def _where(now: There, seat: int) -> dict[str, str]:
    if seat in now.away:
        return {"feeling": "warning", "words": _("away because of a conflict")}
    if seat in now.present:
        return {"feeling": "success", "words": _("there")}
    return {"feeling": "neutral", "words": _("not there")}


def _objection(row: Objection) -> dict[str, Any]:
    answered = (_("upheld") if row.upheld else _("not upheld")) if row.answer else _("not answered yet")
    return {"who": row.person, "text": row.text, "answer": row.answer, "answered": answered}


class MeetingForm(forms.Form):
    def __init__(self, request: HttpRequest, *bound: Any) -> None:
        super().__init__(*bound)
        own = bodies(frame(request).today).filter(place__in=_offices(request))
        self.fields["body"] = forms.ModelChoiceField(
            own, label=_("Which body meets?"), empty_label=_("Please choose"), error_messages=MISSING
        )
        self.fields["meets_on"] = DayField(
            label=_("Day"), help_text=_("For example 31.03.2026."), error_messages=MISSING
        )
        self.fields["begins_at"] = forms.CharField(
            label=_("Begins at"), help_text=_("For example 18:00."), max_length=LONGEST_HOUR, error_messages=MISSING
        )
        self.fields["place"] = forms.CharField(label=_("Place"), max_length=ONE_LINE, required=False)


def beginning(request: HttpRequest) -> list[dict[str, str]]:
    """The link to this page for who may plan one."""
    return [{"href": reverse("meeting_new"), "text": _("Plan a meeting")}] if _offices(request) else []


def _offices(request: HttpRequest) -> list[Any]:
    return [desk.place for desk in frame(request).desks if desk.role == CLERK.key]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not _offices(request):
        raise Http404
    if request.method == "GET":
        return _page(request, MeetingForm(request))
    key = what_was_sent(request)["key"]
    form = MeetingForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        case = plan_meeting(**form.cleaned_data, by=request.user, key=key)
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _page(request, form, status=422)
    return redirect("case", case.pk)


def _page(request: HttpRequest, form: MeetingForm, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": _("Cases"), "reference": _("Meeting"), "href": reverse("cases")},
        "move": {"question": _("Plan a meeting"), "button": _("Plan the meeting")},
        "consequences": [
            _("Then you put the agenda together. The members hear of the meeting only when the chair invites them.")
        ],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)
