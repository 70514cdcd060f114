"""A settlement with its award, and the reclaim it waits for."""

from typing import Any

from funding.awards.settlement.models import Settlement
from funding.awards.settlement.states import M
from workflows.models import Case, Event
from workflows.step import Step


def settlement_of(case: Case) -> Settlement:
    return case if isinstance(case, Settlement) else case.settlement


def award_of(case: Case, step: Step) -> Any:
    """The award above, as this transaction knows it, or as it is stored."""
    return step.work.parent_of(case).award


def settlement_below(award: Case, step: Step) -> Case | None:
    """The newest, as this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(award, "settlement")


def awaits_reclaim(case: Case, step: Step) -> bool:
    """Until its last act: the hearing dropped, the notice fallen, or the money collected."""
    number = settlement_of(case).demand_id
    if number is None:
        return False
    reclaim = _as_known(step, Case.objects.filter(pk=number), lambda each: each.pk == number)
    if reclaim.finished is None:
        return True
    money = Case.objects.filter(parent_id=number, lifecycle="collection")
    collection = _as_known(step, money, lambda each: each.parent_id == number and each.lifecycle == "collection")
    return collection is not None and collection.finished is None


def proposal_to_spare(case: Case, step: Step) -> Event:
    """The newest, maybe of this transaction."""
    made = [each for each in step.work.events if (each.case_id, each.move) == (case.pk, M.PROPOSE_SPARE)]
    return made[-1] if made else case.events.filter(move=M.PROPOSE_SPARE).latest("seq")


def _as_known(step: Step, stored: Any, wanted: Any) -> Any:
    return next(filter(wanted, step.work.chain), None) or stored.first()
