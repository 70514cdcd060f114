"""One transaction of the engine: the locked cases, what is around them, the moves made in it. Written at its end."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction

from workflows import binding, survey
from workflows.acting import check_not_inspecting, check_who
from workflows.inputs import read_inputs
from workflows.ledger import Ledger
from workflows.lifecycle import Move
from workflows.models import Case, Dossier, Event
from workflows.reading import may_read
from workflows.refusals import NotFound, Refused, file_erased, not_possible_here, someone_was_faster, unknown_move
from workflows.requests import Request
from workflows.step import NO_MOVE, Step

MOST_AUTOMATIC_MOVES = 20


@dataclass
class Work:
    """One transaction: the locked chain of cases (root first) and the ledger of what it decides."""

    chain: list[Case]
    ledger: Ledger = field(default_factory=Ledger)
    events: list[Event] = field(default_factory=list)
    looks: dict[int, survey.Look] = field(default_factory=dict)
    aside: dict[int, Case] = field(default_factory=dict)  # locked further down, and no part of what moves
    read: dict[str, Case] = field(default_factory=dict)  # above the case, where nothing is locked as nothing moves

    @classmethod
    @contextmanager
    def on(cls, case_id: int | None) -> Iterator["Work"]:
        """Begun with the case locked, or with none; written and committed at the end, or nothing of it if that raises.

        Raises IntegrityError if the request key is taken.
        """
        with transaction.atomic():
            work = cls([])
            if case_id is not None:
                work.chain, work.looks[case_id] = survey.lock(case_id)
            yield work
            work.ledger.write()

    @property
    def case(self) -> Case:
        if not self.chain:
            raise NotFound
        return self.chain[-1]

    @property
    def first_event(self) -> Event:
        return self.events[0]

    def last_event_of(self, case: Case) -> Event:
        """The newest event of this transaction for a case that has moved in it."""
        return next(event for event in reversed(self.events) if event.case_id == case.pk)

    def make(
        self,
        case: Case,
        name: str,
        actor: int | None,
        data: Mapping[str, Any],
        *,
        seen: int | str | None = None,
        task: int | None = None,
        received_at: dt.datetime | None = None,
    ) -> Event:
        row = case.table.find(name) or Move(name, (), (), ())
        step = Step(self, case, row, actor, self.look(case), received_at=received_at)
        self._check(step, seen, task)
        read = read_inputs(row.does, data)
        step.keep_inputs(read)
        return self._take(step, read)

    def step(self, actor: int | None = None) -> Step:
        """On the locked case, without a move."""
        return Step(self, self.case, NO_MOVE, actor, self.look(self.case))

    def look(self, case: Case) -> survey.Look:
        """Once a case and transaction; what the transaction itself decides is kept up to date in it."""
        if case.pk not in self.looks:
            self.looks[case.pk] = survey.look(case)
        return self.looks[case.pk]

    def _check(self, step: Step, seen: int | str | None, task: int | None) -> None:
        case, row = step.case, step.row
        try:
            if case.erased_on:
                raise file_erased(case.erased_on)
            if not row.sources:
                raise unknown_move(row.name)
            here = case.state in row.sources
            if here:
                check_who(step, task)
            known = here or not row.seen  # a card of its own exists only where the move does
            if seen is not None and known and str(seen) != str(step.seen):
                raise someone_was_faster(case.seq)
            if not here:
                raise not_possible_here(row.label, case.stay.label)
        except Refused:
            if step.actor is not None and not may_read(case, step.actor, step.today):
                raise NotFound from None
            raise

    def _take(self, step: Step, data: dict[str, Any]) -> Event:
        """The move is made: state, event, the old state's tasks, the new state's tasks and deadline, who is told."""
        case, row, before = step.case, step.row, step.case.state
        binding.change_state(case, step, row, data)
        stays = case.state == before
        case.seq += 1
        if not (row.unseen and stays):  # else lists would tell those outside that something has happened
            case.moved_at = step.now
        step.leave(stays=stays)
        event = step.write_event(before, str(row.name))
        self.events.append(event)
        if not stays:
            step.enter()
        for told in row.tells:
            if told.when(case.state):
                step.tell(told.kind, step.people(told.role), due_on=step.due_on(), state=str(case.state))
        self.ledger.change(case)
        for above, lifecycle in step.following:
            self.settle_below(above, lifecycle)
        if case.stay.final and not stays:
            self._end_children(step)
        return event

    def open(  # noqa: PLR0913 - everything a case has from its first day
        self,
        name: str,
        *,
        by: int | None,
        title: str,
        author: int | None = None,
        parent: Case | None = None,
        dossier: Dossier | None = None,
        places: Mapping[str, Any] | None = None,
        calendar: str = "",
        terms: Mapping[str, Any] | None = None,
        readers: Iterable[Any] = (),
        facts: Mapping[str, Any] | None = None,
        now: dt.datetime | None = None,
        **detail: Any,
    ) -> Case:
        """What the case below does not say it takes over from its parent. `author`: whose case it is, where that is not
        who opens it."""
        flow = binding.current(name)
        calendar = calendar or cast("Case", parent).calendar
        places = {**(parent.places if parent else {}), **{k: str(v) for k, v in (places or {}).items()}}
        number, look = survey.look_ahead(calendar, places)
        case = flow.process_class(
            pk=number,
            id=number,  # of a detail, pk is the link to its case
            flow_class=flow,
            lifecycle=name,
            dossier=dossier or cast("Case", parent).dossier,
            parent=parent,
            ancestors=[*parent.ancestors, parent.pk] if parent else [],
            title=title,
            state=flow.lifecycle.first,
            seq=1,
            since=1,
            opened_by_id=author or by,
            places=places,
            terms=dict(terms if terms is not None else parent.terms if parent else {}),
            calendar=calendar,
            **detail,
        )
        case.readers = sorted(map(str, readers))  # and, from `enter` on, whom the table names
        self.chain.append(case)
        self.looks[number] = look
        self._begin(case, facts or {}, by, now)
        return case

    def _begin(self, case: Case, facts: Mapping[str, Any], by: int | None, now: dt.datetime | None) -> None:
        step = Step(self, case, NO_MOVE, by, self.look(case))
        check_not_inspecting(step)
        step.record(**facts)
        case.created = case.moved_at = now or step.now
        self.events.append(step.write_event("", "open"))
        self.ledger.add(case)
        step.enter()

    def settle(self, case: Case, child: Case | None = None) -> None:
        """Make the automatic moves that have become possible, here and, where a state has changed, upwards."""
        for _turn in range(MOST_AUTOMATIC_MOVES):
            if not self._move_by_itself(case, child):
                break
        above = self.above(case)
        if above and any(event.to_state != event.from_state for event in self.events):
            self.settle(above, case)

    def _move_by_itself(self, case: Case, child: Case | None) -> bool:
        for row in case.table.automatic[case.state]:
            if self._lets(case, row, child):
                self._take(Step(self, case, row, None, self.look(case), child=child), {})
                return True
        return False

    def above(self, case: Case) -> Case | None:
        return next((other for other in self.chain if other.pk == case.parent_id), None)

    def parent_of(self, case: Case) -> Case:
        """The case above, as this transaction knows it, or as it is stored."""
        return self.above(case) or cast("Case", case.parent)

    def found_above(self, case: Case, lifecycle: str) -> Case:
        """The case of this kind among those above: the locked one, or for an offer one that is read once for all."""
        locked = (each for each in self.chain if each.lifecycle == lifecycle and each.pk in case.ancestors)
        found = next(locked, None) or self.read.get(lifecycle)
        return found or self.read.setdefault(lifecycle, Case.objects.get(pk__in=case.ancestors, lifecycle=lifecycle))

    def children(self, case: Case, lifecycle: str = "") -> list[Case]:
        """The open ones, those of this lifecycle that have ended too, and those this transaction has moved: each
        locked, one copy of each."""
        known = {each.pk for each in self.chain}
        found = [child for child in survey.lock_below(case.pk, lifecycle) if child.pk not in known]
        self.chain += [self.aside.pop(child.pk, child) for child in found]
        return [each for each in self.chain if each.parent_id == case.pk]

    def all_below(self, case: Case, lifecycle: str) -> list[Case]:
        """The children of this lifecycle, ended ones too."""
        return [each for each in self.children(case, lifecycle) if each.lifecycle == lifecycle]

    def newest_below(self, case: Case, lifecycle: str) -> Case | None:
        """Right below it, as this transaction knows it. One query where none is at hand."""
        at_hand = [each for each in self.chain if each.parent_id == case.pk and each.lifecycle == lifecycle]
        stored = case.children.filter(lifecycle=lifecycle).order_by("-pk")
        return max(at_hand, key=lambda each: each.pk, default=None) or stored.first()

    def under(self, case: Case) -> list[Case]:
        """Every case below it, however far down, ended ones too: each locked, one copy of each."""
        known = {each.pk for each in self.chain} | self.aside.keys()
        self.aside |= {each.pk: each for each in survey.lock_under(case) if each.pk not in known}
        return [each for each in (*self.chain, *self.aside.values()) if case.pk in each.ancestors]

    def settle_below(self, case: Case, lifecycle: str) -> None:
        """The cases of this lifecycle below, ended ones too, make the automatic move that has become possible."""
        for child in self.all_below(case, lifecycle):
            self._move_by_itself(child, None)

    def _end_children(self, step: Step) -> None:
        """The case has ended: each open case below makes the move its own table names for that, unless a guard of the
        move says that it outlives the case above."""
        for child in self.children(step.case):
            row = child.table.find(child.table.when_parent_ends)
            if row and child.state in row.sources and self._lets(child, row):
                self.make(child, row.name, None, {})

    def _lets(self, case: Case, row: Move, child: Case | None = None) -> bool:
        try:
            Step(self, case, row, None, self.look(case), child=child).check_guards()
        except Refused:
            return False
        return True

    def keep(self, request: Request, event: Event) -> None:
        if kept := request.answered_by(event):
            self.ledger.add(kept)
