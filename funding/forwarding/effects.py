"""What the moves of a forwarding do."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.documents.correspondence import LANGUAGE
from funding.forwarding.claim.opening import open_claim
from funding.forwarding.letters import file_contract
from funding.forwarding.models import Cause, Form, Forwarding
from funding.forwarding.queries import before_insolvency, forwarding_of
from funding.forwarding.rules import VV
from funding.forwarding.states import M, S
from funding.money import NOTHING
from funding.roles import FINAL_RECIPIENT
from workflows.calculators.deadline import latest
from workflows.calculators.values import Length
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, Line, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

WRITTEN = ("form", "amount", "purpose", "conditions", "period_from", "period_to", "proof_due_on")


def edit(  # noqa: PLR0913 - what a contract names
    case: Case,
    step: Step,
    *,
    form: Annotated[str, OneWord(tuple(Form.values))] = "",
    amount: Money = None,
    purpose: Text = "",
    conditions: Text = "",
    period_from: Day = None,
    period_to: Day = None,
    proof_due_on: Day = None,
) -> None:
    """Keeps what is written, complete or not; completeness is asked for when it is offered."""
    if amount == 0:
        raise BadInput("amount", _("Enter the sum that is forwarded."))
    if period_from and period_to and period_to < period_from:
        raise BadInput("period_to", _("This day is before the first day of the period."))
    forwarding = forwarding_of(case)
    written = (form, amount, purpose, conditions, period_from, period_to, proof_due_on)
    for name, value in zip(WRITTEN, written, strict=True):
        setattr(forwarding, name, value)
    forwarding.save(update_fields=WRITTEN)


def offer(case: Case, step: Step, *, provisions_passed_on: Flag) -> None:
    """The ancillary provisions of the award bind the final recipient only where they are passed on."""
    if not provisions_passed_on:
        raise BadInput(
            "provisions_passed_on", _("Pass the ancillary provisions of the award on, and confirm that you have.")
        )
    forwarding = forwarding_of(case)
    _set_the_proof(forwarding, step)
    step.record(amount=forwarding.amount, form=forwarding.form, proof_due_on=forwarding.proof_due_on)


def _set_the_proof(forwarding: Forwarding, step: Step) -> None:
    """Before the recipient's own proof, by the weeks the programme sets; where it is silent the day is entered."""
    own, weeks = forwarding.award.proof_due_on, step.case.terms.get("forwarding_proof_weeks")
    if forwarding.proof_due_on is None and weeks:
        counted = latest(own, Length("weeks", weeks), step.facts_for_timing().working_days)
        forwarding.proof_due_on = counted.latest
        forwarding.proof_steps = [each.to_json() for each in counted.steps]
    if forwarding.proof_due_on is None:
        raise Refused(
            "no_day_for_the_proof", _("The programme sets no day for this proof. Enter one before your own."), VV
        )
    if not forwarding.period_from < forwarding.proof_due_on < own:
        raise Refused(
            "proof_too_late",
            _("The proof of the final recipient must be due before %(day)s, the day of your own."),
            VV,
            day=worded(own),
        )
    forwarding.save(update_fields=["proof_due_on", "proof_steps"])


def agree(case: Case, step: Step, *, agreed_on: Day) -> None:
    """A contract is filed as agreed; a notice is the recipient's own act, which it attaches."""
    check_not_ahead("agreed_on", agreed_on, step)
    forwarding = forwarding_of(case)
    forwarding.agreed_on = agreed_on
    forwarding.save(update_fields=["agreed_on"])
    step.record(amount=forwarding.amount, period_from=forwarding.period_from)
    if forwarding.form == Form.CONTRACT:
        contract = file_contract(forwarding, step)
        step.record(document=contract.pk, sha256=contract.content_id)


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    _tell_who_knows(case, step)


def end(case: Case, step: Step) -> None:
    _tell_who_knows(case, step)


def _tell_who_knows(case: Case, step: Step) -> None:
    """The final recipient, who does not read a draft."""
    if case.events.filter(move=M.OFFER).exists():
        step.tell("forwarding.withdrawn", step.people(FINAL_RECIPIENT))


def start(case: Case, step: Step) -> None:
    meet_deadline(step)
    _promise(forwarding_of(case), step)


def _promise(forwarding: Forwarding, step: Step) -> None:
    steps = {"proof_due_on_steps": forwarding.proof_steps} if forwarding.proof_steps else {}
    step.record(proof_due_on=forwarding.proof_due_on, **steps)


