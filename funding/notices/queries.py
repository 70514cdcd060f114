"""The notice below a case that has decided."""

from funding.notices.states import S
from workflows.models import Case, Event
from workflows.step import Step


def notice_below(case: Case, step: Step) -> Case | None:
    """The newest right below it, as this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(case, "notice")


def was_contested(case: Case) -> bool:
    """Whether a notice right below it has been at some time."""
    contested = Event.objects.filter(case__parent_id=case.pk, case__lifecycle="notice", to_state=S.CONTESTED)
    return contested.exists()


def moved_notice(case: Case, step: Step) -> Case | None:
    """The one right below it that moved in this transaction."""
    moved = {event.case_id for event in step.work.events}
    at_hand = [each for each in step.work.chain if each.parent_id == case.pk and each.lifecycle == "notice"]
    return next((each for each in at_hand if each.pk in moved), None)
