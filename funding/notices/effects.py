"""What the moves of a notice do beside serving it (`serving.py`)."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.notices import dates, serving
from funding.notices.columns import Channel
from funding.notices.objection.models import Result
from funding.notices.objection.opening import open_ruling
from funding.notices.rules import YEAR
from funding.notices.states import S
from funding.roles import SIGNATORY
from workflows.effects import check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, OneWord, Text
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded


def dispatch(
    case: Case,
    step: Step,
    *,
    channel: Annotated[str, OneWord(tuple(Channel.values))],
    posted_on: Day,
    instructed: Flag = True,
) -> None:
    """Not in a way in which it would be served too late."""
    serving.dispatch(case, step, channel=channel, posted_on=posted_on, instructed=instructed)
    notice = case.notice
    if notice.served_on and notice.serve_by and notice.served_on > notice.serve_by:
        raise Refused(
            "served_too_late",
            _("It would count as served on %(day)s, after the last day, %(last)s. Have it served formally."),
            YEAR,
            day=worded(notice.served_on),
            last=worded(notice.serve_by),
        )
    above = step.work.above(case)
    if above is not None and above.lifecycle == "collection":
        step.tell("reclaim.interest_due", step.people(SIGNATORY), due_on=notice.pay_by.isoformat())


def become_final(case: Case, step: Step) -> None:
    meet_deadline(step)


def waive_remedy(case: Case, step: Step, *, declared: Flag) -> None:
    serving.waive(case, step, declared=declared)


def uphold(
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    """After an action it is final. After an objection an action may follow, so its month is counted anew."""
    served = {"decided_on": decided_on, "objection_served_on": objection_served_on, "instructed": instructed}
    return S.NOTIFIED if serving.action_may_follow(case, step, **served) else S.FINAL


def annul(case: Case, step: Step, *, decided_on: Day, reason: Text) -> None:
    """The case above decides anew."""
    check_not_ahead("decided_on", decided_on, step)


def dismiss_remedy(case: Case, step: Step, *, reason: Text) -> None:
    """It came too late and there is no reinstatement."""


def write_decision(case: Case, step: Step) -> str:
    """As a letter of the authority's own. One that another authority makes is recorded as it ends."""
    open_ruling(step, case)
    return case.state


def follow_decision(case: Case, step: Step) -> str:
    """A month for an action from the service of the letter. One that came too late leaves the notice final; the action
    against that has its month all the same."""
    notice, ruling = case.notice, step.child.objectionruling
    step.record(decided_on=ruling.issued_on, served_on=ruling.served_on)
    if ruling.result == Result.FULL:
        notice.objection_served_on = ruling.served_on
        notice.save(update_fields=["objection_served_on"])
        return S.ANNULLED
    due = serving.count_action(notice, step, ruling.served_on, instructed=ruling.instructed)
    step.record(remedy=dates.recorded(due))
    return S.NOTIFIED if case.state == S.CONTESTED else S.FINAL


def follow(case: Case, step: Step) -> str:
    """What the case above has decided of it."""
    notice = case.notice
    settled, notice.settled = notice.settled, None
    notice.save(update_fields=["settled"])
    serving.stop_waiting(step)
    step.record(remedy=settled["remedy"])
    return settled["state"]
