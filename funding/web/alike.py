"""Ideas and projects that resemble an idea: beside its form, on its page, and where it is to go on in another one."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from funding.ideas.lineage import TAKES_IN
from funding.ideas.models import Idea
from funding.ideas.queries import similar_ideas, similar_projects, words_of
from funding.ideas.states import S
from funding.web.directory import about
from funding.web.fields import MISSING
from funding.web.frame import frame
from funding.web.move_form import MoveForm
from funding.web.ways import badge
from workflows.models import Case
from workflows.reading import readable_cases

MOST_SIMILAR = 3
MOST_CHOICES = 200
COMPARED = (S.DRAFT, S.SUBMITTED, S.IN_WORKING_GROUP, S.RETURNED)


def similar(request: HttpRequest, title: str, summary: str, *, besides: int = 0) -> dict[str, Any]:
    """For parts/similar.html: ideas the person may read, then projects of the public directory."""
    words = words_of(title)
    if not words:
        return {"similar": [], "similar_words": ""}
    ideas = similar_ideas(title, summary, reader=request.user, today=frame(request).today, besides=besides)
    rows = [*map(_idea, ideas[:MOST_SIMILAR]), *map(_project, similar_projects(title, summary)[:MOST_SIMILAR])]
    return {"similar": rows, "similar_words": ", ".join(f"„{word}“" for word in words)}


def similar_to(request: HttpRequest, case: Case) -> dict[str, Any]:
    """As long as it can still be merged, joined or withdrawn without loss; nothing for other cases."""
    if case.lifecycle != "idea" or case.state not in COMPARED:
        return {}
    return similar(request, case.title, case.idea.summary, besides=case.pk)


def _idea(idea: Idea) -> dict[str, Any]:
    words = f"{_('Idea')} · {badge(idea)['words']} · {idea.dossier.number}"
    return {"href": reverse("case", args=[idea.pk]), "title": idea.title, "about": words}


def _project(project: Any) -> dict[str, Any]:
    return {"href": f"{reverse('directory')}#{project.key}", "title": project.title, "about": about(project)}


def lineage_of(case: Case) -> Q:
    """The ideas it goes on in or that go on in it, and the transfer it came from or led to. For the query of a page."""
    if case.lifecycle == "idea":
        return Q(idea__goes_on_in=case.pk) | Q(pk=case.idea.goes_on_in_id) | Q(transfer__own_idea=case.pk)
    if case.lifecycle == "transfer":
        return Q(pk=case.transfer.own_idea_id)
    return Q(pk=None)


def join_page(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """Of this region and readable by this person, the newest first; of the directory what resembles it."""
    found = readable_cases(request.user, frame(request).today).filter(
        idea__region_id=case.idea.region_id, state__in=TAKES_IN
    )
    rows = found.exclude(pk=case.pk).select_related("dossier").order_by("-id")[:MOST_CHOICES]
    _offer(form, "target", [(row.pk, f"{row.title} ({badge(row)['words']}, {row.dossier.number})") for row in rows])
    alike = similar_projects(case.title, case.idea.summary)[:MOST_SIMILAR]
    _offer(form, "published", [(project.pk, project.title) for project in alike])
    return "web/move.html", similar_to(request, case)


def _offer(form: MoveForm, name: str, rows: list[tuple[int, str]]) -> None:
    """What is chosen from depends on who reads, so the field is filled here; the effect checks it again."""
    before = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        choices=[("", _("Please choose")), *rows],
        label=before.label,
        help_text=before.help_text,
        required=before.required,
        error_messages=MISSING,
    )
