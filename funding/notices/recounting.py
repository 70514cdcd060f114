"""What becomes known of a notice's service, whenever it does: its days are counted anew, also once it was final."""

from django.utils.translation import gettext_lazy as _

from funding.notices import serving
from funding.notices.columns import OBJECTION, notice_of
from funding.notices.rules import agrees_with_decision, case_above_can_follow, remedy_is_not_waived
from funding.notices.states import M, S
from funding.roles import APPROVER, CASE_WORKER
from workflows.inputs import Day, Flag
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def may_be_counted_anew(case: Case, step: Step) -> None:
    """Once its month has run, only what a remedy could still follow: nothing waived, nothing a court has decided,
    no letter on the objection on its way."""
    if case.state not in (S.FINAL, S.INADMISSIBLE):
        return
    remedy_is_not_waived(case, step)
    case_above_can_follow(case, step)
    agrees_with_decision()(case, step)
    if case.events.filter(move__in=(M.UPHOLD, M.FOLLOW), to_state=S.FINAL).exists() or _late_action_was_dismissed(case):
        raise Refused("court_has_decided", _("The service of the notice is settled: the remedy was decided on."))


def _late_action_was_dismissed(case: Case) -> bool:
    """By a court, which has looked at the service itself. What the authority dismissed it may look at again."""
    dismissed = case.events.filter(move=M.DISMISS_REMEDY).order_by("-seq").first()
    if dismissed is None:
        return False
    late = case.events.filter(move=M.RECORD_LATE_REMEDY, seq__lt=dismissed.seq).latest("seq")
    return bool(late.facts["remedy"] != OBJECTION)


def note_receipt(
    case: Case,
    step: Step,
    *,
    received_on: Day = None,
    retrieved_on: Day = None,
    disputed: Flag = False,
    without_instruction: Flag = False,
) -> str:
    """`without_instruction`: it turns out that the instruction on remedies was missing or wrong (§ 58 (2) VwGO)."""
    notice = notice_of(case)
    before = notice.served_on
    notice.instructed = notice.instructed and not without_instruction
    serving.note_receipt(case, step, received_on=received_on, retrieved_on=retrieved_on, disputed=disputed)
    if notice.served_on not in (None, before):
        _warn_of_a_late_service(case, step)
    if case.state not in (S.FINAL, S.INADMISSIBLE):
        return S.SENT
    if notice.served_on is None:
        return _nothing_was_served(case, step)
    due = serving.set_month(case, step)
    if case.state == S.FINAL:
        return S.NOTIFIED if due.on >= step.today else S.FINAL
    late = case.events.filter(move=M.RECORD_LATE_REMEDY).latest("seq")
    return S.CONTESTED if late.facts["received_on"] <= due.on.isoformat() else S.INADMISSIBLE


def _nothing_was_served(case: Case, step: Step) -> str:
    """So no month has run: what was contested too late is contested, and no receipt is waited for any more."""
    if case.state == S.FINAL:
        return S.SENT
    serving.stop_waiting(step)
    return S.CONTESTED


def _warn_of_a_late_service(case: Case, step: Step) -> None:
    """Where it is after the last day for a revocation, somebody has to decide what becomes of it."""
    notice = notice_of(case)
    if notice.serve_by and notice.served_on > notice.serve_by:
        people = {*step.people(CASE_WORKER), *step.people(APPROVER)}
        step.tell("notice.served_too_late", people, due_on=notice.serve_by.isoformat())
