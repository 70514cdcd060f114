"""When the notice of a revocation may be signed, issued and called back. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.notices.queries import notice_below
from funding.notices.rules import check_nothing_is_ordered, notice_was_sent
from funding.notices.states import S as Notice
from funding.reclaims.hearing import too_late
from funding.reclaims.queries import collected, most
from funding.reclaims.ruling.states import S
from funding.reclaims.states import S as Reclaimed
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.wording import worded

INTEREST = _("§ 49a (3) VwVfG")


def notice_is_complete(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 39 VwVfG, § 58 (2) VwGO)."""
    reclaim = collected(case, step)
    asked = ["drafted", "reasons", "remedy_type", "remedy_name", "remedy_street", "remedy_postcode", "remedy_town"]
    asked += ["pay_by"] if reclaim.reclaimed else []
    missing = [str(reclaim._meta.get_field(name).verbose_name) for name in asked if not getattr(reclaim, name)]
    if missing:
        raise incomplete(missing)


def day_to_pay_is_ahead(case: Case, step: Step) -> None:
    pay_by = collected(case, step).pay_by
    if pay_by and pay_by <= step.today:
        raise Refused("day_to_pay_has_passed", _("The day to pay, %(day)s, is not ahead."), day=worded(pay_by))


def year_has_not_passed(case: Case, step: Step) -> None:
    until = collected(case, step).revocable_until
    if until and step.today > until:
        raise too_late(until)


def sum_is_covered(case: Case, step: Step) -> None:
    """Since the notice was drafted money may have come back or the award may have changed."""
    reclaim = collected(case, step)
    highest = most(reclaim.award, reclaim.ground, reclaim.reach, reclaim.extent, settles=reclaim.settles)
    if reclaim.drafted is not None and reclaim.drafted > highest:
        raise Refused(
            "more_than_there_is", _("At most %(most)s can be revoked in this way."), INTEREST, most=worded(highest)
        )


def no_payment_is_ordered(case: Case, step: Step) -> None:
    """What the cash office still pays out would be missing from what is asked back."""
    check_nothing_is_ordered(collected(case, step).parent_id)


def notice_was_not_sent(case: Case, step: Step) -> None:
    """One signed by one person is still the authority's own; one that two have issued stays so until it is sent, and
    is so again where it came back unserved."""
    if case.state != S.ISSUED:
        return
    notice = notice_below(step.work.parent_of(case), step)
    if notice is None or notice.state != Notice.ISSUED:
        raise notice_was_sent()


def ground_is_gone(case: Case, step: Step) -> None:
    """The recipient is heard anew, or the reclaim has ended."""
    above = step.work.above(case)
    if above is None or not (above.finished or above.state == Reclaimed.HEARING):
        raise Refused("parent_goes_on", _("The case this belongs to goes on."))
