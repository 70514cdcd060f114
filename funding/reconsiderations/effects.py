"""What the moves of a motion to reconsider do."""

from django.utils.translation import gettext, override

from funding.decisions.models import RECONSIDERATION
from funding.decisions.opening import put_again
from funding.documents.correspondence import LANGUAGE
from workflows.models import Case
from workflows.step import Step


def put_to_vote(case: Case, step: Step) -> None:
    decision = case.parent.decision
    with override(LANGUAGE):
        question = gettext("Shall the resolution be lifted and decided anew: %(question)s")
        question %= {"question": decision.question}
    put_again(step, decision, kind=RECONSIDERATION, question=question)
