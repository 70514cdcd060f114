"""What the moves of a request for an early start do."""

from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from funding.applications.early_start.letters import file_decision
from funding.applications.early_start.models import Answer
from funding.applications.early_start.queries import early_start_of
from funding.applications.early_start.states import S
from funding.law.remedy import INSTRUCTION, RemedyGiven
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from workflows.inputs import Day, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, incomplete
from workflows.step import Step

AnyAnswer = Annotated[str, OneWord(tuple(Answer.values))]


def request(case: Case, step: Step, *, wanted_from: Day, justification: Text) -> None:
    if wanted_from < step.today:
        raise BadInput("wanted_from", _("An early start can only be permitted from today on."))
    asked = early_start_of(case)
    asked.wanted_from, asked.justification = wanted_from, justification
    asked.save(update_fields=["wanted_from", "justification"])


def sign(
    case: Case,
    step: Step,
    *,
    answer: AnyAnswer,
    granted_from: Day = None,
    reasons: Text,
    **remedy: Unpack[RemedyGiven],
) -> None:
    """A refusal burdens the applicant, so it instructs on remedies, filled in by the law or by a person."""
    request = early_start_of(case)
    if (answer == Answer.GRANT) != (granted_from is not None):
        raise BadInput("granted_from", _("A permission names the first day, a refusal none."))
    if granted_from and granted_from < step.today:
        raise BadInput("granted_from", _("A permission works from today on, never back."))
    request.answer, request.granted_from, request.reasons = answer, granted_from, reasons
    fill_in_remedy(request, request.application.authority, step, **remedy)
    missing = [str(request._meta.get_field(name).verbose_name) for name in INSTRUCTION if not getattr(request, name)]
    if answer == Answer.REFUSE and missing:
        raise incomplete(missing)
    request.save(update_fields=["answer", "granted_from", "reasons", *INSTRUCTION])


def issue(case: Case, step: Step) -> str:
    """The second signature, with the letter on file."""
    request = early_start_of(case)
    letter = file_decision(request, step)
    step.record(answer=request.answer, granted_from=request.granted_from, document=letter.pk, sha256=letter.content_id)
    if request.answer == Answer.GRANT:
        return S.GRANTED
    open_notice(step, request.application.authority, case.title)
    return S.REFUSED
