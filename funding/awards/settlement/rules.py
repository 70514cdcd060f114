"""When a settlement may go on, and where it stands by what has become of the award. Each refuses with the reason."""

from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.awards.settlement.queries import awaits_reclaim, award_of, proposal_to_spare
from funding.awards.settlement.states import S
from funding.changes.lifecycle import WITH_RECIPIENT
from funding.changes.notification.states import S as Told
from funding.disbursements.states import S as Called
from funding.notices.queries import notice_below
from funding.notices.rules import UNDECIDED, made_by
from funding.notices.states import M as MoveOfNotice
from funding.reports.models import Kind
from funding.reports.states import S as Reported
from workflows.models import Case
from workflows.refusals import Refused, four_eyes, no_result_yet
from workflows.step import Step
from workflows.wording import worded

PROVING = (S.PROOF_DUE, S.PROOF_SUBMITTED)


def stands(case: Case, step: Step) -> str:
    """Where the settlement stands by the sums and days of its award. A proposal to do without the repayment falls where
    another sum is to be paid back, or for another reason."""
    place = _place_by_the_award(case, step)
    if case.state != S.SPARE_PROPOSED:
        return place
    waits = place == proposal_to_spare(case, step).from_state and _is_as_proposed(case, step)
    return S.SPARE_PROPOSED if waits else place


def _is_as_proposed(case: Case, step: Step) -> bool:
    return Decimal(proposal_to_spare(case, step).facts["amount"]) == award_of(case, step).to_repay


def _place_by_the_award(case: Case, step: Step) -> str:
    """What was paid on a fallen one is to be paid back; what the proof of use has left is paid, or paid back, before
    the file is closed."""
    award = award_of(case, step)
    if award.ended_on is None and not award.annulled_on:
        return S.DROPPED
    if case.state not in PROVING and awaits_reclaim(case, step):
        return S.REPAYMENT_DUE
    if award.annulled_on or (award.entitled is None and award.final_amount is not None):
        return S.FALLEN if award.to_repay else S.ENDED
    if award.final_amount is None:
        return case.state if case.state in PROVING else S.ENDED
    if award.left_over:
        return S.PROOF_CHECKED
    if award.revoked_on:
        return S.ENDED
    return S.CLOSED if case.state == S.CLOSED else S.PROOF_CHECKED


def award_has_turned(case: Case, step: Step) -> None:
    if stands(case, step) == case.state:
        raise no_result_yet()


def _proof_is(step: Step, states: tuple[str, ...]) -> None:
    child = step.child
    if child is None or child.lifecycle != "report" or child.report.kind != Kind.PROOF or child.state not in states:
        raise no_result_yet()


def proof_was_submitted(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.SUBMITTED,))


def proof_was_returned(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.RETURNED,))


def proof_was_accepted(case: Case, step: Step) -> None:
    _proof_is(step, (Reported.ACCEPTED, Reported.ACCEPTED_WITH_REDUCTION))


def is_second_person(case: Case, step: Step) -> None:
    """Who checked the proof of use neither demands money back, nor leaves it, nor closes the file."""
    if step.actor == award_of(case, step).checked_by_id:
        raise four_eyes()


def has_not_annulled(case: Case, step: Step) -> None:
    """Nor who recorded the annulment of the notice."""
    notice = notice_below(step.work.parent_of(case), step)
    if notice and step.actor in made_by(notice, MoveOfNotice.ANNUL):
        raise four_eyes()


def something_to_repay(case: Case, step: Step) -> None:
    if not award_of(case, step).to_repay:
        raise Refused("nothing_to_repay", _("Nothing is to be paid back."))


def sum_is_as_proposed(case: Case, step: Step) -> None:
    if not _is_as_proposed(case, step):
        raise Refused("other_sum", _("Another sum is to be paid back by now. Drop the proposal."))


def no_revocation_is_undecided(case: Case, step: Step) -> None:
    """What it takes decides what is left to repay."""
    if Case.objects.filter(parent_id=case.parent_id, lifecycle="reclaim", finished=None).exists():
        raise Refused("reclaim_is_open", _("A revocation or reclaim is open already. Finish it first."))


def rest_is_unpaid(case: Case, step: Step) -> None:
    if not award_of(case, step).to_pay:
        raise Refused("no_rest", _("Nothing of the grant is left to be paid."))
    draws = Case.objects.filter(parent_id=case.parent_id, lifecycle="disbursement", finished=None)
    if draws.exclude(state=Called.PAID).exists():
        raise Refused("draw_is_open", _("A request for payment is open. Withdraw it first."))


def sums_are_even(case: Case, step: Step) -> None:
    award = award_of(case, step)
    if award.to_pay:
        raise Refused("rest_unpaid", _("%(amount)s of the grant are still to be paid."), amount=worded(award.to_pay))
    if award.to_repay:
        raise Refused("not_paid_back", _("%(amount)s are still to be paid back."), amount=worded(award.to_repay))


def nothing_is_open(case: Case, step: Step) -> None:
    check_nothing_is_open(case.parent_id)


def check_nothing_is_open(award: int | None) -> None:
    """What was paid is proven by the proof of use, confirmed or not; a report not open yet is no longer needed, nor is
    a change that nobody has signed for, a notification nobody has sent, or a commitment of which nothing was told;
    nothing lapses any more."""
    settled = (
        Q(lifecycle="disbursement", state=Called.PAID)
        | Q(lifecycle__in=("year_end", "first_draw", "settlement"))
        | Q(lifecycle="report", state=Reported.SCHEDULED)
        | Q(lifecycle="change", state__in=WITH_RECIPIENT)
        | Q(lifecycle="notification", state=Told.DRAFT)
        | Q(lifecycle="forwarding", state="drafted")
        | Q(lifecycle="commitment", state__in=("promised", "missed"))
    )
    beside = Case.objects.filter(parent_id=award, finished=None)
    below = Q(lifecycle="notice", state__in=UNDECIDED) | Q(lifecycle__in=("late_use", "collection"), finished=None)
    undecided = Case.objects.filter(below, ancestors__contains=[award])
    if beside.exclude(settled).exists() or undecided.exists():
        raise Refused(
            "still_open",
            _("A request for payment, a report, a change request or a notification is still open. Finish it first."),
        )
