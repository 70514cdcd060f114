"""What the moves of an approval do."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.decisions.review import resolved_on
from funding.documents.attaching import take
from funding.supervision.models import Answer
from funding.supervision.states import S
from workflows.effects import check_not_ahead
from workflows.inputs import Day, File, OneWord
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def enter(
    case: Case,
    step: Step,
    *,
    answer: Annotated[str, OneWord(tuple(Answer.values))],
    decided_on: Day,
    received_on: Day,
    file: File,
) -> None:
    """`file`: the letter. It is of the resolution or later, and came on its date or later."""
    supervision = case.supervision
    for field, day in (("decided_on", decided_on), ("received_on", received_on)):
        check_not_ahead(field, day, step)
    if decided_on < (resolved := resolved_on(case.parent.decision)):
        raise BadInput(
            "decided_on", _("The body resolved on %(day)s. Enter that day or a later one."), day=resolved.isoformat()
        )
    if received_on < decided_on:
        raise BadInput("received_on", _("A letter comes on its date or later."))
    document = take(case, step, file, kind="supervision")
    supervision.answer, supervision.decided_on, supervision.received_on = answer, decided_on, received_on
    supervision.document_id = document.pk
    supervision.save(update_fields=["answer", "decided_on", "received_on", "document"])


def confirm(case: Case, step: Step) -> str:
    """By a second person, who has compared the entry with the letter."""
    supervision = case.supervision
    step.record(effective_on=supervision.received_on, document=supervision.document_id)
    return S.EFFECTIVE if supervision.answer == Answer.GRANTED else S.REFUSED
