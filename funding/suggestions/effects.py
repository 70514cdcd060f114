"""What the moves of an idea from the public do. Who sent it has no account and is told by mail."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.ideas.models import Idea
from funding.programmes.beginning import new_file
from funding.regions.models import Region
from funding.roles import WORKING_GROUP_LEAD
from funding.suggestions.models import Suggestion
from funding.suggestions.queries import suggestion_of
from notifications.forgetting import forget_about
from workflows import survey
from workflows.inputs import Number, Text
from workflows.models import Case, Dossier
from workflows.refusals import BadInput
from workflows.step import Step


def confirm(case: Case, step: Step) -> None:
    _tell_sender(case, step, "suggestion.received")


def accept(case: Case, step: Step, *, group: Number = None) -> None:
    """A draft with a file of its own, of who makes this move or, with `group`, of the lead of that working group. It
    names who had the idea."""
    suggestion = suggestion_of(case)
    region = Region.objects.select_for_update().get(pk=suggestion.region_id)
    author = step.actor if group is None else _lead(step, region, group)
    idea = step.work.open(
        "idea",
        by=step.actor,
        author=author,
        title=case.title,
        now=step.now,
        region=region,
        source=Idea.Source.PUBLIC,
        origin=suggestion.sender,
        need=suggestion.problem,
        summary=suggestion.goal,
        **new_file(region, title=case.title, invented=region.invented),
    )
    suggestion.became_id = idea.pk
    step.record(idea=idea.pk)
    _tell_sender(case, step, "suggestion.accepted")
    if author != step.actor:
        replace(step, case=idea).tell("suggestion.taken_up", [author])
    _forget(suggestion, "email")


def _lead(step: Step, region: Region, group: int) -> int:
    body = Body.objects.filter(pk=group, region=region, kind=Body.Kind.WORKING_GROUP).first()
    if body is None or body.dissolved(step.today):
        raise BadInput("group", _("Choose a working group of this region."))
    desks = survey.holders(step.today, role=WORKING_GROUP_LEAD.key, place=str(body.place))
    leads = sorted((rank, person) for desk in desks for person, rank in desk.holders)
    if not leads:
        raise BadInput("group", _("This working group has no lead just now. Choose another one, or none."))
    return leads[0][1]


def decline(case: Case, step: Step, *, reason: Text) -> None:
    """The sender is told the reason; their name and address go."""
    _tell_sender(case, step, "suggestion.declined", reason=reason)
    _forget(suggestion_of(case), "email", "sender")


def withdraw(case: Case, step: Step) -> None:
    """Whoever sent it has revoked the consent: nothing of what they wrote is left, in no title and no mail."""
    forget_about([f"case {case.pk}"])
    case.title = "–"
    _tell_sender(case, step, "suggestion.withdrawn")
    Dossier.objects.filter(pk=case.dossier_id).update(title="–")
    _forget(suggestion_of(case), "email", "sender", "problem", "goal")


def _forget(suggestion: Suggestion, *columns: str) -> None:
    for column in columns:
        setattr(suggestion, column, "")
    suggestion.save(update_fields=[*columns, "became"])


def _tell_sender(case: Case, step: Step, kind: str, **context: Any) -> None:
    suggestion = suggestion_of(case)
    link = settings.PUBLIC_IDEAS_PATH % suggestion.region_id
    told = {"title": case.title, "region": suggestion.region.name, **context}
    step.tell_outside(kind, suggestion.email, language=suggestion.language, link=link, **told)
