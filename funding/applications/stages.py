"""How an application goes on from one case below it to the next: examination, committee, money, notice."""

from funding.applications.approval.states import S as Approval
from funding.applications.effects import hand_over
from funding.applications.ruling.opening import begin_notice, begin_rejection
from funding.applications.ruling.states import S as Ruled
from funding.applications.states import S
from funding.budgets.holding import release
from funding.decisions import results
from funding.notices.opening import open_notice
from funding.roles import APPLICANT
from workflows.models import Case
from workflows.step import Step


def follow_examination(case: Case, step: Step) -> None:
    step.open("approval", title=case.title)


def follow_vote(case: Case, step: Step) -> None:
    step.record(decision=results.decision_of(step).pk)
    step.settle_below("approval")


def follow_fall(case: Case, step: Step) -> None:
    """What the committee had approved is taken back; the case worker puts the application before it again."""
    results.note_fall(case, step)
    release(case.pk)
    step.settle_below("ruling")
    if case.application.approved.finished:
        step.open("approval", title=case.title)
    else:
        step.settle_below("approval")


def follow_approval(case: Case, step: Step) -> str:
    """The notice or the rejection is written now; or the application comes back, or has waited in vain."""
    below = step.below("approval")
    step.record(approval=below.pk)
    match below.state:
        case Approval.RETURNED:
            return S.RETURNED_FOR_REVISION
        case Approval.EXPIRED:
            return S.EXPIRED
        case Approval.COMMITTEE_REJECTED:
            begin_rejection(step, case.application)
        case Approval.DEFERRED:
            step.tell("application.deferred", step.people(APPLICANT))
        case _:
            begin_notice(step, case.application, below.approval.granted)
            if below.approval.resolved_on:
                step.tell("application.committee_approved", step.people(APPLICANT))
    return S.SUBMITTED


def prepare_rejection(case: Case, step: Step) -> None:
    begin_rejection(step, case.application)
    for lifecycle in RESTING:
        step.settle_below(lifecycle)


RESTING = ("examination", "approval")  # while a rejection is being written


def follow_ruling(case: Case, step: Step) -> str:
    """Awarded or rejected; after a rejection that was given up what rested goes on."""
    ruling = step.below("ruling")
    step.record(ruling=ruling.pk)
    if ruling.state == Ruled.ISSUED:
        return S.AWARDED
    if ruling.state == Ruled.REJECTED:
        release(case.pk)
        open_notice(step, case.application.authority, case.title)
        return S.REJECTED
    for lifecycle in RESTING:
        step.settle_below(lifecycle)
    return S.SUBMITTED


def decide_anew(case: Case, step: Step) -> None:
    """The rejection has fallen; the application is assessed again."""
    hand_over(case, step)
