"""What is done for an expert's vote."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.applications.expertise.models import Recommendation
from funding.applications.expertise.reading import give_papers
from funding.applications.expertise.states import S
from funding.applications.following import application_of
from workflows import dates
from workflows.effects import check_ahead
from workflows.inputs import Day, Flag, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

RecommendationWord = Annotated[str, OneWord(tuple(Recommendation.values))]


def declare(case: Case, step: Step, *, no_conflict: Flag, interest: Text = "") -> str:
    """Without a conflict of interest the papers are there to read; with one somebody else decides first."""
    if not no_conflict and not interest:
        raise BadInput("interest", _("Write what connects you with the project or with those who take part in it."))
    if no_conflict and interest:
        raise BadInput("no_conflict", _("Either there is no conflict of interest, or you disclose one."))
    if no_conflict:
        give_papers(case, step, application_of(case, step).application)
        return S.ACCEPTED
    case.expertise.interest = interest
    case.expertise.save(update_fields=["interest"])
    return S.DISCLOSED


def admit(case: Case, step: Step, *, reason: Text) -> None:
    give_papers(case, step, application_of(case, step).application)


def extend(case: Case, step: Step, *, until: Day, reason: Text = "") -> None:
    check_ahead("until", until, step)
    dates.extend(step, S.ACCEPTED, until=until)
    case.expertise.until = until
    case.expertise.save(update_fields=["until"])


def hand_in(
    case: Case,
    step: Step,
    *,
    recommendation: RecommendationWord,
    reasons: Text,
    conditions: Text = "",
    signed: Flag,
) -> None:
    """`signed`: in their own name, on what was read here; the event holds its fingerprint."""
    if not signed:
        raise BadInput("signed", _("Confirm that this is your own vote on the papers you have read here."))
    if bool(conditions) != (recommendation == Recommendation.SUPPORT_WITH_CONDITIONS):
        raise BadInput("conditions", _("Conditions belong to “support it with conditions”, and only to that."))
    vote = case.expertise
    vote.recommendation, vote.conditions, vote.reasons = recommendation, conditions, reasons
    vote.handed_in_on = step.today
    vote.save(update_fields=["recommendation", "conditions", "reasons", "handed_in_on"])
    step.record(content=vote.content_hash)
