"""How the case that was voted on learns the result: guards for the clock's moves, and what it takes over.

Any case that puts a question to a body follows its decision by these.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions.states import S
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def child_has_come_to(step: Step, lifecycle: str, states: tuple[str, ...]) -> None:
    """The case of this lifecycle further down that moved just now stands in one of these states, or Refused."""
    found = step.below(lifecycle)
    if found is None or found.state not in states:
        raise Refused("no_result_yet", _("There is no result yet."))


def body_has_adopted(case: Case, step: Step) -> None:
    child_has_come_to(step, "decision", (S.ADOPTED,))


def body_has_rejected(case: Case, step: Step) -> None:
    child_has_come_to(step, "decision", (S.REJECTED,))


def body_has_deferred(case: Case, step: Step) -> None:
    child_has_come_to(step, "decision", (S.DEFERRED,))


def body_has_returned(case: Case, step: Step) -> None:
    child_has_come_to(step, "decision", (S.RETURNED,))


def vote_came_to_nothing(case: Case, step: Step) -> None:
    child_has_come_to(step, "decision", (S.ABORTED,))


def note_deferral(case: Case, step: Step) -> None:
    """Until the day the body named."""
    decided = step.work.last_event_of(step.below("decision"))
    step.record(deferred_until=decided.facts["deferred_until"])
