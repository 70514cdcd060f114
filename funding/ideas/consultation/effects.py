"""What the moves of a consultation do."""

from django.utils.translation import gettext, override

from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.decisions.states import S as Decided
from funding.documents.correspondence import LANGUAGE
from funding.ideas.consultation.models import Consultation
from funding.ideas.consultation.states import S
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.step import Step

ANSWER = {Decided.ADOPTED: S.RECOMMENDED, Decided.REJECTED: S.NOT_RECOMMENDED}


def recommend(case: Case, step: Step, *, recommendation: Text, resolved_on: Day) -> None:
    check_not_ahead("resolved_on", resolved_on, step)
    consultation = case.consultation
    consultation.answer, consultation.resolved_on = recommendation, resolved_on
    consultation.save(update_fields=["answer", "resolved_on"])


def answer(case: Case, step: Step, *, reason: Text) -> None:
    consultation = case.consultation
    consultation.answer = reason
    consultation.save(update_fields=["answer"])


def put_to_vote(case: Case, step: Step, *, recommendation: Text) -> None:
    """`recommendation`: what the group would resolve. Its office and its chair open and close the vote."""
    consultation, idea = case.consultation, case.parent.idea
    consultation.answer = recommendation
    consultation.save(update_fields=["answer"])
    with override(LANGUAGE):
        question = gettext("Shall the working group recommend the idea: %(title)s?") % {"title": case.title}
    papers = {
        **{name: getattr(idea, name) for name in ("summary", "need", "target_group")},
        "title": case.title,
        "recommendation": recommendation,
    }
    put_to_body(
        step, consultation.group, kind="recommendation", question=question, proposal=Proposal.APPROVE, papers=papers
    )


def follow_vote(case: Case, step: Step) -> str:
    """Deferred, returned or without a result, the group goes on with it."""
    decision = results.decision_of(step)
    follows = ANSWER.get(Decided(decision.state), S.IN_WORKING_GROUP)
    step.record(decision=decision.pk, answer=decision.state)
    consultation = case.consultation
    if follows == S.RECOMMENDED:
        consultation.resolved_on = results.resolved_today(step)
        step.record(resolved_on=consultation.resolved_on)
    if follows == S.NOT_RECOMMENDED:
        with override(LANGUAGE):
            consultation.answer = gettext("The working group has voted on it and does not recommend it.")
    consultation.save(update_fields=["answer", "resolved_on"])
    return follows


def follow_fall(case: Case, step: Step) -> str:
    """Back on the group's table while the idea waits with its answer. What has gone on is the office's to judge."""
    results.note_fall(case, step)
    newest = Consultation.objects.filter(parent_id=case.parent_id).latest("pk")
    if (newest.pk, case.parent.state) != (case.pk, case.state):
        return case.state
    consultation = case.consultation
    consultation.answer, consultation.resolved_on = "", None
    consultation.save(update_fields=["answer", "resolved_on"])
    return S.IN_WORKING_GROUP
