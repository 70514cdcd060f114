"""One move of one case inside a transaction: what guards and effects see, what leaving and entering a state means."""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings

from notifications import outbox
from workflows import binding, survey
from workflows.chain import next_event, words_hash
from workflows.clock import BERLIN
from workflows.inputs import inputs_of
from workflows.lifecycle import CLOCK, BadTable, Each, Move, Role
from workflows.models import Case, Deadline, Event, EventWords, Task
from workflows.reading import reads_inside, shown_number
from workflows.refusals import no_such_desk
from workflows.stages import first_look
from workflows.timing import Due, Facts

if TYPE_CHECKING:
    from workflows.work import Work

NO_MOVE = Move("", (), (), ())  # what is noted without one: the opening, a claim, a reminder


@dataclass
class Step:
    """`actor` is a person's id, or None for the clock. `facts` go into the event; `words` into its erasable side row.

    `child` is the case below whose move made this automatic one possible. `offered`: it is looked at, not made.
    `following`: a case and the lifecycle whose cases below it follow once the move is made.
    `unnamed`: neither event nor task says who acted, and no request key is kept, since it would.
    """

    work: "Work"
    case: Case
    row: Move
    actor: int | None
    look: survey.Look
    child: Case | None = None
    received_at: dt.datetime | None = None
    offered: bool = False
    unnamed: bool = False
    task: Task | None = None
    acted_for: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    following: list[tuple[Case, str]] = field(default_factory=list)

    @property
    def now(self) -> dt.datetime:
        return self.look.now

    @property
    def today(self) -> dt.date:
        return self.look.today

    @property
    def seen(self) -> int | str:
        """What a person must have looked at to make this move: the case's number, or what its table says. To outsiders
        it is the number of the last event they may see."""
        if self.row.seen:
            return self.row.seen(self.case, self)
        if self.actor is None or not self.case.table.unseen or self._reads_inside():
            return self.case.seq
        if self.look.shown is None:
            self.look.shown = shown_number(self.case, inside=False)
        return self.look.shown

    def _reads_inside(self) -> bool:
        return reads_inside(
            self.case, [(desk.role, desk.place) for desk in self.look.desks if self.actor in self.holders_of(desk.id)]
        )

    # Who

    def desk(self, role: Role) -> survey.DeskToday | None:
        """The desk of this role at the case's place of that kind, with today's holders."""
        place = self.case.places.get(role.at)
        if place is None:
            return None
        known = (desk for desk in self.look.desks if desk.role == role.key and desk.place == str(place))
        found = next(known, None)
        if found is None:  # an effect has just set the place
            fetched = survey.holders(self.today, role=role.key, place=place, case=self.case.pk)
            self.look.desks += fetched
            found = next(iter(fetched), None)
        return found

    def holders_of(self, desk_id: int | None) -> set[int]:
        return {person for desk in self.look.desks if desk.id == desk_id for person, _rank in desk.holders}

    def people(self, role: Role) -> list[int]:
        """Who is told when this role is told."""
        if not role.at:
            return [self.case.opened_by_id] if self.case.opened_by_id else []
        if isinstance(waits := self.case.stay.waits_for, Each) and waits.role == role:
            at = {task.desk_id for task in self.look.tasks if task.open and not task.escalation}
            return sorted({person for desk in self.look.desks if desk.id in at for person in desk.told})
        desk = self.desk(role)
        return list(desk.told) if desk else []

    def whose_turn(self) -> list[int]:
        """Whom the case waits for: owners of its open tasks, and the holders of the desks where nobody has one."""
        waiting = [task for task in self.look.tasks if task.open and not task.escalation]
        return sorted({person for task in waiting for person in self.who_has(task)})

    def who_has(self, task: Task) -> list[int]:
        """Its owner; those told at its desk if nobody has it, or somebody who has left the desk since."""
        if task.owner_id and (task.in_person or task.owner_id in self.holders_of(task.desk_id)):
            return [task.owner_id]
        return [person for desk in self.look.desks if desk.id == task.desk_id for person in desk.told]

    def check_guards(self) -> None:
        """Raise the first guard's refusal."""
        for guard in self.row.only_if:
            guard(self.case, self)

    # What effects do

    def record(self, **facts: Any) -> None:
        """Put facts into the event: keys and data, never sentences, never a person's words."""
        self.facts.update(facts)

    def tell(self, kind: str, people: Iterable[int], *, stage: str = "", **context: Any) -> None:
        """A message to each; its key makes the same thing told twice about the same move (or stage) one message."""
        link, said = settings.CASE_PATH % self.case.pk, {"title": self.case.title, **context}
        for person in people:
            self._send(kind, person_id=person, link=link, stage=stage, context=said)

    def tell_outside(self, kind: str, address: str, *, language: str, link: str, **context: Any) -> None:
        """A message to somebody without an account. `link`: a page of ours that is open to everybody."""
        self._send(kind, person_id=None, address=address, language=language, link=link, context=context)

    def _send(self, kind: str, *, stage: str = "", **to: Any) -> None:
        stage = stage or str(self.case.seq)
        self.work.ledger.add(outbox.message(kind, about=f"case {self.case.pk}", stage=stage, due_at=self.now, **to))

    def share(self, case: Case, places: Iterable[Any]) -> None:
        """Let the desks at these places read the case."""
        new = [place for place in map(str, places) if place not in set(map(str, case.readers))]
        if new:
            case.readers = [*case.readers, *new]
            self.work.ledger.change(case)

    def as_of(self, case: Case) -> "Step":
        """The same step as one of another case above it: what is asked, opened and filed by it stands there."""
        return replace(self, case=case, look=self.work.look(case), task=None)

    def below(self, lifecycle: str) -> Case | None:
        """The case of this lifecycle further down that moved in this transaction, if there is one."""
        cases = [case for case in self.work.chain if case.lifecycle == lifecycle and self.case.pk in case.ancestors]
        return cases[-1] if cases else None

    def open(self, name: str, **facts: Any) -> Case:
        """A new case below this one, in the same transaction."""
        return self.work.open(name, by=self.actor, parent=self.case, now=self.now, **facts)

    def settle_below(self, lifecycle: str, *, of: Case | None = None) -> None:
        """Let the cases of this lifecycle below, ended ones too, follow the move, as soon as it is made. `of`: those
        below a case above this one."""
        self.following.append((of or self.case, lifecycle))

    def check_document(self, kind: str) -> None:
        """Raises BadTable where the move's row does not name documents of this kind."""
        if kind not in self.row.files:
            raise BadTable(f"{self.case.table}: move {self.row.name} files {kind}, which its row does not name")

    def set_deadline(self, kind: str, due: Due, *, of_stay: bool = False) -> Deadline:
        """A deadline row with its calculation; the clock looks three days before and on the day after."""
        deadline = Deadline(
            case=self.case,
            kind=kind,
            nature=due.nature,
            rule=due.rule,
            inputs=due.inputs,
            steps=due.steps,
            due_on=due.on,
            of_stay=of_stay,
            opened_seq=self.case.seq,
            sweep_at=first_look(due.on, self.today),
        )
        self.work.ledger.add(deadline)
        self.look.deadlines.append(deadline)
        return deadline

    def close_deadlines(self, *, kind: str = "") -> None:
        """Met or missed, by whether today is later than the day. Without a kind: those of the stay that ends."""
        for deadline in self.look.deadlines:
            if deadline.closed_at is None and (deadline.kind == kind if kind else deadline.of_stay):
                late = (self.received_at or self.now).astimezone(BERLIN).date() > deadline.due_on
                deadline.status = Deadline.Status.MISSED if late else Deadline.Status.MET
                deadline.closed_at = self.now
                self.work.ledger.change(deadline)

    def is_past_due(self) -> bool:
        """Whether a deadline of the present stay has passed."""
        return any(row.due_on < self.today for row in self.counted())

    def due_on(self) -> str | None:
        """The day by which a person is to end the present stay, if one is counted."""
        days = [row.due_on for row in self.counted()]
        return min(days).isoformat() if days and self.case.stay.task else None

    def counted(self) -> list[Deadline]:
        """The deadlines of the present stay that are still open."""
        return [row for row in self.look.deadlines if row.of_stay and row.closed_at is None]

    def show_due(self, day: dt.date | None) -> None:
        """Write the stay's new day into its tasks."""
        for task in self.look.tasks:
            if task.open and not task.escalation:
                task.due_on = day
                self.work.ledger.change(task)

    # Leaving and entering

    def leave(self, *, stays: bool) -> None:
        """Finish the actor's task and cancel the others; where the case stays, only one the effect gave an outcome: a
        ballot. What was stopped still waits in the next state, unless that is the last."""
        if self.task and self.task.open and (not stays or self.task.outcome):
            at, by = (None, None) if self.unnamed else (self.now, self.actor)
            binding.activation(self.task).finish(at, by, str(self.row.name))
            self.work.ledger.change(self.task)
        if stays:
            return
        for task in self.look.tasks:
            if task.open and (task.matter != Task.Matter.STOPPED or self.case.stay.final):
                binding.activation(task).cancel(self.now)
                self.work.ledger.change(task)
        self.close_deadlines()

    def enter(self) -> None:
        """Count the deadline of the new state and offer its tasks. Whom the table names there may read from now on."""
        case, stay = self.case, self.case.stay
        at = {role.at for role in case.table.named_in[case.state]}
        self.share(case, [place for kind, place in case.places.items() if kind in at])
        case.since = case.seq
        case.status = binding.process_status(case)
        case.finished = self.now if stay.final else None
        due = stay.due(self.facts_for_timing()) if stay.due else None
        if due:
            self.set_deadline(str(stay.state), due, of_stay=True)
        for desk_id, owner_id in self._whom(stay.waits_for):
            task = binding.offer(case, desk_id=desk_id, owner_id=owner_id, at=self.now, due_on=due.on if due else None)
            self.work.ledger.add(task)
            self.look.tasks.append(task)

    def facts_for_timing(self) -> Facts:
        return Facts(self.today, self.case.calendar, self.look.holidays, self.case.terms, self.facts)

    def _whom(self, waits_for: Role | Each | None) -> list[tuple[int | None, int | None]]:
        if waits_for is None or waits_for == CLOCK:
            return []
        if isinstance(waits_for, Each):
            desks = list(waits_for.among(self.case, self))
            unseen = set(desks) - {desk.id for desk in self.look.desks}
            self.look.desks += survey.holders(self.today, desks=unseen, case=self.case.pk)
            self.share(self.case, [desk.place for desk in self.look.desks if desk.id in desks])
            return [(desk_id, None) for desk_id in desks]
        if not waits_for.at:
            return [(None, self.case.opened_by_id)]
        desk = self.desk(waits_for)
        if desk is None:
            raise no_such_desk(waits_for.label or waits_for.key)
        return [(desk.id, None)]

    def note(self, name: str) -> Event:
        """An event that leaves the state as it is: a task taken on, a date extended, words erased."""
        self.case.seq += 1
        self.work.ledger.change(self.case)
        return self.write_event(self.case.state, name)

    def write_event(self, from_state: str, name: str) -> Event:
        """The next event of the case's chain, hashed over the one before."""
        event = next_event(self, from_state, name, self._write_words())
        self.work.ledger.add(event)
        return event

    def _write_words(self) -> str:
        if not self.words:
            return ""
        row = EventWords(case=self.case, seq=self.case.seq, salt=secrets.token_hex(16), words=self.words)
        self.work.ledger.add(row)
        return words_hash(row.salt, row.words)

    def keep_inputs(self, data: dict[str, Any]) -> None:
        """A person's words go beside the event, everything else into it."""
        asked = inputs_of(self.row.does)
        for name, value in data.items():
            (self.words if asked[name].erasable else self.facts)[name] = value