def note_forwarded(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """What the bank has done, whatever has become of the award. `value_date`: when it was passed on."""
    check_not_ahead("value_date", value_date, step)
    forwarding = forwarding_of(case)
    if value_date < forwarding.agreed_on:
        raise BadInput("value_date", _("The forwarding was agreed on %(day)s."), day=worded(forwarding.agreed_on))
    if not 0 < amount <= forwarding.to_forward:
        raise BadInput("amount", _("To be passed on are %(amount)s."), amount=worded(forwarding.to_forward))
    forwarding.forwarded += amount
    forwarding.save(update_fields=["forwarded"])
    return case.state


def give_up(case: Case, step: Step, *, unspent: Money, reason: Text) -> None:
    """`unspent`: what the final recipient has and no longer needs; the proof, still due, settles it."""
    forwarding = forwarding_of(case)
    if unspent > forwarding.forwarded:
        raise BadInput("unspent", _("Passed on were %(amount)s."), amount=worded(forwarding.forwarded))
    _promise(forwarding, step)


def hand_in(case: Case, step: Step, *, spent: Money, progress: Text) -> None:
    forwarding = forwarding_of(case)
    forwarding.spent, forwarding.progress = spent, progress
    forwarding.save(update_fields=["spent", "progress"])


def send_back(case: Case, step: Step, *, items: Text, until: Day) -> None:
    """`items`: what is missing; `until`: the day set for it."""
    check_ahead("until", until, step)


def check(case: Case, step: Step, *, recognised: Money, pay_by: Day = None, reason: Text = "") -> None:
    """`recognised`: what of the money passed on was used for the purpose; the rest is claimed back."""
    forwarding = forwarding_of(case)
    most = min(forwarding.forwarded, forwarding.spent)
    if recognised > most:
        raise BadInput("recognised", _("Recognise %(most)s at most."), most=worded(most))
    cause = Cause.NOT_FOR_PURPOSE if recognised < forwarding.forwarded else ""
    _end(forwarding, step, back=forwarding.forwarded - recognised, pay_by=pay_by, cause=cause)


def note_insolvency(case: Case, step: Step, *, opened_on: Day, administrator: Line = "") -> None:
    """Drafts the notification to the authority, which the recipient completes and sends."""
    check_not_ahead("opened_on", opened_on, step)
    above = step.work.above(case)
    if above.finished:
        return
    with override(LANGUAGE):
        title = f"{gettext('Notification')}: {above.title[:150]}"
    notification = step.work.open("notification", by=step.actor, parent=above, now=step.now, title=title)
    step.record(notification=notification.pk)


def lift_insolvency(case: Case, step: Step, *, reason: Text) -> str:
    """For instance because the petition was dismissed, a plan carries the project on, or it was entered wrongly. It
    goes on where it stood; a proof that was to be completed is due again."""
    forwarding = forwarding_of(case)
    before = before_insolvency(case)
    _promise(forwarding, step)
    step.record(period_from=forwarding.period_from)
    return before if before in (S.AGREED, S.GIVEN_UP, S.PROOF_IN) else S.RUNNING


def breach(
    case: Case,
    step: Step,
    *,
    cause: Annotated[str, OneWord(tuple(Cause.values))],
    amount: Money,
    pay_by: Day = None,
    reason: Text,
) -> None:
    """`amount`: what is claimed back of the money passed on; the rest counts as used for the purpose."""
    forwarding = forwarding_of(case)
    if amount > forwarding.forwarded:
        raise BadInput("amount", _("Passed on were %(amount)s."), amount=worded(forwarding.forwarded))
    _end(forwarding, step, back=amount, pay_by=pay_by, cause=cause)


def _end(forwarding: Forwarding, step: Step, *, back: Decimal, pay_by: Any, cause: str) -> None:
    if back > NOTHING:
        if pay_by is None:
            raise BadInput("pay_by", _("Set a day for the repayment."))
        check_ahead("pay_by", pay_by, step)
        claim = open_claim(step, forwarding, amount=back, pay_by=pay_by, cause=cause)
        step.record(claim=claim.pk, claimed=back)
    forwarding.recognised, forwarding.cause = forwarding.forwarded - back, cause
    forwarding.save(update_fields=["recognised", "cause"])
