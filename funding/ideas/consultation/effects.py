"""What the moves of a consultation do."""

from workflows.effects import check_not_ahead
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.step import Step


def recommend(case: Case, step: Step, *, recommendation: Text, resolved_on: Day) -> None:
    check_not_ahead("resolved_on", resolved_on, step)
    consultation = case.consultation
    consultation.answer, consultation.resolved_on = recommendation, resolved_on
    consultation.save(update_fields=["answer", "resolved_on"])


def answer(case: Case, step: Step, *, reason: Text) -> None:
    consultation = case.consultation
    consultation.answer = reason
    consultation.save(update_fields=["answer"])
