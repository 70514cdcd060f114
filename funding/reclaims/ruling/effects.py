"""What the moves of the ruling on a revocation do: the notice is written, signed by one and issued by another."""

from typing import Unpack

from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION, RemedyGiven
from funding.notices.deciding import fall_with
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from funding.notices.states import S as Notice
from funding.reclaims import letters
from funding.reclaims.collection.opening import open_collection
from funding.reclaims.queries import collected
from funding.reclaims.ruling.states import M
from workflows.effects import check_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def draft(
    case: Case,
    step: Step,
    *,
    drafted: Money = None,
    pay_by: Day = None,
    reasons: Text,
    **remedy: Unpack[RemedyGiven],
) -> None:
    """What is left out stays as it is. More than the recipient was heard on takes a new hearing."""
    reclaim = collected(case, step)
    if pay_by:
        check_ahead("pay_by", pay_by, step)
    drafted = drafted or reclaim.drafted or reclaim.amount
    if drafted > reclaim.amount:
        raise BadInput(
            "drafted",
            _("The recipient was heard on %(amount)s. For more, hear them anew."),
            amount=worded(reclaim.amount),
        )
    fill_in_remedy(reclaim, reclaim.award.authority, step, **remedy)
    reclaim.drafted, reclaim.reasons, reclaim.pay_by = drafted, reasons, pay_by or reclaim.pay_by
    reclaim.save(update_fields=["drafted", "reasons", "pay_by", *INSTRUCTION])


def sign(case: Case, step: Step) -> None:
    step.record(amount=collected(case, step).drafted)


def issue(case: Case, step: Step) -> None:
    """The year has been kept. What the notice says, the reclaim says once it is sent."""
    reclaim, there = collected(case, step), step.as_of(step.work.parent_of(case))
    signed = case.events.filter(move=M.SIGN).select_related("actor").latest("seq")
    step.record(amount=reclaim.drafted, reclaimed=reclaim.reclaimed_of(reclaim.drafted), pay_by=reclaim.pay_by)
    days = {"serve_by": reclaim.revocable_until, "pay_by": reclaim.pay_by}
    notice = open_notice(there, reclaim.award.authority, there.case.title, **days)
    letters.file_notice(reclaim, step, signed=signed, notice=notice)
    open_collection(there)


def reopen(case: Case, step: Step, *, reason: Text) -> None:
    """One that was issued is called back."""
    there = step.as_of(step.work.parent_of(case))
    fall_with(there.case, there, Notice.MOOT)
