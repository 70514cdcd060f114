"""Start and tasks: what waits for me first, then what I wait for, then the next days."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from funding.numbers import number_in
from funding.web import budgets, meetings, statements, without_idea
from funding.web.duties import hidden
from funding.web.frame import frame, inbox, part_of
from funding.web.sending import what_was_sent
from workflows import assignments
from workflows.inbox import Bookmark, Counts, Filters, Page, Row
from workflows.lifecycle import Each
from workflows.refusals import NotFound, Refused

SHOWN_TASKS = 6
SHOWN_WAITING = 5
SHOWN_DATES = 4
NOON, EVENING = 11, 18
MOST_AT_ONCE = 25
ACTS = {"claim": assignments.claim, "release": assignments.release, "finish": assignments.finish}


@login_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    mine = inbox(request)
    page = mine.page(limit=SHOWN_TASKS)
    others = mine.waiting_for_others(limit=SHOWN_WAITING)
    around = frame(request)
    return render(
        request,
        "web/start.html",
        {
            "greeting": _greeting(request),
            "summary": _summary(request, page),
            "tasks": [_row(row) for row in page.rows],
            "task_count": around.waiting,
            "waiting": [_waiting(row) for row in others.rows],
            "dates": _dates([*page.rows, *others.rows]),
            "calendar_href": reverse("calendar_link"),
            "beginnings": _beginnings(request),
            "next_step": {"href": reverse("cases"), "text": _("See my cases")},
        },
    )


def _greeting(request: HttpRequest) -> str:
    hour = frame(request).local.hour
    words = _("Good morning") if hour < NOON else _("Good day") if hour < EVENING else _("Good evening")
    return f"{words}, {request.user}"


def _summary(request: HttpRequest, page: Page) -> str:
    today = date_format(frame(request).today, _("l, j F Y"))
    late = sum(1 for row in page.rows if row.days_left is not None and row.days_left < 0)
    if late:
        return ngettext("%(day)s. %(late)s task is overdue.", "%(day)s. %(late)s tasks are overdue.", late) % {
            "day": today,
            "late": late,
        }
    if not page.rows:
        return _("%(day)s. Nothing is waiting for you.") % {"day": today}
    return _("%(day)s. Nothing is overdue.") % {"day": today}


def _row(row: Row) -> dict[str, Any]:
    days = {"due_on": row.due_on, "due_href": due_address(row)}
    return {"title": row.title, "href": address(row), "about": _about(row), **days}


def address(row: Row) -> str:
    """A vote's task opens the card at once; every other one the case."""
    stay = row.task.flow_task.stay
    if isinstance(stay.waits_for, Each) and not row.task.escalation and row.case.table.find("cast"):
        return f"{reverse('move', args=[row.case.pk, 'cast'])}?task={row.task.pk}"
    return reverse("case", args=[row.case.pk])


def due_address(row: Row) -> str:
    """Where the day's calculation stands."""
    return f"{reverse('case', args=[row.case.pk])}#deadlines"


def _about(row: Row) -> str:
    parts = [row.case.title, row.case.dossier.number]
    if row.claimed_by:
        parts.append(_("%(name)s is on it") % {"name": row.claimed_by})
    if row.acting_as_deputy:
        parts.append(_("as a deputy"))
    return " · ".join(parts)


def _waiting(row: Row) -> dict[str, Any]:
    who = str(row.task.owner or part_of(row.task.desk.role))
    note = ngettext("%(who)s", "%(who)s and %(more)s more", row.of_case) % {"who": who, "more": row.of_case - 1}
    href = reverse("case", args=[row.case.pk])
    about = f"{row.title} · {note}"
    return {"title": row.case.title, "href": href, "about": about, "due_on": row.due_on, "due_href": due_address(row)}


def _dates(rows: list[Row]) -> list[dict]:
    """The nearest days of what stands on the page, today's first."""
    coming = [row for row in rows if row.days_left is not None and row.days_left >= 0]
    coming.sort(key=lambda row: (row.due_on, row.task.pk))
    return [
        {"on": row.due_on, "title": row.case.title, "href": due_address(row), "about": row.title}
        for row in coming[:SHOWN_DATES]
    ]


@login_required
@require_http_methods(["GET", "POST"])
def tasks(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _act_on_selected(request)
    show = request.GET.get("show", "")
    mine = inbox(request)
    after = Bookmark.read(request.GET.get("after", ""))
    page = mine.page(after=after, filters=Filters(part=show, overdue=show == "overdue"))
    more = page.next and urlencode({"show": show, "after": str(page.next)})
    context = {
        "tabs": _tabs(show, mine.counts()),
        "tasks": [_task(row) for row in page.rows],
        "acts": [
            {"name": "claim", "text": _("Take on"), "main": True},
            {"name": "release", "text": _("Give back")},
        ],
        "hidden": hidden(0),
        "more_href": more and f"?{more}",
        "next_step": {"href": reverse("cases"), "text": _("See my cases")},
    }
    return render(request, "web/tasks.html", context)


def _tabs(show: str, counts: Counts) -> list[dict]:
    tabs = (
        ("", _("All"), counts.waiting),
        ("mine", _("Mine"), ""),
        ("desk", _("At my desks"), ""),
        ("overdue", _("Overdue"), counts.overdue if counts.overdue != "0" else ""),
    )
    return [
        {"href": f"{reverse('tasks')}?show={name}" if name else reverse("tasks"), "text": text, "count": count,
         "current": name == show}
        for name, text, count in tabs
    ]  # fmt: skip


def _act_on_selected(request: HttpRequest) -> HttpResponse:
    """Each task by itself: one that is refused does not hold up the others."""
    act = ACTS.get(request.POST.get("act", ""))
    numbers = filter(None, map(number_in, request.POST.getlist("task")[:MOST_AT_ONCE]))
    key = what_was_sent(request, task="")["key"]
    if act is None:
        raise BadRequest
    done = 0
    for number in numbers:
        try:
            act(number, by=request.user, key=f"{key}.{number}")
            done += 1
        except Refused as refusal:
            messages.warning(request, refusal.sentence)
    if done:
        said = ngettext("%(done)s task changed.", "%(done)s tasks changed.", done)
        messages.success(request, said % {"done": done})
    return redirect("tasks")


def _task(row: Row) -> dict[str, Any]:
    holder = row.claimed_by or (_("You") if row.task.owner_id else _("nobody yet"))
    return {
        "id": row.task.pk,
        "title": row.title,
        "href": address(row),
        "about": f"{row.case.title} · {row.case.dossier.number}",
        "kind": row.case.table.label,
        "holder": holder,
        "due_on": row.due_on,
        "due_href": due_address(row),
    }


@login_required
@require_POST
def task_act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Take a task on, over, or give it back; tick a reminder off."""
    if act not in ACTS:
        raise Http404
    sent = what_was_sent(request)
    try:
        event = ACTS[act](number, by=request.user, seen=sent["seen"], key=sent["key"])
    except NotFound as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("tasks")
    return redirect("case", event.case_id)


def _beginnings(request: HttpRequest) -> list[dict[str, str]]:
    """What this person may begin without a case above it."""
    idea = {"href": reverse("idea_new"), "text": _("Submit an idea")}
    return [
        idea,
        *without_idea.beginning(request),
        *statements.beginning(request),
        *meetings.beginning(request),
        *budgets.beginning(request),
    ]
