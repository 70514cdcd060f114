"""What the moves of a claim do."""

from django.utils.translation import gettext_lazy as _

from funding.forwarding.claim.states import S
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def note_payment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """`value_date`: when the money was there. Also after the loss was decided: a dividend of the insolvency."""
    check_not_ahead("value_date", value_date, step)
    claim = case.forwardingclaim
    if not 0 < amount <= claim.outstanding:
        raise BadInput("amount", _("To be paid back are %(amount)s."), amount=worded(claim.outstanding))
    claim.received += amount
    claim.save(update_fields=["received"])
    return case.state if claim.outstanding else S.PAID


def report_loss(case: Case, step: Step, *, reason: Text) -> None:
    """What was done to get the money, and why no more is to be had."""
    step.record(outstanding=case.forwardingclaim.outstanding)


def take_back(case: Case, step: Step, *, reason: Text = "") -> None:
    step.record(pay_by=case.forwardingclaim.pay_by)


def propose_release(case: Case, step: Step, *, amount: Money, reason: Text) -> None:
    """`amount`: what the recipient need not give back; 0 where the whole loss is theirs."""
    claim = case.forwardingclaim
    if amount > claim.outstanding:
        raise BadInput("amount", _("To be paid back are %(amount)s."), amount=worded(claim.outstanding))
    claim.proposed = amount
    claim.save(update_fields=["proposed"])


def decide_release(case: Case, step: Step) -> str:
    claim = case.forwardingclaim
    claim.released = claim.proposed
    claim.save(update_fields=["released"])
    step.record(released=claim.released)
    return S.RELEASED if claim.released else S.BORNE
