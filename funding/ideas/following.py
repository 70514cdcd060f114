"""How an idea goes on by what becomes of the cases below it: consultation, vote, application, award."""

from dataclasses import replace

from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.states import S as Decided
from funding.ideas import anew
from funding.ideas.consultation.states import S as Consulted
from funding.ideas.effects import DEFERRAL, take_from_group
from funding.ideas.models import Idea
from funding.ideas.states import S
from funding.roles import AUTHOR, COORDINATION_OFFICE
from workflows.models import Case
from workflows.refusals import no_result_yet
from workflows.step import Step
from workflows.timing import on

AFTER_GROUP = {
    Consulted.RECOMMENDED: S.RECOMMENDED,
    Consulted.NOT_RECOMMENDED: S.NOT_RECOMMENDED,
    Consulted.RETURNED: S.RETURNED,
    Consulted.TAKEN_BACK: S.SUBMITTED,
}
APPROVED = {
    Proposal.APPROVE: S.APPROVED_FOR_APPLICATION,
    Proposal.APPROVE_WITH_CONDITIONS: S.APPROVED_WITH_CONDITIONS,
    Proposal.APPROVE_WITHOUT_FUNDING: S.APPROVED_WITHOUT_FUNDING,
}
UNAPPROVED = {Decided.REJECTED: S.REJECTED, Decided.DEFERRED: S.DEFERRED, Decided.RETURNED: S.RETURNED}
# What an idea may have come to, as its application or award came to nothing, before that comes to life again.
LEFT_BEHIND = (
    S.PARKED, S.WITHDRAWN, S.LAPSED, S.EXPIRED, S.REJECTED, S.NOT_RECOMMENDED, S.SUBMITTED, S.IN_WORKING_GROUP,
    S.RETURNED, S.RECOMMENDED, S.ON_AGENDA, S.DEFERRED, *APPROVED.values(),
)  # fmt: skip
# By the idea's state: what the case below has come to, and what the idea then comes to.
AFTER_APPLICATION: dict[str, dict[str, S]] = {
    S.IN_APPLICATION: {
        "awarded": S.IN_EXECUTION, "rejected": S.PARKED, "withdrawn": S.PARKED, "expired": S.PARKED,
    },
    **{state: {"submitted": S.IN_APPLICATION} for state in LEFT_BEHIND},  # its rejection was annulled
}  # fmt: skip
RESTORED = ("sent", "final", "running", "suspended", "completed")  # states of an award
AFTER_AWARD: dict[str, dict[str, S]] = {
    S.IN_EXECUTION: {
        "closed": S.COMPLETED, "declined": S.PARKED, "lapsed": S.PARKED, "annulled": S.PARKED, "revoked": S.PARKED,
        "recalled": S.IN_APPLICATION,
    },
    **{state: dict.fromkeys(RESTORED, S.IN_EXECUTION) for state in (S.IN_APPLICATION, *LEFT_BEHIND)},
}  # fmt: skip


def group_has_answered(case: Case, step: Step) -> None:
    """Or has the idea on its table again, since the vote it had answered by has fallen."""
    waits = case.state == S.IN_WORKING_GROUP
    results.child_has_come_to(step, "consultation", tuple(AFTER_GROUP) if waits else (Consulted.IN_WORKING_GROUP,))


def follow_group(case: Case, step: Step) -> str:
    """What the group says stands in the idea's history too, which its author and the body read."""
    found = step.below("consultation")
    consultation, follows = found.consultation, AFTER_GROUP.get(found.state, S.IN_WORKING_GROUP)
    step.record(consultation=found.pk)
    match follows:
        case S.RECOMMENDED:
            step.record(resolved_on=consultation.resolved_on)
            step.words["recommendation"] = consultation.answer
            _keep_recommendation(case, consultation.answer)
        case S.IN_WORKING_GROUP:
            _keep_recommendation(case, "")
        case S.SUBMITTED:
            take_from_group(case, step)
        case _:
            step.words["reason"] = consultation.answer
    return follows


