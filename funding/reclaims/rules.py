"""When a revocation may be signed and issued, and when it follows its notice. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from funding.reclaims.grounds import ANNULLED
from funding.reclaims.hearing import PERIOD, too_late
from funding.reclaims.models import Reach
from funding.reclaims.queries import most, reclaim_of
from funding.reclaims.states import S
from workflows.models import Case
from workflows.refusals import Refused, incomplete, no_result_yet
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


def year_has_not_passed(case: Case, step: Step) -> None:
    until = reclaim_of(case).revocable_until
    if until and step.today > until:
        raise too_late(until)


def sum_is_covered(case: Case, step: Step) -> None:
    """Since the notice was drafted money may have come back or the award may have changed."""
    reclaim = reclaim_of(case)
    highest = most(reclaim.award, reclaim.ground, reclaim.reach, reclaim.extent, settles=reclaim.settles)
    if reclaim.drafted is not None and reclaim.drafted > highest:
        raise Refused(
            "more_than_there_is", _("At most %(most)s can be revoked in this way."), INTEREST, most=worded(highest)
        )


def award_has_fallen(case: Case, step: Step) -> None:
    """Not by this reclaim, and not closed: a closed award may still be revoked. What was paid on an award that was
    annulled is asked back all the same."""
    above, reclaim = step.work.above(case), reclaim_of(case)
    if reclaim.followed is not None or reclaim.ground == ANNULLED:
        raise Refused("followed", _("The award has followed this reclaim; it goes on to its own end."))
    if above is None or not (above.state in FALLEN or above.award.annulled_on):
        raise Refused("parent_goes_on", _("The case this belongs to goes on."))


def service_ends_the_year(case: Case, step: Step) -> None:
    notice = moved_notice(case, step)
    counted = [row for row in step.look.deadlines if row.kind == PERIOD and row.closed_at is None]
    if notice is None or notice.state != Notice.NOTIFIED or not counted:
        raise no_result_yet()


def notice_has_turned(case: Case, step: Step) -> None:
    if follows(case, step) is None:
        raise no_result_yet()


def follows(case: Case, step: Step) -> S | None:
    """What becomes of the reclaim by what has just become of its notice, or by its being taken back."""
    reclaim, notice = reclaim_of(case), moved_notice(case, step)
    if reclaim.annulled_on or (notice and notice.state == Notice.ANNULLED):
        return S.ANNULLED
    if notice and notice.state == Notice.FINAL and case.state == S.ISSUED:
        return S.REVOKED if reclaim.reach == Reach.EX_NUNC else S.RECLAIMED
    if notice and notice.state == Notice.CONTESTED and case.state != S.ISSUED:
        return S.ISSUED
    return None
