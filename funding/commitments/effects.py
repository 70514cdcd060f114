"""What the moves of a commitment do."""

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.changes.notification.models import Matter
from funding.commitments.models import Commitment
from funding.commitments.rules import SENT, WITHDRAWN
from funding.commitments.states import S
from funding.documents.correspondence import LANGUAGE
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

NOTED = ("kept", "kept_on", "known_on")


def note_kept(case: Case, step: Step, *, kept_on: Day) -> None:
    check_not_ahead("kept_on", kept_on, step)
    commitment = case.commitment
    _note(commitment, kept=commitment.amount, kept_on=kept_on)


def note_missed(case: Case, step: Step, *, kept: Money, known_on: Day, reason: Text) -> None:
    """`kept`: what has come all the same. Drafts the notification, which the recipient completes and sends: the
    financing changes (No. 5 ANBest)."""
    check_not_ahead("known_on", known_on, step)
    commitment = case.commitment
    if kept > commitment.amount or (kept and kept == commitment.amount):
        raise BadInput(
            "kept", _("Enter less than %(amount)s, or note that it was kept."), amount=worded(commitment.amount)
        )
    _note(commitment, kept=kept, known_on=known_on)
    with override(LANGUAGE):
        title = f"{gettext('Notification')}: {case.title[:150]}"
    told = step.open("notification", title=title, matter=Matter.FINANCING.value, happened_on=known_on)
    step.record(notification=told.pk)


def follow_notification(case: Case, step: Step) -> str:
    told = step.below("notification")
    step.record(notification=told.pk)
    if told.state == SENT:
        return S.REPORTED
    if told.state == WITHDRAWN:
        return _promise_again(case, step)
    return S.PARTLY_KEPT if case.commitment.kept else S.BROKEN


def follow_change(case: Case, step: Step) -> str:
    if case.commitment.replaced_in is None:
        return _promise_again(case, step)
    step.record(version=case.commitment.replaced_in)
    return S.REPLACED


def correct(case: Case, step: Step, *, reason: Text) -> str:
    step.record(kept_before=case.commitment.kept)
    return _promise_again(case, step)


def _promise_again(case: Case, step: Step) -> str:
    _note(case.commitment)
    step.record(until=case.commitment.until)
    return S.PROMISED


def _note(commitment: Commitment, **noted: object) -> None:
    for name in NOTED:
        setattr(commitment, name, noted.get(name))
    commitment.save(update_fields=NOTED)
