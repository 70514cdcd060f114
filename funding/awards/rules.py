"""When an award may go on, and which report below moves it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.awards.states import S
from funding.changes.lifecycle import WITH_RECIPIENT
from funding.changes.notification.states import S as Told
from funding.changes.queries import change_of
from funding.changes.states import S as Changed
from funding.disbursements.states import S as Called
from funding.notices.queries import moved_notice, notice_below
from funding.notices.rules import made_by
from funding.notices.states import M as MoveOfNotice
from funding.notices.states import S as Notified
from funding.reclaims.models import Extent, Reclaim
from funding.reclaims.queries import reclaim_of
from funding.reclaims.states import S as Reclaimed
from funding.reports.models import Kind
from funding.reports.states import S as Reported
from workflows.models import Case
from workflows.refusals import Refused, four_eyes
from workflows.step import Step
from workflows.wording import worded

EFFECTIVE = (Reclaimed.RECLAIMED, Reclaimed.REVOKED, Reclaimed.ANNULLED)
UNDECIDED = (Notified.CONTESTED, Notified.INADMISSIBLE)
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
        raise Refused("no_result_yet", _("There is no result yet."))


def follows(case: Case, step: Step) -> S | None:
    """Where the award goes by what has just become of its notice."""
    notice = moved_notice(case, step)
    if notice is None or notice.state in (Notified.ANNULLED, Notified.MOOT):
        return None
    if notice.state == Notified.FINAL:
        return S.FINAL if case.state in (S.ISSUED, S.SENT) else None
    state = S.ISSUED if notice.state == Notified.ISSUED else S.SENT
    return None if case.state == state else state


def notice_was_annulled(case: Case, step: Step) -> None:
    notice = moved_notice(case, step)
    if notice is None or notice.state != Notified.ANNULLED:
        raise Refused("no_result_yet", _("There is no result yet."))


def has_not_annulled(case: Case, step: Step) -> None:
    """Who recorded the annulment of the notice does not demand the repayment."""
    notice = notice_below(case, step)
    if notice and step.actor in made_by(notice, MoveOfNotice.ANNUL):
        raise four_eyes()


def period_has_begun(case: Case, step: Step) -> None:
    if case.award.period_from > step.today:
        raise Refused(
            "not_begun", _("The funding period begins on %(day)s."), PERIOD, day=worded(case.award.period_from)
        )


def period_is_over(case: Case, step: Step) -> None:
    if case.award.period_to >= step.today:
        raise Refused("period_runs", _("The funding period ends on %(day)s."), PERIOD, day=worded(case.award.period_to))


def has_ended(case: Case, step: Step) -> None:
    if case.award.ended_on is None:
        raise Refused("goes_on", _("The project goes on."))


def _proof_is(step: Step, states: tuple[str, ...]) -> None:
    child = step.child
    if child is None or child.lifecycle != "report" or child.report.kind != Kind.PROOF or child.state not in states:
        raise Refused("no_result_yet", _("There is no result yet."))


def proof_was_submitted(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.SUBMITTED,))


def proof_was_returned(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.RETURNED,))


def proof_was_accepted(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.ACCEPTED, Reported.ACCEPTED_WITH_REDUCTION))


def change_was_approved(case: Case, step: Step) -> None:
    """By a change notice that has not taken effect yet."""
    child = step.child
    if child is None or child.lifecycle != "change" or child.state not in (Changed.APPROVED, Changed.PARTLY):
        raise Refused("no_result_yet", _("There is no result yet."))
    if change_of(child).award_version is not None:
        raise Refused("has_taken_effect", _("This change has taken effect already."))


def amendment_has_fallen(case: Case, step: Step) -> None:
    """The change notice was annulled, and what it made of the award has not been undone."""
    child = step.child
    if child is None or child.lifecycle != "change" or child.state != Changed.IN_REVIEW:
        raise Refused("no_result_yet", _("There is no result yet."))
    if not change_of(child).effect:
        raise Refused("has_no_effect", _("This change has no effect on the award."))


def first_draw_was_missed(case: Case, step: Step) -> None:
    child = step.child
    if child is None or child.lifecycle != "first_draw" or child.state != "missed":
        raise Refused("no_result_yet", _("There is no result yet."))


def rest_is_unpaid(case: Case, step: Step) -> None:
    if not case.award.to_pay:
        raise Refused("no_rest", _("Nothing of the grant is left to be paid."))
    if case.children.filter(lifecycle="disbursement", finished=None).exclude(state=Called.PAID).exists():
        raise Refused("draw_is_open", _("A request for payment is open. Withdraw it first."))


def no_remedy_is_open(case: Case, step: Step) -> None:
    """Suspended or contested: where a revocation has fallen meanwhile, both."""
    notice = notice_below(case, step)
    if notice and notice.state == Notified.CONTESTED:
        raise Refused("is_contested", _("The notice is contested. Wait until that is decided."))


def nothing_is_overpaid(case: Case, step: Step) -> None:
    if overpaid := case.award.overpaid:
        raise Refused(
            "overpaid",
            _("After the remedy %(amount)s too much are paid. Hear the recipient on paying them back first."),
            _("§ 49a (1) VwVfG"),
            amount=worded(overpaid),
        )


def something_to_repay(case: Case, step: Step) -> None:
    if not case.award.to_repay:
        raise Refused("nothing_to_repay", _("Nothing is to be paid back."))


def nothing_is_held_under_reserve(case: Case, step: Step) -> None:
    """Paid on a revocation that is not final yet: what it takes decides what is left to repay."""
    if Reclaim.objects.filter(parent_id=case.pk, finished=None, followed__isnull=True, received__gt=0).exists():
        raise Refused(
            "paid_under_reserve",
            _("Money has been paid on a revocation that is not final yet. Wait until it is decided."),
        )


def is_second_person(case: Case, step: Step) -> None:
    """Who checked the proof of use neither demands money back nor closes the file."""
    if step.actor == case.award.checked_by_id:
        raise four_eyes()


def sums_are_even(case: Case, step: Step) -> None:
    award = case.award
    if award.to_pay:
        raise Refused("rest_unpaid", _("%(amount)s of the grant are still to be paid."), amount=worded(award.to_pay))
    if award.to_repay:
        raise Refused("not_paid_back", _("%(amount)s are still to be paid back."), amount=worded(award.to_repay))


def nothing_is_open(case: Case, step: Step) -> None:
    """What was paid is proven by the proof of use, confirmed or not; a report not open yet is no longer needed, nor is
    a change that nobody has signed for, or a notification nobody has sent; nothing lapses any more."""
    settled = (
        Q(lifecycle="disbursement", state=Called.PAID)
        | Q(lifecycle__in=("year_end", "first_draw"))
        | Q(lifecycle="report", state=Reported.SCHEDULED)
        | Q(lifecycle="change", state__in=WITH_RECIPIENT)
        | Q(lifecycle="notification", state=Told.DRAFT)
        | Q(lifecycle="forwarding", state="drafted")
    )
    below = Q(lifecycle="notice", state__in=UNDECIDED) | Q(lifecycle__in=("late_use", "collection"), finished=None)
    undecided = Case.objects.filter(below, ancestors__contains=[case.pk])
    if case.children.filter(finished=None).exclude(settled).exists() or undecided.exists():
        raise Refused(
            "still_open",
            _("A request for payment, a report, a change request or a notification is still open. Finish it first."),
        )


def was_not_annulled(case: Case, step: Step) -> None:
    if day := case.award.annulled_on:
        raise Refused("annulled", _("The award was annulled on %(day)s: nothing is left to revoke."), day=worded(day))


def no_reclaim_is_open(case: Case, step: Step) -> None:
    below = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[case.pk])
    if below.filter(finished=None).exists():
        raise Refused("reclaim_is_open", _("A revocation or reclaim is open already. Finish it first."))


def _reclaim_not_followed(step: Step) -> Reclaim:
    """The reclaim that has become final, or fallen, and by which the award still stands as before."""
    child = step.child
    if child is None or child.lifecycle != "reclaim" or child.state not in EFFECTIVE:
        raise Refused("no_result_yet", _("There is no result yet."))
    reclaim = reclaim_of(child)
    fell_before = reclaim.annulled_on and reclaim.followed is None
    if fell_before or reclaim.takes == reclaim.followed:
        raise Refused("no_result_yet", _("There is no result yet."))
    return reclaim


def was_revoked_in_full(case: Case, step: Step) -> None:
    reclaim = _reclaim_not_followed(step)
    if reclaim.extent != Extent.FULL or reclaim.annulled_on or case.award.revoked_on:
        raise Refused("revoked_in_part", _("The award was revoked in part only."))


def was_revoked_in_part(case: Case, step: Step) -> None:
    """Or what was revoked in full has changed since."""
    reclaim = _reclaim_not_followed(step)
    still_revoked = case.award.revoked_on and not reclaim.annulled_on
    if reclaim.extent == Extent.FULL and not still_revoked:
        raise Refused("revoked_in_full", _("The award was revoked in full."))


def revocation_has_fallen(case: Case, step: Step) -> None:
    reclaim = _reclaim_not_followed(step)
    if reclaim.extent != Extent.FULL or not reclaim.annulled_on:
        raise Refused("revocation_stands", _("The revocation stands."))
