"""A person's due days for their own calendar program: a secret address that shows these and nothing else."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from funding.people.secrets import hashed
from funding.web.models import CalendarLink
from workflows.inbox import Inbox, Row

MOST_DAYS = 200


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The secret stands in the query, which is kept out of the logs."""
    known = CalendarLink.objects.filter(revoked_at=None, person__is_active=True).select_related("person")
    link = known.filter(hash=hashed(request.GET.get("key", ""))).first()
    if link is None:
        raise Http404
    rows = Inbox.of(link.person).page(limit=MOST_DAYS).rows
    with override(link.person.language):
        content = _calendar([row for row in rows if row.due_on]).to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


def _calendar(rows: list[Row]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Förderweg//due days//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Förderweg: due days"))
    for row in rows:
        calendar.add_component(_entry(row))
    return calendar


def _entry(row: Row) -> Event:
    """A whole day that blocks no time. No title of the case: a calendar is seen by others, too."""
    entry = Event()
    entry.add("uid", f"task-{row.task.pk}@{settings.BASE_URL.partition('://')[2]}")
    entry.add("dtstamp", row.waits_since)
    entry.add("dtstart", row.due_on)
    entry.add("summary", f"{row.case.dossier.number}: {row.title}")
    entry.add("url", f"{settings.BASE_URL}{reverse('case', args=[row.case.pk])}")
    entry.add("transp", "TRANSPARENT")
    return entry


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Make a secret address, shown this once, or end the one there is."""
    if request.method == "POST" and request.POST.get("act") == "end":
        CalendarLink.revoke(request.user)
        return redirect("calendar_link")
    address = ""
    if request.method == "POST":
        with transaction.atomic():
            address = f"{settings.BASE_URL}{reverse('calendar')}?key={CalendarLink.issue(request.user)}"
    link = CalendarLink.objects.filter(person=request.user, revoked_at=None).first()
    response = render(request, "web/calendar.html", {"link": link, "address": address})
    response["Cache-Control"] = "private, no-store"
    return response
