"""Who leads the body in a matter in which a member is in conflict: the chair, else the deputy chair, else the member
who has sat in the body the longest.

Nobody leads in the own matter: whoever has declared a conflict of interest in this vote or is excluded from it, and
whoever has entered the declaration for the member. Nobody's age is kept, so the longest term stands for it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import seats
from funding.decisions.models import Conflict, Decision, Procedure
from funding.decisions.states import S
from funding.roles import CHAIR
from workflows import binding
from workflows.models import Case, Holder
from workflows.reading import valid_on
from workflows.step import Step
from workflows.survey import holders


@dataclass(frozen=True)
class Lead:
    """`persons`: who may act at the desk; `told`: those of them who come first."""

    desk: int
    persons: tuple[int, ...]
    told: tuple[int, ...]


def entered_by(declaration: Case) -> int | None:
    """Who entered it for the office; the member, of an own one."""
    return declaration.events.filter(seq=1).values_list("actor", flat=True).first()


def who_leads(decision: Decision, today: dt.date, declaration: Case, entered: int | None = None) -> Lead | None:
    """`entered`: by whom, where the declaration is being entered just now."""
    out = {declaration.opened_by_id, entered_by(declaration) or entered}
    out |= {*decision.in_conflict(Conflict.DECLARED), *decision.in_conflict(Conflict.EXCLUDED)}
    for desk in holders(today, role=CHAIR.key, place=str(decision.body.place)):
        if able := [(person, rank) for person, rank in desk.holders if person not in out]:
            first = able[0][1]
            return Lead(
                desk.id,
                tuple(person for person, _rank in able),
                tuple(person for person, rank in able if rank == first),
            )
    return _longest_in_the_body(decision, today, out)


def _longest_in_the_body(decision: Decision, today: dt.date, out: Iterable[int | None]) -> Lead | None:
    """Of those present, where a vote in session has been opened. Deputies come only where no holder is left."""
    found = [seat for seat in seats(decision.body, today) if seat.filled]
    if decision.state == S.OPEN and decision.procedure == Procedure.SESSION:
        found = [seat for seat in found if seat.id in decision.present]
    there = Holder.objects.filter(valid_on(today), desk__in=seat_desks(found).values())
    first = there.exclude(person__in=[each for each in out if each]).order_by("rank", "from_on", "pk").first()
    return Lead(first.desk_id, (first.person_id,), (first.person_id,)) if first else None


def hand_on(step: Step, declarations: Iterable[Case], decision: Decision) -> None:
    """The chair can no longer act in these: the task goes to whoever leads now, who is told."""
    for declaration in declarations:
        look = step.work.look(declaration)
        waiting = [task for task in look.tasks if task.open and not task.escalation]
        found = who_leads(decision, step.today, declaration)
        if found is None or any(task.desk_id == found.desk for task in waiting):
            continue
        there = replace(step, case=declaration, look=look)
        for task in waiting:
            binding.activation(task).cancel(step.now)
            step.work.ledger.change(task)
        _offer(there, found)


def _offer(step: Step, found: Lead) -> None:
    due = min((row.due_on for row in step.counted()), default=None)
    task = binding.offer(step.case, desk_id=found.desk, owner_id=None, at=step.now, due_on=due)
    step.work.ledger.add(task)
    step.look.tasks.append(task)
    desks = holders(step.today, desks=[found.desk], case=step.case.pk)
    step.look.desks += desks
    step.share(step.case, [desk.place for desk in desks])
    step.tell("decision.conflict_declared", found.told)
