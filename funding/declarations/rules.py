"""Who records what the body has decided on a conflict of interest, and when nothing is left to decide."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import leading as who
from funding.decisions.models import Conflict, Decision
from funding.decisions.rules import BIAS
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def vote_on(case: Case, step: Step) -> Decision:
    """The vote it belongs to, as this transaction has it."""
    return step.work.parent_of(case).decision


def leading(case: Case, step: Step) -> list[int]:
    """The desk of whoever leads; none where nobody in the body may."""
    found = who.who_leads(vote_on(case, step), step.today, case, step.actor)
    return [found.desk] if found else []


def leads_in_this(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise Refused(
            "own_conflict", _("This is your own conflict of interest. Somebody else leads the body in this."), BIAS
        )
    if step.actor == who.entered_by(case):
        raise Refused(
            "entered_it",
            _("You entered this declaration yourself. Somebody else records what the body decided on it."),
            BIAS,
        )
    found = who.who_leads(vote_on(case, step), step.today, case)
    if found is None or step.actor not in found.persons:
        raise Refused("another_leads", _("Somebody else leads the body in this and records its decision."), BIAS)


def vote_goes_without_it(case: Case, step: Step) -> None:
    """Deferred, returned or given up, the vote takes nobody's part."""
    if case.opened_by_id in vote_on(case, step).in_conflict(Conflict.DECLARED):
        raise Refused("still_to_decide", _("The body has still to decide on it."))
