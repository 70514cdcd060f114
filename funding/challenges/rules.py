"""When a challenge may be decided, and what the vote that makes up for it has brought."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.decisions.states import FALLEN
from workflows import survey
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def own_vote_is_not_at_issue(case: Case, step: Step) -> None:
    """Whoever sits at a contested seat, or at the one that challenges, leaves it to whoever stands in at the chair's
    desk (§ 20 VwVfG)."""
    contested, decision = {*case.challenge.contested, case.challenge.seat_id}, case.parent.decision
    desks = {seat["desk"] for seat in decision.electorate if seat["seat"] in contested}
    at_issue = survey.holders(step.today, desks=desks) if desks else []
    if any(step.actor == person for desk in at_issue for person, _rank in desk.holders):
        raise Refused("own_vote", _("Your own vote or challenge is at issue. Whoever stands in for the chair decides."))


def body_has_voted_again(case: Case, step: Step) -> None:
    results.body_has_answered(case, step)


def challenged_one_stands(case: Case, step: Step) -> None:
    """What has fallen by another challenge needs nothing made up for."""
    if case.parent.state in FALLEN:
        raise Refused("has_fallen", _("The challenged resolution has fallen already."))
