"""How an application goes on from one case below it to the next: examination, committee, money, notice."""

from collections.abc import Callable

from funding.applications import regional, rules
from funding.applications.approval.states import S as Approval
from funding.applications.effects import drop_unsent, hand_over, until_revised
from funding.applications.ruling.opening import begin_notice, begin_rejection
from funding.applications.states import Followed, M, Noted, S
from funding.budgets.holding import release
from funding.decisions import results
from funding.decisions.states import S as Decided
from funding.roles import APPLICANT, APPROVER, CASE_WORKER
from workflows.inputs import Text
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step


def something_has_happened(case: Case, step: Step) -> None:
    """One of the cases below has come to where the application follows it; or Refused."""
    _first(FOLLOWED, case, step)


def follow(case: Case, step: Step) -> str:
    followed = _first(FOLLOWED, case, step)
    step.record(followed=followed)
    return str(FOLLOWED[followed][1](case, step))


def there_is_something_to_note(case: Case, step: Step) -> None:
    _first(NOTED, case, step)


def take_note(case: Case, step: Step) -> str:
    noted = _first(NOTED, case, step)
    step.record(noted=noted)
    return str(NOTED[noted][1](case, step))


def _first(known: "Known", case: Case, step: Step) -> str:
    """What of it has just happened, the first that can be followed; or Refused."""
    for name, (guard, _does) in known.items():
        try:
            guard(case, step)
        except Refused:
            continue
        return name
    raise no_result_yet()


def note_fall(case: Case, step: Step) -> str:
    _tell_authority(case, step, told="application.resolution_fell")
    return results.note_fall(case, step)


def note_regional_fall(case: Case, step: Step) -> str:
    _tell_authority(case, step, told="application.regional_fall")
    return regional.note_answer(case, step)


def note_regional_vote(case: Case, step: Step) -> str:
    _tell_authority(case, step, told="application.regional_vote")
    return regional.note_answer(case, step)


def _tell_authority(case: Case, step: Step, *, told: str) -> None:
    for role in (CASE_WORKER, APPROVER):
        step.tell(told, step.people(role), state=str(case.state))


def follow_examination(case: Case, step: Step) -> str:
    step.open("approval", title=case.title)
    return S.SUBMITTED


def follow_vote(case: Case, step: Step) -> str:
    """Whichever way it went, the applicant reads the same words: what is decided the notice says."""
    vote = results.decision_of(step)
    step.record(decision=vote.pk)
    step.settle_below("approval")
    if vote.state in (Decided.ADOPTED, Decided.REJECTED):
        step.tell("application.dealt_with", step.people(APPLICANT))
    return S.SUBMITTED


def follow_fall(case: Case, step: Step) -> str:
    """What the committee had approved is taken back; the case worker puts the application before it again."""
    results.note_fall(case, step)
    release(case.pk)
    drop_unsent(case, step)
    step.settle_below("ruling")
    if case.application.approved.finished:
        step.open("approval", title=case.title)
    else:
        step.settle_below("approval")
    step.tell("application.resolution_fell", step.people(CASE_WORKER), state=str(Approval.READY))
    return S.SUBMITTED


def follow_approval(case: Case, step: Step) -> str:
    """The notice is written now; or the rejection, also where money was waited for in vain (§ 9 VwVfG); or the
    application comes back."""
    below = step.below("approval")
    step.record(approval=below.pk)
    match below.state:
        case Approval.RETURNED:
            return _return(case, step)
        case Approval.COMMITTEE_REJECTED | Approval.EXPIRED:
            begin_rejection(step, case.application)
        case Approval.DEFERRED:
            step.tell("application.deferred", step.people(APPLICANT))
        case _:
            begin_notice(step, case.application, below.approval.granted)
    return S.SUBMITTED


def _return(case: Case, step: Step) -> str:
    """What is handed in next is another version, on which the region's people may work at once."""
    application = case.application
    application.version += 1
    application.save(update_fields=["version"])
    due = until_revised(case, step)
    step.record(version=application.version, revise_by=due.on, revise_by_steps=due.steps)
    return S.RETURNED_FOR_REVISION


def prepare_rejection(case: Case, step: Step) -> None:
    begin_rejection(step, case.application)


def follow_ruling(case: Case, step: Step) -> str:
    """The rejection was given up: it goes on where it stood, or before the committee again whose resolution has fallen
    meanwhile."""
    step.record(ruling=step.below("ruling").pk)
    if rules.waits_for_nobody(case):
        step.open("approval", title=case.title)
    return _back_to_revision(case, step) or S.SUBMITTED


def _back_to_revision(case: Case, step: Step) -> str | None:
    """Where a revision was waited for in vain, it is waited for again."""
    begun = case.events.filter(move=M.PREPARE_REJECTION).order_by("-seq").first()
    if begun is None or begun.from_state == S.SUBMITTED:
        return None
    due = until_revised(case, step)
    step.record(revise_by=due.on, revise_by_steps=due.steps)
    return S.RETURNED_FOR_REVISION


def follow_notice(case: Case, step: Step) -> str:
    """It was sent: the applicant reads it, and only now the application is decided."""
    step.record(notice=step.child.pk)
    if step.child.lifecycle == "award":
        return S.AWARDED
    release(case.pk)
    application = case.application
    approved = application.approved
    waited_in_vain = approved and approved.state == Approval.EXPIRED and approved.pk > application.examined.pk
    return S.EXPIRED if waited_in_vain else S.REJECTED


def decide_anew(case: Case, step: Step) -> str:
    """The rejection has fallen: the application is assessed again. Or the award was called back: its notice is written
    anew, unless the committee's resolution has fallen meanwhile. Without a child it is the ruling that called its
    rejection back, and that goes on."""
    if step.child is None:
        return S.SUBMITTED
    if step.child.lifecycle != "award":
        hand_over(case, step)
    elif rules.resolution_stands(case):
        begin_notice(step, case.application, case.application.approved.granted)
    else:
        release(case.pk)
        step.open("approval", title=case.title)
    return S.SUBMITTED


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    release(case.pk)
    drop_unsent(case, step)


Known = dict[str, tuple[Callable[[Case, Step], None], Callable[[Case, Step], str]]]
FOLLOWED: Known = {
    Followed.EXAMINATION: (rules.is_examined, follow_examination),
    Followed.VOTE: (rules.committee_has_answered, follow_vote),
    Followed.FALL: (rules.resolution_on_this_assessment_has_fallen, follow_fall),
    Followed.APPROVAL: (rules.approval_has_ended, follow_approval),
    Followed.RULING: (rules.rejection_was_given_up, follow_ruling),
    Followed.NOTICE: (rules.notice_was_sent, follow_notice),
    Followed.RECALL: (rules.award_was_recalled, decide_anew),
}
NOTED: Known = {
    Noted.FALL: (rules.committees_resolution_has_fallen, note_fall),
    Noted.REGIONAL_FALL: (regional.resolution_has_fallen, note_regional_fall),
    Noted.REGIONAL_VOTE: (regional.body_has_answered, note_regional_vote),
}
