"""The change request above its decision, and the newest decision below a change request."""

from dataclasses import replace

from funding.changes.models import Change
from funding.changes.queries import change_of
from workflows.models import Case
from workflows.step import Step


def above(case: Case, step: Step) -> Case:
    """As this transaction knows it."""
    found: Case = step.work.above(case) or case.parent
    return found


def asked(case: Case, step: Step) -> Change:
    return change_of(above(case, step))


def as_the_change(case: Case, step: Step) -> Step:
    """The step as one of the change request: what is opened and filed by it stands there."""
    there = above(case, step)
    return replace(step, case=there, look=step.work.look(there), task=None)


def newest_ruling(change: Case, step: Step) -> Case | None:
    """As this transaction knows it. One query where none is at hand."""
    at_hand = [each for each in step.work.chain if each.parent_id == change.pk and each.lifecycle == "change_ruling"]
    stored = change.children.filter(lifecycle="change_ruling").order_by("-pk")
    return max(at_hand, key=lambda each: each.pk, default=None) or stored.first()
