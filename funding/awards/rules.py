"""When an award may go on, and which case below moves it."""

from django.utils.translation import gettext_lazy as _

from funding.awards.settlement.queries import settlement_below, settlement_of
from funding.awards.settlement.rules import stands
from funding.awards.settlement.states import S as Settled
from funding.awards.states import M, S
from funding.changes.queries import change_of, proof_was_submitted
from funding.changes.states import S as Changed
from funding.changes.succession.queries import newest_succession
from funding.changes.succession.states import S as Consent
from funding.disbursements.queries import lacks_funds, payments_are_stopped
from funding.notices.queries import moved_notice, notice_below
from funding.notices.rules import UNDECIDED
from funding.notices.states import S as Notified
from funding.reclaims.queries import reclaim_of
from funding.reclaims.states import S as Reclaimed
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step
from workflows.wording import worded

EFFECTIVE = (Reclaimed.RECLAIMED, Reclaimed.REVOKED, Reclaimed.ANNULLED)
WITH_ITS_NOTICE = (S.ISSUED, S.SENT, S.FINAL, S.RUNNING, S.SUSPENDED)
PERIOD = _("§ 31 (4) VwVfG")


def nothing_was_drawn(case: Case, step: Step) -> None:
    if case.award.paid:
        raise Refused("already_drawn", _("Money has been drawn already, so the award cannot be declined."))
    if case.children.filter(lifecycle="disbursement", finished=None).exists():
        raise Refused("draw_is_open", _("A request for payment is open. Withdraw it first."))


def notice_is_not_contested(case: Case, step: Step) -> None:
    """Nor too late."""
    notice = notice_below(case, step)
    if notice and notice.state in UNDECIDED:
        raise Refused("is_contested", _("The notice is contested. Wait until that is decided."))


def notice_has_turned(case: Case, step: Step) -> None:
    if follows(case, step) is None:
        raise no_result_yet()


def follows(case: Case, step: Step) -> S | None:
    """Where the award goes by what has just become of its notice: called back with it where the application was
    withdrawn before it was sent."""
    notice = moved_notice(case, step)
    if notice is not None and notice.state == Notified.ANNULLED:
        return S.ANNULLED
    if notice is None or case.state not in WITH_ITS_NOTICE:
        return None
    if notice.state == Notified.MOOT:
        return S.RECALLED if case.state == S.ISSUED else None
    if notice.state == Notified.FINAL:
        return S.FINAL if case.state in (S.ISSUED, S.SENT) else None
    state = S.ISSUED if notice.state == Notified.ISSUED else S.SENT
    return None if case.state == state else state


def period_has_begun(case: Case, step: Step) -> None:
    if case.award.period_from > step.today:
        raise Refused(
            "not_begun", _("The funding period begins on %(day)s."), PERIOD, day=worded(case.award.period_from)
        )


def project_has_begun(case: Case, step: Step) -> None:
    """Also where the notice was contested after the beginning: the award then waits as it did when it was sent."""
    if case.award.started_on is None:
        raise Refused("not_begun_yet", _("The project has not begun."))


def project_has_begun_or_money_is_out(case: Case, step: Step) -> None:
    if case.award.started_on is None and not case.award.paid:
        raise Refused("nothing_to_end", _("The project has not begun and nothing was paid. Decline the grant."))


def period_is_over(case: Case, step: Step) -> None:
    if case.award.period_to >= step.today:
        raise Refused("period_runs", _("The funding period ends on %(day)s."), PERIOD, day=worded(case.award.period_to))


def change_has_turned(case: Case, step: Step) -> None:
    """Its notice was issued and has not taken effect yet, or was annulled, and what it made of the award has not been
    undone."""
    child = step.child
    if child is None or child.lifecycle != "change" or not (takes_effect(child, step) or loses_effect(child)):
        raise no_result_yet()
    if takes_effect(child, step) and case.award.ended_on and proof_was_submitted(case.pk):
        raise Refused("award_is_settled", _("The award is being settled, so it is no longer changed."))


