"""The vote on a project that has become another one while its application was being written: a new decision, linked to
the one before, on the idea with the project as it is applied for now."""

from django.utils.translation import gettext_lazy as _

from funding.applications.carried import is_carried, resolved_project
from funding.applications.regional import HEARD_IN
from funding.applications.states import M as Applied
from funding.decisions import results
from funding.decisions.models import Decision
from funding.decisions.states import S as Decided
from funding.ideas.effects import put
from funding.ideas.states import M
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step

UNANSWERED = (Decided.PREPARED, Decided.RE_INVITED, Decided.OPEN, Decided.NOT_QUORATE, Decided.INVALID,
              Decided.BLOCKED, Decided.SUBJECT_TO_APPROVAL)  # fmt: skip


def resolution_no_longer_carries(case: Case, step: Step) -> None:
    """Changed since, out of date, or fallen; and no vote is under way."""
    application = _application(case)
    if application is None:
        raise Refused("no_application", _("Nothing is being applied for at present."))
    if Decision.objects.filter(parent_id=case.pk, state__in=UNANSWERED).exists():
        raise Refused("is_voted_on", _("The body is about to vote on it already."))
    if is_carried(application, step):
        raise Refused("resolution_carries", _("The resolution carries the application as it is. No new one is needed."))


def resolve(case: Case, step: Step) -> None:
    """On the proposal and with the conditions of the vote before."""
    application = _application(case)
    last = Decision.objects.filter(parent_id=case.pk, kind="idea").latest("pk")
    stands = application.application.resolution
    before = resolved_project(application, stands.case.decision.papers, stands.at) if stands else {}
    question = _("Shall “%(title)s” be pursued in its changed form?")
    papers = {"project": application.application.project(), "project_before": before}
    put(case, step, question, last.proposal, last.conditions, replaces=last, **papers)


def _application(case: Case) -> Case | None:
    open_below = Case.objects.filter(parent_id=case.pk, lifecycle="application", finished=None)
    return open_below.select_related("application").order_by("-pk").first()


def body_has_answered(case: Case, step: Step) -> None:
    """Just now, and this has not been noted yet."""
    results.body_has_answered(case, step)
    answer = results.decision_of(step)
    moved = [each for each in step.work.events if each.case_id == answer.pk and each.from_state != each.to_state]
    noted = any(each.case_id == case.pk and each.move == M.FOLLOW_VOTE for each in step.work.events)
    if noted or not moved:
        raise no_result_yet()


def note_answer(case: Case, step: Step) -> str:
    answer = results.decision_of(step)
    decision = answer.decision
    step.record(decision=decision.pk, answer=answer.state, content=decision.content_hash)
    if answer.state == Decided.ADOPTED:
        case.idea.conditions = decision.conditions
        case.idea.save(update_fields=["conditions"])
    _tell_applications(case, step)
    return case.state


def note_fall(case: Case, step: Step) -> str:
    _tell_applications(case, step)
    return results.note_fall(case, step)


def _tell_applications(case: Case, step: Step) -> None:
    """Those the authority has, or has awarded, note it in their own files."""
    for application in step.work.all_below(case, "application"):
        if application.state in HEARD_IN and not application.erased_on:
            step.work.make(application, Applied.TAKE_NOTE, None, {})
