"""What is done while an application waits for money."""

from typing import Annotated

from django.db.models import Max

from funding.applications import funds
from funding.applications.approval.states import S as Approval
from funding.applications.following import application_of
from funding.applications.waiting.rules import last_day, lock_list, others_waiting
from workflows.effects import meet_deadline
from workflows.inputs import Text, WholeNumber
from workflows.models import Case
from workflows.step import Step

Rank = Annotated[int, WholeNumber(1, 9_999)]


def put_on_waiting_list(case: Case, step: Step) -> None:
    """As the last, until the end of a year the money is for."""
    lock_list(case, step)
    last = others_waiting(case, step).aggregate(last=Max("rank"))["last"]
    _keep_rank(case, (last or 0) + 1)
    step.record(rank=case.waiting.rank, waits_until=last_day(case, step))


def change_rank(case: Case, step: Step, *, rank: Rank, reason: Text) -> None:
    lock_list(case, step)
    step.record(before=case.waiting.rank)
    _keep_rank(case, rank)


def _keep_rank(case: Case, rank: int | None) -> None:
    case.waiting.rank = rank
    case.waiting.save(update_fields=["rank"])


def take_from_waiting_list(case: Case, step: Step) -> None:
    """What was approved takes its money now; before a vote there is nothing to take yet."""
    if case.waiting.goes_on_as != Approval.READY:
        approval = step.work.parent_of(case).approval
        funds.take_or_refuse(application_of(case, step), approval.granted, step)
    _keep_rank(case, None)


def expire(case: Case, step: Step) -> None:
    meet_deadline(step)
