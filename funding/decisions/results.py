"""How the case that was voted on learns the result: guards for the clock's moves, and what it takes over.

Any case that puts a question to a body follows its decision by these.
"""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.decisions.models import Decision, Participation, RollEntry
from funding.decisions.states import FALLEN, S
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step


def child_has_come_to(step: Step, lifecycle: str, states: tuple[str, ...]) -> None:
    """The case of this lifecycle further down that moved just now stands in one of these states, or Refused."""
    found = step.below(lifecycle)
    if found is None or found.state not in states:
        raise no_result_yet()


def decision_of(step: Step) -> Case | None:
    """The newest vote right below the step's case that is at hand: not one on reconsidering another, further down."""
    below = (case for case in step.work.chain if case.lifecycle == "decision" and case.parent_id == step.case.pk)
    return max(below, key=lambda case: case.pk, default=None)


def body_has(step: Step, *states: str) -> None:
    found = decision_of(step)
    if found is None or found.state not in states:
        raise no_result_yet()


ANSWERS = (S.ADOPTED, S.REJECTED, S.DEFERRED, S.RETURNED, S.ABORTED)


def body_has_answered(case: Case, step: Step) -> None:
    """One way or another, or with a vote that came to nothing."""
    body_has(step, *ANSWERS)


def ballots_are_cast(decision: Decision) -> bool:
    """By name or in secret. Ballots that a demand for a secret vote has made void do not count."""
    cast = RollEntry.objects.filter(voted=True) if decision.is_secret else Participation.objects
    return cast.filter(decision_id=decision.pk).exists()


def no_ballot_is_cast(case: Case, step: Step) -> None:
    """In any vote on this case that has not come to its end, be it on a case below it: what members have begun to
    resolve, nobody ends from above, nor what they have resolved without effect so far."""
    below = Decision.objects.filter(Q(parent_id=case.pk) | Q(parent__parent_id=case.pk), state__in=UNDER_WAY)
    for decision in below:
        if decision.entry or ballots_are_cast(decision):
            raise Refused(*UNDER_WAY[S(decision.state)])


WITHOUT_RESULT = (
    "voted_without_result",
    _("The body has voted on it, without a result that counts. Have the vote repeated, or end it there first."),
)
UNDER_WAY = {
    S.OPEN: ("votes_are_cast", _("Votes have been cast already. Close the vote instead.")),
    **dict.fromkeys((S.NOT_QUORATE, S.INVALID, S.BLOCKED), WITHOUT_RESULT),
    S.SUBJECT_TO_APPROVAL: (
        "approval_awaited",
        _("The body has resolved on it. Wait for the approval the resolution needs."),
    ),
}


def outcome_of(decision: Decision) -> str:
    """Adopted or rejected, also of one that has been recorded since; what was refused its approval is rejected."""
    refused = decision.children.filter(lifecycle="supervision", state="refused")
    return S.ADOPTED if decision.result["outcome"] in ADOPTING and not refused.exists() else S.REJECTED


ADOPTING = ("adopted", "adopted_subject_to_approval")


def resolved_today(step: Step) -> dt.date:
    """The day of the resolution that is being followed: today, unless it was made elsewhere and entered here later; of
    one that needed an approval, the day on which its letter came."""
    found = decision_of(step)
    said = (event.facts.get("effective_on") for event in reversed(step.work.events) if event.case_id == found.pk)
    effective_on = next(said, None)
    return dt.date.fromisoformat(effective_on) if effective_on else found.decision.held_on or step.today


def resolution_has_fallen(case: Case, step: Step) -> None:
    """The newest resolution on this case is void or lifted, and the case has not followed yet in this transaction."""
    body_has(step, *FALLEN)
    found = decision_of(step)
    followed = any(event.case_id == case.pk and event.move == str(step.row.name) for event in step.work.events)
    if followed or Decision.objects.filter(parent_id=case.pk, pk__gt=found.pk).exists():
        raise Refused("resolution_stands", _("The resolution stands."))


def note_fall(case: Case, step: Step) -> str:
    found = decision_of(step)
    step.record(decision=found.pk, fell=found.state)
    return case.state


def notice_was_annulled(case: Case, step: Step) -> None:
    """By a court or by the decision on an objection, just now."""
    child_has_come_to(step, "notice", ("annulled",))


def body_has_adopted(case: Case, step: Step) -> None:
    body_has(step, S.ADOPTED)


def body_has_rejected(case: Case, step: Step) -> None:
    body_has(step, S.REJECTED)


def note_deferral(case: Case, step: Step) -> None:
    """Until the day the body named."""
    decided = step.work.last_event_of(decision_of(step))
    step.record(deferred_until=decided.facts["deferred_until"])