def _keep_recommendation(case: Case, words: str) -> None:
    idea = case.idea
    idea.recommendation = words
    idea.save(update_fields=["recommendation"])


def body_has_answered(case: Case, step: Step) -> None:
    """What it was asked, or, while the project goes on, anew."""
    if case.state == S.ON_AGENDA:
        results.body_has_answered(case, step)
    else:
        anew.body_has_answered(case, step)


def follow_vote(case: Case, step: Step) -> str:
    if case.state != S.ON_AGENDA:
        return anew.note_answer(case, step)
    answer = results.decision_of(step).state
    match answer:
        case Decided.ADOPTED:
            return _take_over_resolution(case, step)
        case Decided.DEFERRED:
            _defer(case, step)
        case Decided.ABORTED:
            return _take_back(case)
    return UNAPPROVED[answer]


def _take_over_resolution(case: Case, step: Step) -> str:
    decision = results.decision_of(step).decision
    idea = case.idea
    idea.conditions = decision.conditions
    idea.save(update_fields=["conditions"])
    resolved_on = results.resolved_today(step)
    step.record(decision=decision.pk, content=decision.content_hash, resolved_on=resolved_on)
    return APPROVED[decision.proposal]


def _defer(case: Case, step: Step) -> None:
    """The office is reminded of the day the body named; the idea lapses only the programme's months after it."""
    results.note_deferral(case, step)
    due = on("deferred_until", "internal")(step.facts_for_timing())
    step.set_deadline(DEFERRAL, replace(due, inputs={**due.inputs, "remind": COORDINATION_OFFICE.key}))


def _take_back(case: Case) -> str:
    """Where no vote came about, the author who asked for it may ask again."""
    if case.events.filter(to_state=S.ON_AGENDA).latest("seq").from_state != S.NOT_RECOMMENDED:
        return S.RECOMMENDED
    idea = case.idea
    idea.asked_on = None
    idea.save(update_fields=["asked_on"])
    return S.NOT_RECOMMENDED


def follow_fall(case: Case, step: Step) -> str:
    """The question is open again, and what the resolution set is taken back; of what is being carried out, those who
    carry it out take note."""
    if case.state in Idea.CARRIED_OUT:
        return anew.note_fall(case, step)
    results.note_fall(case, step)
    idea = case.idea
    idea.conditions = ""
    idea.save(update_fields=["conditions"])
    return S.RECOMMENDED


def funding_has_moved(case: Case, step: Step) -> None:
    """The application or the award, to something the idea follows."""
    if _after_funding(case, step) is None:
        raise no_result_yet()


def follow_funding(case: Case, step: Step) -> str:
    """Whoever applies has a right to a decision, whatever has become of the idea since: it follows."""
    follows = _after_funding(case, step)
    step.close_deadlines(kind=DEFERRAL)
    if (award := step.below("award")) and award.state in RESTORED:
        for role in (COORDINATION_OFFICE, AUTHOR):
            step.tell("idea.taken_up_again", step.people(role))
    if case.state == S.IN_WORKING_GROUP:
        step.settle_below("consultation")
    return str(follows)


def _after_funding(case: Case, step: Step) -> str | None:
    for lifecycle, follows in (("application", AFTER_APPLICATION), ("award", AFTER_AWARD)):
        below = step.below(lifecycle)
        if below and (found := follows.get(case.state, {}).get(below.state)):
            return _unless_another_is_decided_on(case, step, found)
    return None


def _unless_another_is_decided_on(case: Case, step: Step, found: str) -> str | None:
    """Of two applications one may come to nothing while the other goes on."""
    if found != S.PARKED:
        return found
    here = {each.pk: each for each in step.work.chain if each.lifecycle == "application"}
    others = Case.objects.filter(parent_id=case.pk, lifecycle="application", finished=None).exclude(pk__in=here)
    if not others.exists() and all(each.finished for each in here.values()):
        return found
    return None if case.state == S.IN_APPLICATION else S.IN_APPLICATION
