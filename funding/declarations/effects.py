"""What the moves of a declaration do: the body's decision counts in the vote above at once."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from funding.decisions import conflicts
from funding.declarations.rules import vote_on
from funding.declarations.states import S
from workflows.inputs import Flag, Number, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def rule(
    case: Case,
    step: Step,
    *,
    excluded: Flag,
    yes: Number = None,
    no: Number = None,
    abstain: Number = None,
    reason: Text = "",
) -> str:
    """What the body decided without the member. Without a count: nobody objected."""
    declaration, decision = case.declaration, vote_on(case, step)
    counted = any(number is not None for number in (yes, no, abstain))
    step.record(by_consent=not counted)
    if counted:
        declaration.yes, declaration.no, declaration.abstain = yes or 0, no or 0, abstain or 0
        _check_count(case, step, excluded=bool(excluded))
        declaration.save(update_fields=["yes", "no", "abstain"])
    conflicts.settle(decision, _of_the_vote(step), case.opened_by_id, excluded=bool(excluded))
    return S.EXCLUDED if excluded else S.NOT_EXCLUDED


def _check_count(case: Case, step: Step, *, excluded: bool) -> None:
    """The majority of the votes decides (§ 91 VwVfG). A tie excludes nobody, unless the chair's vote decides ties in
    this body and the chair has voted for it."""
    found = case.declaration
    members = conflicts.voters_on(vote_on(case, step), step, case.opened_by_id)
    if found.yes + found.no + found.abstain > members:
        raise BadInput("yes", _("These are more votes than members that could vote: %(most)s."), most=members)
    tie = found.yes == found.no
    may_be_either = tie and conflicts.chair_decides_ties(vote_on(case, step), step.today)
    if excluded != (found.yes > found.no) and not may_be_either:
        raise BadInput("excluded", _("The count says otherwise. Check the count and the decision."))


def withdraw(case: Case, step: Step) -> None:
    conflicts.drop(vote_on(case, step), _of_the_vote(step), case.opened_by_id)


def _of_the_vote(step: Step) -> Step:
    above = step.work.above(step.case)
    return replace(step, case=above, look=step.work.look(above))
