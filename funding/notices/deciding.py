"""What the case above decides of its notice; the notice follows at once by the clock's move."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.notices.dates import recorded
from funding.notices.objection.models import Result
from funding.notices.objection.queries import ruling_below
from funding.notices.objection.states import S as Ruling
from funding.notices.rules import decision_is_on_its_way
from funding.notices.serving import action_due
from funding.notices.states import S
from workflows.inputs import Day, Money
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded


def stands_changed(
    case: Case, step: Step, *, amount: Money, decided_on: Day, objection_served_on: Day, instructed: bool
) -> None:
    """A remedy had success in part. After an objection the rest can still be brought before the court. `amount`: the
    sum from now on, None where it stays. Where the authority has decided by a letter of its own, it is entered as the
    letter says it."""
    notice = _newest(case, step)
    if ruling := None if notice.notice.objection_served_on else ruling_below(notice, step):
        _check_against(ruling, amount=amount, decided_on=decided_on, served_on=objection_served_on)
        instructed = ruling.objectionruling.instructed
    due = action_due(
        notice, step, decided_on=decided_on, objection_served_on=objection_served_on, instructed=instructed
    )
    _settle(case, notice, step, S.NOTIFIED if due else S.FINAL, recorded(due))


def _check_against(ruling: Case, *, amount: Money, decided_on: Day, served_on: Day) -> None:
    if ruling.state != Ruling.SERVED:
        raise decision_is_on_its_way()
    letter = ruling.objectionruling
    if letter.result != Result.PART:
        raise Refused("decided_otherwise", _("The decision that was served on the objection says otherwise."))
    if decided_on != letter.issued_on:
        raise BadInput("decided_on", _("The letter was issued on %(day)s."), day=worded(letter.issued_on))
    if served_on != letter.served_on:
        raise BadInput("objection_served_on", _("The letter was served on %(day)s."), day=worded(letter.served_on))
    if amount != letter.amount:
        raise BadInput("amount", _("The letter says %(amount)s."), amount=worded(letter.amount or letter.before))


def fall_with(case: Case, step: Step, state: S) -> None:
    """The notice is of no effect any more, because the case above has taken it back, or has itself come to its end."""
    notice = _newest(case, step)
    settled = (S.ANNULLED, S.MOOT) if state == S.ANNULLED else (S.FINAL, S.ANNULLED, S.MOOT)
    if notice is not None and notice.state not in settled:
        _settle(case, notice, step, state, None)


def _newest(case: Case, step: Step) -> Any:
    return max(step.work.all_below(case, "notice"), key=lambda each: each.pk, default=None)


def _settle(case: Case, notice: Case, step: Step, state: S, remedy: dict[str, Any] | None) -> None:
    notice.notice.settled = {"state": state, "remedy": remedy}
    notice.notice.save(update_fields=["settled"])
    step.work.settle_below(case, "notice")