def takes_effect(case: Case, step: Step) -> bool:
    """Where another recipient is named, not before the day on which the award passes."""
    if case.state not in (Changed.APPROVED, Changed.PARTLY):
        return False
    change = change_of(case)
    if change.award_version is not None or change.new_recipient_id is None:
        return change.award_version is None
    consent = newest_succession(case, step)
    return consent is not None and consent.state == Consent.PASSED


def loses_effect(change: Case) -> bool:
    return change.state in (Changed.IN_REVIEW, Changed.MOOT) and bool(change_of(change).effect)


def first_draw_was_missed(case: Case, step: Step) -> None:
    child = step.child
    if child is None or child.lifecycle != "first_draw" or child.state != "missed":
        raise no_result_yet()


def no_remedy_is_open(case: Case, step: Step) -> None:
    """Suspended or contested: where a revocation has fallen meanwhile, both."""
    notice = notice_below(case, step)
    if case.state == S.SUSPENDED and notice and notice.state == Notified.CONTESTED:
        raise Refused("is_contested", _("The notice is contested. Wait until that is decided."))


def recall_is_proposed(case: Case, step: Step) -> None:
    """Since the notice was issued, or came back."""
    if not case.events.filter(move=M.PROPOSE_RECALL, seq__gt=case.since).exists():
        raise Refused("not_proposed", _("Nobody has proposed to call the notice back. It takes two persons."))


def payments_go_on(case: Case, step: Step) -> None:
    if case.state != S.RUNNING and payments_are_stopped(case):
        raise Refused("payments_stopped", _("Payments are stopped already."))


def payments_rest(case: Case, step: Step) -> None:
    """Also after a remedy that has left less than was paid, which stops them without a move of its own. Once the
    project has ended they rest only where the pots lack money for a restored award; else they wait for the proof."""
    stopped = lacks_funds if case.award.ended_on else payments_are_stopped
    if case.state != S.SUSPENDED and not stopped(case):
        raise Refused("payments_go_on", _("Payments are not stopped."))


def nothing_is_overpaid(case: Case, step: Step) -> None:
    if overpaid := case.award.overpaid:
        raise Refused(
            "overpaid",
            _("After the remedy %(amount)s too much are paid. Hear the recipient on paying them back first."),
            _("§ 49a (1) VwVfG"),
            amount=worded(overpaid),
        )


def no_reclaim_is_open(case: Case, step: Step) -> None:
    below = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[case.pk])
    if below.filter(finished=None).exists():
        raise Refused("reclaim_is_open", _("A revocation or reclaim is open already. Finish it first."))


def reclaim_has_turned(case: Case, step: Step) -> None:
    """It is final, has fallen, or takes more or less than the award has followed; or the settlement waits for it no
    longer."""
    child = step.child
    if child is None or child.lifecycle != "reclaim":
        raise no_result_yet()
    if not takes_something_else(child) and not _moves_the_settlement(case, step):
        raise no_result_yet()


def takes_something_else(child: Case) -> bool:
    """Than when the award followed it last."""
    reclaim = reclaim_of(child)
    fell_before = reclaim.annulled_on and reclaim.followed is None
    return child.state in EFFECTIVE and not fell_before and reclaim.takes != reclaim.followed


def _moves_the_settlement(case: Case, step: Step) -> bool:
    settlement = settlement_below(case, step)
    if settlement is None or settlement_of(settlement).demand_id != step.child.pk:
        return False
    return stands(settlement, step) != settlement.state


def is_settled(case: Case, step: Step) -> None:
    """Closed; or ended by itself, since the award was revoked in full and nothing is left to settle; or what came back
    was corrected, so it is to be settled anew."""
    child = step.child
    settled = child and child.lifecycle == "settlement" and _is_over(child, case)
    if not settled and not (child and child.lifecycle == "disbursement" and _is_settled_anew(case, step)):
        raise no_result_yet()


def _is_over(settlement: Case, case: Case) -> bool:
    ended = settlement.state == Settled.ENDED and case.award.revoked_on is not None
    return case.state in (S.COMPLETED, S.TERMINATED_EARLY) and (ended or settlement.state == Settled.CLOSED)


def _is_settled_anew(case: Case, step: Step) -> bool:
    settlement = settlement_below(case, step)
    if settlement is None or settlement.state == Settled.DROPPED:
        return case.award.to_repay > 0
    return stands(settlement, step) != settlement.state
