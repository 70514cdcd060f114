"""How the cases below an application, such as its examination, follow what the application has just done; and how it
follows them."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from funding.applications.states import M
from funding.decisions.results import child_has_come_to
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def application_of(case: Case, step: Step) -> Case:
    """The case of the application above; the locked one, where a move is made."""
    locked = (each for each in step.work.chain if each.lifecycle == "application" and each.pk in case.ancestors)
    return next(locked, None) or Case.objects.get(pk__in=case.ancestors, lifecycle="application")


def as_application(case: Case, step: Step) -> Step:
    """The step as one of the application above: what is asked and read there stands below it."""
    above = application_of(case, step)
    return replace(step, case=above, look=step.work.look(above), task=None)


def follows(case: Case, step: Step, *names: str) -> None:
    """The case above has made one of these moves in this transaction, and this one has not followed; or Refused."""
    if not _just_made(case, step, *names):
        raise Refused("nothing_to_follow", _("Nothing has changed above that could be followed."))


def _just_made(case: Case, step: Step, *names: str) -> bool:
    both = (case.pk, case.parent_id)
    last = next((event for event in reversed(step.work.events) if event.case_id in both), None)
    return last is not None and last.case_id == case.parent_id and last.move in names


def is_being_rejected(case: Case, step: Step) -> None:
    follows(case, step, M.PREPARE_REJECTION)


def rejection_was_given_up(case: Case, step: Step) -> None:
    follows(case, step, M.FOLLOW_RULING)


def where_it_rested(case: Case, step: Step, named_days: Mapping[str, str]) -> str:
    """The state in which it came to rest. `named_days`: stays whose day a person has named, and its fact."""
    state = case.events.filter(move="rest").latest("seq").from_state
    if fact := named_days.get(state):
        step.record(**{fact: case.deadlines.filter(kind=state).latest("pk").due_on})
    return state


def ground_is_gone(case: Case, step: Step) -> None:
    """The application has ended, what was missing has come, or the committee's resolution has fallen."""
    above = application_of(case, step)
    if above.finished is None and not _just_made(case, step, M.SUPPLY, M.FOLLOW_FALL):
        raise Refused("has_its_ground", _("The application goes on, and what this rests on stands."))


def child_has_just_come_to(case: Case, step: Step, lifecycle: str, states: tuple[str, ...]) -> None:
    """A case of this lifecycle below has come to one of these states, and the application has not followed; or
    Refused."""
    child_has_come_to(step, lifecycle, states)
    both = (case.pk, step.below(lifecycle).pk)
    last = next((event for event in reversed(step.work.events) if event.case_id in both), None)
    if last is None or last.case_id == case.pk:
        raise Refused("no_result_yet", _("There is no result yet."))
