"""What the moves of a decision on an objection do."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION, Postcode, Remedy, Town
from funding.notices import serving
from funding.notices.columns import Channel
from funding.notices.instructing import fill_in_remedy
from funding.notices.objection import letters
from funding.notices.objection.models import Costs, ObjectionRuling, Result
from funding.notices.objection.rules import notice_above
from funding.notices.objection.states import M
from funding.notices.states import S as Notice
from workflows.effects import meet_deadline
from workflows.inputs import Day, Flag, Line, Money, OneWord, Text, WholeNumber
from workflows.models import Case
from workflows.refusals import BadInput, incomplete
from workflows.step import Step

SUM_OF = {"award": "granted", "reclaim": "amount"}  # whose notices a decision can change in part, and their sum
SIGNED = ("result", "before", "amount", "changed", "reasons", "costs", "authority_share", "lawyer", *INSTRUCTION)
Share = Annotated[int, WholeNumber(1, 99)]


def sign(  # noqa: PLR0913 - what the letter says
    case: Case,
    step: Step,
    *,
    result: Annotated[str, OneWord(tuple(Result.values))],
    amount: Money = None,
    changed: Text = "",
    reasons: Text,
    costs: Annotated[str, OneWord(tuple(Costs.values))],
    authority_share: Share = None,
    lawyer: Flag = False,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    """§ 73 (3) VwGO: with reasons, costs (§ 80 VwVfG) and, unless it is remedied in full, the court for an action.
    `changed` and `amount`: what a remedy in part makes of the notice."""
    ruling, notice = case.objectionruling, notice_above(case, step)
    _check_result(notice, result)
    ruling.before = _sum_before(notice, step) if result == Result.PART else None
    _check_part(ruling, result=result, amount=amount, changed=changed)
    if (costs == Costs.SHARED) != (authority_share is not None):
        raise BadInput(
            "authority_share", _("Enter the authority's part of the costs where, and only where, they are shared.")
        )
    ruling.result, ruling.amount, ruling.changed, ruling.reasons = result, amount, changed, reasons
    ruling.costs, ruling.authority_share, ruling.lawyer = costs, authority_share, lawyer
    court = {
        "remedy_name": remedy_name,
        "remedy_street": remedy_street,
        "remedy_postcode": remedy_postcode,
        "remedy_town": remedy_town,
    }
    _instruct(ruling, step, court)
    ruling.save(update_fields=SIGNED)
    step.record(result=result)


def _check_result(notice: Case, result: str) -> None:
    if notice.state == Notice.INADMISSIBLE and result != Result.DISMISSED:
        raise BadInput("result", _("The objection came too late: dismiss it, or reinstate the person first."))
    if result == Result.PART and (notice.parent is None or notice.parent.lifecycle not in SUM_OF):
        raise BadInput(
            "result", _("This notice stands or falls as a whole: dismiss the objection, or remedy it in full.")
        )


def _sum_before(notice: Case, step: Step) -> Decimal:
    above = notice_above(notice, step)
    return getattr(getattr(above, above.lifecycle), SUM_OF[above.lifecycle])


def _check_part(ruling: ObjectionRuling, *, result: str, amount: Decimal | None, changed: str) -> None:
    if result != Result.PART:
        if amount is not None:
            raise BadInput("amount", _("Only a remedy in part leaves another sum."))
    elif amount is None and not changed:
        raise BadInput("amount", _("Enter the sum from now on, or what else the notice says otherwise."))
    elif amount is not None and (amount <= 0 or amount == ruling.before):
        raise BadInput("amount", _("Enter another sum than the notice has."))


def _instruct(ruling: ObjectionRuling, step: Step, court: dict[str, Any]) -> None:
    if ruling.result == Result.FULL:
        for name in INSTRUCTION:
            setattr(ruling, name, "")
        return
    authority, _recipient = letters.parties(ruling)
    fill_in_remedy(ruling, authority, step, remedy_type=Remedy.ACTION, **court)
    missing = [str(ruling._meta.get_field(name).verbose_name) for name in INSTRUCTION if not getattr(ruling, name)]
    if missing:
        raise incomplete(missing)


def reopen(case: Case, step: Step, *, reason: Text) -> None:
    """Before a letter exists. One that is on file already is dropped with its case, which nobody outside ever reads."""


def issue(case: Case, step: Step) -> None:
    """The second signature, with the letter on file. The recipient reads it once it is sent."""
    ruling = case.objectionruling
    ruling.issued_on = step.today
    ruling.save(update_fields=["issued_on"])
    signed = case.events.filter(move=M.SIGN).select_related("actor").latest("seq")
    letter = letters.file_ruling(ruling, step, signed=signed)
    step.record(result=ruling.result, document=letter.pk, sha256=letter.content_id)


def dispatch(
    case: Case,
    step: Step,
    *,
    channel: Annotated[str, OneWord(tuple(Channel.values))],
    posted_on: Day,
    instructed: Flag = True,
) -> None:
    """One that leaves the person something to sue about is served formally (§ 73 (3) VwGO). `instructed`: with a
    correct instruction on remedies; without one the action has a year (§ 58 (2) VwGO)."""
    if case.objectionruling.result != Result.FULL and channel != Channel.FORMAL:
        raise BadInput("channel", _("The decision on an objection is served formally (§ 73 (3) VwGO)."))
    serving.dispatch(case, step, channel=channel, posted_on=posted_on, instructed=instructed)


def note_receipt(
    case: Case,
    step: Step,
    *,
    received_on: Day = None,
    retrieved_on: Day = None,
    disputed: Flag = False,
    without_instruction: Flag = False,
) -> None:
    """`without_instruction`: it turns out that the instruction on remedies was missing or wrong (§ 58 (2) VwGO)."""
    ruling = case.objectionruling
    ruling.instructed = ruling.instructed and not without_instruction
    serving.note_receipt(case, step, received_on=received_on, retrieved_on=retrieved_on, disputed=disputed)


def establish_service(case: Case, step: Step) -> None:
    """The notice follows; what is remedied in part a person then enters in the case above it."""
    serving.stop_waiting(step)
    meet_deadline(step)
    step.record(served_on=case.objectionruling.served_on, result=case.objectionruling.result)


def drop(case: Case, step: Step, *, reason: Text) -> None:
    """For instance because it is left to the authority above."""


def end(case: Case, step: Step) -> None:
    """The notice has come to its end otherwise."""
    serving.stop_waiting(step)
