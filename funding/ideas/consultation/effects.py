"""What the moves of a consultation do."""

from django.utils.translation import gettext, override

from funding.bodies.appointments import staff
from funding.bodies.models import Body
from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.decisions.states import S as Decided
from funding.documents.correspondence import LANGUAGE
from funding.ideas.consultation.states import S
from funding.people.models import User
from funding.roles import CHAIR, CLERK, WORKING_GROUP_LEAD
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.step import Step
from workflows.survey import holders

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
    """`recommendation`: what the group would resolve. The lead opens and closes the vote, where the group has no office
    and no chair of its own."""
    consultation, idea = case.consultation, case.parent.idea
    consultation.answer = recommendation
    consultation.save(update_fields=["answer"])
    _let_the_lead_lead(step, consultation.group)
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


def _let_the_lead_lead(step: Step, group: Body) -> None:
    lead = step.desk(WORKING_GROUP_LEAD)
    for role in (CLERK, CHAIR):
        if any(desk.holders for desk in holders(step.today, role=role.key, place=str(group.place))):
            continue
        for person in [*lead.told] if lead else []:
            staff(role.key, group.place, User.objects.get(pk=person), step.today)


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
