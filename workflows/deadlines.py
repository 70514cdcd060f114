"""What the clock does about days: it reminds, escalates, moves on. The product's clock decides."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from workflows import binding, messages, survey
from workflows.clock import NOW
from workflows.lifecycle import Late, Role, remind
from workflows.models import Deadline, Task
from workflows.refusals import Refused, no_such_desk
from workflows.stages import DAY_AFTER, LATE, begins_on, morning_of, reminder_days, stage_on
from workflows.step import Step
from workflows.work import Work

log = logging.getLogger(__name__)

SWEPT = (Deadline.Status.RUNNING, Deadline.Status.EXTENDED)
# Who picks a row pushes it an hour ahead, so that one that fails, or kills its worker, stands in nobody's way.
PICK = f"""
    WITH clock AS MATERIALIZED (
        SELECT {NOW} AS now
    ), due AS (
        SELECT id FROM workflows_deadline
        WHERE status IN ('running', 'extended') AND sweep_at <= (SELECT now FROM clock)
        ORDER BY sweep_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE workflows_deadline d SET sweep_at = (SELECT now FROM clock) + interval '1 hour'
    FROM due WHERE d.id = due.id RETURNING d.id, d.case_id
"""  # noqa: S608 - our own words


def sweep_deadlines(limit: int = 100) -> int:
    """Look after what is due, at most `limit` deadlines, each in its own transaction; how many went well.

    Harmless at any rate and in parallel: a stage is told once, whoever comes to it.
    """
    swept = 0
    for _turn in range(limit):
        if (picked := _pick()) is None:
            break
        swept += _attempt(*picked)
    return swept


def escalate(step: Step, role: Role, matter: Task.Matter, due_on: dt.date | None = None) -> survey.DeskToday:
    """A task beside the lifecycle's own, at this role's desk; one a matter. Raises Refused if there is no such desk."""
    desk = step.desk(role)
    if desk is None:
        raise no_such_desk(role.label or role.key)
    if not any(task.open and task.matter == matter and task.desk_id == desk.id for task in step.look.tasks):
        task = binding.offer(step.case, desk_id=desk.id, owner_id=None, at=step.now, due_on=due_on)
        task.escalation, task.matter = True, matter
        step.work.ledger.add(task)
        step.look.tasks.append(task)
    return desk


def look_again(deadline: Deadline, *, after: int, days: Sequence[int]) -> None:
    """Note the stage reached and when the next one begins."""
    more = after < LATE + len(days) - 1
    deadline.stage = after
    deadline.sweep_at = morning_of(begins_on(deadline.due_on, after + 1, days)) if more else None


def _pick() -> tuple[int, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(PICK)
        picked: tuple[int, int] | None = cursor.fetchone()
        return picked


def _attempt(deadline_id: int, case_id: int) -> bool:
    try:
        _sweep(deadline_id, case_id)
    except Exception as error:  # noqa: BLE001 - one bad case must not stop the rest
        reason = error.key if isinstance(error, Refused) else type(error).__name__
        log.error("deadline %s of case %s: %s", deadline_id, case_id, reason)  # noqa: TRY400 - a trace holds people's data
        return False
    return True


def _sweep(deadline_id: int, case_id: int) -> None:
    """The case first, then the deadline as it is under the lock."""
    with Work.on(case_id) as work:
        step = work.step()
        deadline = next((row for row in step.look.deadlines if row.pk == deadline_id and row.status in SWEPT), None)
        if deadline:
            _Sweep(step, deadline).go()
            work.ledger.change(deadline)


@dataclass
class _Sweep:
    step: Step
    deadline: Deadline

    def go(self) -> None:
        late = self._when_late()
        days = reminder_days(self.step.case.terms) if late and late.action == remind.action else DAY_AFTER
        stage = stage_on(self.deadline.due_on, self.step.today, days)
        if late is None:
            self.deadline.sweep_at = None
            return
        reached = max(stage, self.deadline.stage)
        if stage > self.deadline.stage:
            self._act(late, stage, last=LATE + len(days) - 1)
        look_again(self.deadline, after=reached, days=days)

    def _when_late(self) -> Late | None:
        if self.deadline.of_stay:
            late: Late | None = self.step.case.stay.when_late
            return late
        return remind if self._reminded() else None

    def _reminded(self) -> Role | None:
        """The role a deadline beside the stays names itself, in its inputs; nobody once the case has ended."""
        if self.step.case.stay.final:
            return None
        role: Role | None = self.step.case.table.role(self.deadline.inputs.get("remind", ""))
        return role

    def _whom(self) -> list[int]:
        if not self.deadline.of_stay and (role := self._reminded()):
            return self.step.people(role)
        return self.step.whose_turn()

    def _tell(self, stage: int) -> None:
        kind = messages.LATE if stage >= LATE else messages.SOON
        self.step.tell(kind.name, self._whom(), stage=self._stage(stage), due_on=self.deadline.due_on.isoformat())

    def _stage(self, stage: int) -> str:
        return f"{self.deadline.pk}.{self.deadline.due_on}.{stage}"

    def _act(self, late: Late, stage: int, *, last: int) -> None:
        if stage >= LATE and late.move:
            self.step.work.make(self.step.case, late.move, None, {})
            self.step.work.settle(self.step.case)
            return
        self._tell(stage)
        if stage >= last and late.role and (late.where is None or late.where(self.step.case)):
            self._escalate(late.role, stage)

    def _escalate(self, role: Role, stage: int) -> None:
        desk = escalate(self.step, role, Task.Matter.LATE, self.deadline.due_on)
        self.step.tell(
            messages.ESCALATED.name, desk.told, stage=self._stage(stage), due_on=self.deadline.due_on.isoformat()
        )
        self.step.record(deadline=self.deadline.kind, due_on=self.deadline.due_on.isoformat(), to=role.key)
        self.step.note("deadline.escalate")
