"""What the case above decides of its notice; the notice follows at once by the clock's move."""

from typing import Any

from funding.notices.dates import recorded
from funding.notices.serving import action_due
from funding.notices.states import S
from workflows.inputs import Day
from workflows.models import Case
from workflows.step import Step


def stands_changed(case: Case, step: Step, *, decided_on: Day, objection_served_on: Day, instructed: bool) -> None:
    """A remedy had success in part. After an objection the rest can still be brought before the court."""
    notice = _newest(case, step)
    due = action_due(
        notice, step, decided_on=decided_on, objection_served_on=objection_served_on, instructed=instructed
    )
    _settle(case, notice, step, S.NOTIFIED if due else S.FINAL, recorded(due))


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
