"""What the recipient is heard on (§ 28 VwVfG): checked, counted and written into the letter."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.notices.dates import known_law
from funding.reclaims.grounds import ANNULLED, GROUNDS, REDUCED
from funding.reclaims.models import Extent, Reach
from funding.reclaims.queries import most
from funding.roles import CASE_WORKER
from workflows.effects import check_ahead, check_not_ahead
from workflows.inputs import OneWord
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import Due, Facts, period_after
from workflows.wording import worded

AnyGround = Annotated[str, OneWord(tuple(GROUNDS))]
AnyExtent = Annotated[str, OneWord(tuple(Extent.values))]
AnyReach = Annotated[str, OneWord(tuple(Reach.values))]
PERIOD = "revocation"
YEAR = _("§ 48 (4), § 49 (3) sentence 2 VwVfG")


def checked(award: Any, step: Step, intended: dict[str, Any], *, settles: bool) -> dict[str, Any]:
    """The fields of a reclaim, or BadInput for the first that cannot be. Nothing is revoked after its year."""
    check_not_ahead("known_on", intended["known_on"], step)
    check_ahead("answer_by", intended["answer_by"], step)
    _check_reach(step, intended)
    _check_settlement(award, intended, settles=settles)
    asked = {name: intended[name] for name in ("ground", "reach", "extent", "amount")}
    amount = checked_amount(award, **asked, settles=settles)
    due = count_year(award.jurisdiction, intended["ground"], intended["known_on"], step.facts_for_timing())
    if due and step.today > due.on:
        raise too_late(due.on)
    return {**intended, "amount": amount, "revocable_until": due and due.on, "jurisdiction": award.jurisdiction}


def _check_reach(step: Step, intended: dict[str, Any]) -> None:
    day, past = intended["ineffective_from"], intended["reach"] == Reach.EX_TUNC
    if not past and GROUNDS[intended["ground"]].act == "condition":
        raise BadInput("reach", _("A resolutive condition works from the day on which it came about: for the past."))
    if GROUNDS[intended["ground"]].act == "reduction":
        _check_reduction(intended, past=past)
    if past and day is None:
        raise BadInput(
            "ineffective_from", _("Enter the day from which the award is ineffective. Interest runs from it.")
        )
    if not past and day:
        raise BadInput("ineffective_from", _("For the future the award becomes ineffective with the service."))
    if day:
        check_not_ahead("ineffective_from", day, step)


def _check_reduction(intended: dict[str, Any], *, past: bool) -> None:
    if not past:
        raise BadInput("reach", _("What was paid beyond the grant comes back, so this works for the past."))
    if intended["extent"] == Extent.FULL:
        raise BadInput("extent", _("A part of the grant is left. Ask back in part: what was paid beyond it."))


def _check_settlement(award: Any, intended: dict[str, Any], *, settles: bool) -> None:
    """What is left over after the settlement comes back in part and for the past; nothing else is left to be asked of
    an award that was annulled."""
    if settles and (intended["extent"] == Extent.FULL or intended["reach"] == Reach.EX_NUNC):
        raise BadInput("extent", _("What the settlement has left over comes back in part and for the past."))
    if (intended["ground"] == ANNULLED) != bool(award.annulled_on):
        raise BadInput("ground", _("Only an award that was annulled is reclaimed because of its annulment."))


def checked_amount(
    award: Any, *, ground: str, reach: str, extent: str, amount: Decimal | None, settles: bool
) -> Decimal:
    """Left out where the whole is revoked, or where a remedy has left less than was paid, it is all there is."""
    highest = most(award, ground, reach, extent, settles=settles)
    if amount is None and (extent == Extent.FULL or ground == REDUCED):
        amount = highest
    if amount is None or not 0 < amount <= highest:
        raise BadInput("amount", _("At most %(most)s can be revoked in this way."), most=worded(highest))
    return amount


def count_year(jurisdiction: str, ground: str, known_on: dt.date, facts: Facts) -> Due | None:
    """The last day for the notice; None where the ground knows no period."""
    if not GROUNDS[ground].limited:
        return None
    months = known_law(jurisdiction, "revocation_months", known_on)
    due = period_after(known_on, {"months": months}, facts, rule="law(revocation_months)", nature="legal")
    return Due(due.on, due.rule, due.nature, {**due.inputs, "remind": CASE_WORKER.key}, due.steps)


def too_late(until: dt.date) -> Refused:
    return Refused(
        "revocation_too_late",
        _("This could be revoked until %(day)s, a year after all facts were known."),
        YEAR,
        day=worded(until),
    )


def watch_year(step: Step, jurisdiction: str, ground: str, known_on: dt.date) -> None:
    """The year as a deadline of the reclaim, whose step this is, in place of one counted before."""
    step.close_deadlines(kind=PERIOD)
    if due := count_year(jurisdiction, ground, known_on, step.facts_for_timing()):
        step.set_deadline(PERIOD, due)


def facts_of(fields: dict[str, Any]) -> dict[str, Any]:
    """What an event keeps of it: everything but the words."""
    names = ("ground", "extent", "reach", "amount", "ineffective_from", "known_on", "revocable_until", "answer_by")
    return {name: fields[name] for name in names}
