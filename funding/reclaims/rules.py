"""When a revocation may be signed and issued, and when what is reclaimed is settled. Each refuses with the reason."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext_lazy as _

from funding.disbursements.states import S as Drawn
from funding.reclaims.hearing import too_late
from funding.reclaims.models import Relief
from funding.reclaims.queries import most, reclaim_of
from funding.reclaims.states import M
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.wording import worded

# States of an award that has fallen otherwise, so that nothing is left to revoke.
FALLEN = ("annulled", "declined", "lapsed")
INTEREST = _("§ 49a (3) VwVfG")


def notice_is_complete(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 39 VwVfG, § 58 (2) VwGO)."""
    reclaim = reclaim_of(case)
    asked = ["drafted", "reasons", "remedy_type", "remedy_name", "remedy_street", "remedy_postcode", "remedy_town"]
    asked += ["pay_by"] if reclaim.reclaimed else []
    missing = [str(reclaim._meta.get_field(name).verbose_name) for name in asked if not getattr(reclaim, name)]
    if missing:
        raise incomplete(missing)


def day_to_pay_is_ahead(case: Case, step: Step) -> None:
    pay_by = reclaim_of(case).pay_by
    if pay_by and pay_by <= step.today:
        raise Refused("day_to_pay_has_passed", _("The day to pay, %(day)s, is not ahead."), day=worded(pay_by))


def day_to_pay_is_over(case: Case, step: Step) -> None:
    if (pay_by := reclaim_of(case).pay_by) >= step.today:
        raise Refused("not_yet_due", _("The money is due on %(day)s."), day=worded(pay_by))


def year_has_not_passed(case: Case, step: Step) -> None:
    until = reclaim_of(case).revocable_until
    if until and step.today > until:
        raise too_late(until)


def sum_is_covered(case: Case, step: Step) -> None:
    """Since the notice was drafted money may have come back or the award may have changed."""
    reclaim = reclaim_of(case)
    highest = most(reclaim.award, reclaim.ground, reclaim.reach, reclaim.extent)
    if reclaim.drafted is not None and reclaim.drafted > highest:
        raise Refused(
            "more_than_there_is", _("At most %(most)s can be revoked in this way."), INTEREST, most=worded(highest)
        )


def no_payment_is_ordered(case: Case, step: Step) -> None:
    """What the cash office still pays out would be missing from the sum."""
    if Case.objects.filter(parent_id=case.parent_id, lifecycle="disbursement", state=Drawn.ORDERED).exists():
        raise Refused(
            "payment_is_ordered", _("A payment has been ordered. Have it called back or its payment noted first.")
        )


def sum_is_paid_back(case: Case, step: Step) -> None:
    if left := reclaim_of(case).outstanding:
        raise Refused("sum_is_open", _("%(amount)s are still to be paid back."), INTEREST, amount=worded(left))


def interest_notice_was_annulled(case: Case, step: Step) -> None:
    notice = step.below("notice")
    if notice is None or notice.state != "annulled" or reclaim_of(case).interest is None:
        raise Refused("no_result_yet", _("There is no result yet."))


def interest_is_open(case: Case, step: Step) -> None:
    if reclaim_of(case).interest is not None:
        raise Refused("interest_is_set", _("The interest has been reckoned already."), INTEREST)


def was_paid_in_time(case: Case, step: Step) -> None:
    """§ 49a (3) sentence 2 VwVfG; that the recipient was not at fault, the reason says."""
    reclaim = reclaim_of(case)
    late = [paid["value_date"] for paid in reclaim.payments if paid["value_date"] > reclaim.pay_by.isoformat()]
    if late:
        raise Refused(
            "paid_late",
            _("Paid back after %(day)s, the day set. Only who pays in time can be spared the interest."),
            INTEREST,
            day=worded(reclaim.pay_by),
        )


def something_is_open(case: Case, step: Step) -> None:
    reclaim = reclaim_of(case)
    if not (reclaim.outstanding or reclaim.interest_outstanding):
        raise Refused("nothing_is_open", _("Nothing is left to be paid."))


@cache
def is_proposed(*kinds: str) -> Callable[[Case, Step], None]:
    def guard(case: Case, step: Step) -> None:
        proposed = case.events.filter(move=M.PROPOSE_RELIEF).latest("seq").facts["relief"]
        if proposed not in kinds:
            raise Refused("other_relief", _("Proposed is: %(relief)s."), relief=str(Relief(proposed).label))

    return guard


def award_has_fallen(case: Case, step: Step) -> None:
    """Not by this reclaim, and not closed: a closed award may still be revoked."""
    above = step.work.above(case)
    if reclaim_of(case).followed is not None:
        raise Refused("followed", _("The award has followed this reclaim; it goes on to its own end."))
    if above is None or not (above.state in FALLEN or above.award.annulled_on):
        raise Refused("parent_goes_on", _("The case this belongs to goes on."))
