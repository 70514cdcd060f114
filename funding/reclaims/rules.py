"""When a revocation may be signed and issued, and when it follows its notice. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from funding.reclaims.grounds import ANNULLED
from funding.reclaims.hearing import PERIOD
from funding.reclaims.models import Reach
from funding.reclaims.queries import reclaim_of
from funding.reclaims.ruling.opening import is_signed
from funding.reclaims.states import S
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step

# States of an award that has fallen otherwise, so that nothing is left to revoke.
FALLEN = ("annulled", "declined", "lapsed")
FINAL = (S.RECLAIMED, S.REVOKED)
NOT_FINAL = (Notice.SENT, Notice.NOTIFIED, Notice.CONTESTED)


def nothing_is_signed(case: Case, step: Step) -> None:
    if is_signed(case):
        raise Refused("is_signed", _("The notice is signed. Return it for correction first."))


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
    if notice and notice.state == Notice.SENT and case.state == S.IN_PREPARATION:
        return S.ISSUED
    if notice and notice.state == Notice.MOOT and case.state == S.ISSUED:
        return S.IN_PREPARATION
    if notice and notice.state == Notice.FINAL and case.state == S.ISSUED:
        return S.REVOKED if reclaim.reach == Reach.EX_NUNC else S.RECLAIMED
    if notice and notice.state in NOT_FINAL and case.state in FINAL:
        return S.ISSUED
    return None
