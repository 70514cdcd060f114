"""Getting others to act: handing a task to somebody of the desk, reminding those whom a case waits for."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from funding.people.models import User
from funding.web.access import readable
from funding.web.duties import hidden
from funding.web.fields import MISSING
from funding.web.frame import frame
from funding.web.sending import what_was_sent
from workflows.assignments import delegate
from workflows.lifecycle import Each
from workflows.models import OPEN, Case, Holder, Task
from workflows.reading import reads_inside, shown_number, valid_on
from workflows.refusals import NotFound, Refused, waits_for_nobody_else
from workflows.reminding import remind, takes_part


class Colleague(forms.Form):
    to = forms.ChoiceField(label=_("Who is to do it?"), widget=forms.RadioSelect, error_messages=MISSING)

    def __init__(self, people: Iterable[Holder], *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["to"].choices = [(str(seat.person_id), _named(seat)) for seat in people]


def _named(seat: Holder) -> str:
    return gettext("%(name)s (deputy)") % {"name": seat.person} if seat.rank else str(seat.person)


@login_required
@require_http_methods(["GET", "POST"])
def delegation(request: HttpRequest, number: int) -> HttpResponse:
    """Choose who does a task: one of today's holders of its desk, or of their deputies."""
    task = _task_of_my_desk(request, number)
    people = _colleagues(request, task)
    if request.method == "GET":
        return _page(request, task, Colleague(people), None if people else waits_for_nobody_else())
    sent, form = what_was_sent(request), Colleague(people, request.POST)
    if not form.is_valid():
        return _page(request, task, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    to = User.objects.get(pk=form.cleaned_data["to"])
    try:
        event = delegate(task.pk, to=to, by=request.user, seen=sent["seen"], key=sent["key"])
    except NotFound as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        return _page(request, task, form, refusal, HTTPStatus.CONFLICT)
    messages.success(request, gettext("The task now waits for %(name)s.") % {"name": to})
    return redirect("case", event.case_id)


def _task_of_my_desk(request: HttpRequest, number: int) -> Task:
    mine = Task.objects.filter(OPEN, process__in=readable(request), desk__in=frame(request).ranks)
    task = mine.select_related("process__dossier").filter(pk=number).first()
    if task is None or (isinstance(task.process.stay.waits_for, Each) and not task.escalation):
        raise Http404  # a vote is nobody else's
    return task


def _colleagues(request: HttpRequest, task: Task) -> list[Holder]:
    """Everybody else at the desk who may sign in; whoever sits there twice, once and as what they are first."""
    there = Holder.objects.filter(valid_on(frame(request).today), desk=task.desk_id, person__is_active=True)
    has_it = task.owner_id if request.method == "GET" else None  # sent twice, the choice is still one
    seats = there.exclude(person__in=[request.user.pk, has_it or 0]).select_related("person")
    return list({seat.person_id: seat for seat in seats.order_by("-rank", "person__sort_key", "pk")}.values())[::-1]


def _page(
    request: HttpRequest, task: Task, form: Colleague, refusal: Refused | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    case: Case = task.process
    href = reverse("case", args=[case.pk])
    context = {
        "case": {"title": case.title, "reference": case.dossier.number, "href": href},
        "move": {"question": gettext("Delegate the task"), "lead": task.title, "button": gettext("Delegate")},
        "consequences": [
            gettext("The person is told and finds the task among their own."),
            gettext("You can take it back at any time."),
        ],
        "form": form,
        "hidden": hidden(shown_number(case, inside=reads_inside(case, frame(request).roles_and_places))),
        "refusal": refusal and {"sentence": refusal.sentence, "rule": refusal.rule},
    }
    return render(request, "web/move.html", context, status=status)


def reminder(request: HttpRequest, case: Case, tasks: Iterable[Task]) -> list[dict]:
    """The button with which who takes part in a case reminds the others it waits for; none if it waits for nobody."""
    around = frame(request)
    person, desks = request.user.pk, around.ranks
    others = [t for t in tasks if not t.escalation and t.owner_id != person and (t.owner_id or t.desk_id not in desks)]
    if not others or not takes_part(case, person, around.roles_and_places):
        return []
    return [{"href": reverse("remind", args=[case.pk]), "text": gettext("Send a reminder")}]


@login_required
@require_POST
def remind_others(request: HttpRequest, number: int) -> HttpResponse:
    try:
        told = remind(number, by=request.user)
    except NotFound as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        words = ngettext("%(told)s person gets a reminder.", "%(told)s people get a reminder.", told)
        messages.success(request, words % {"told": told})
    return redirect("case", number)
