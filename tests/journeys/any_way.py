"""One way that people go: legal and illegal moves of all lifecycles in any order, on any day."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from funding import openings
from funding.demo.world import World
from funding.enactments.opening import open_enactment, watch_law
from funding.enactments.states import Kind
from funding.ideas.opening import open_idea
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from funding.statements.opening import open_statement
from tests.journeys.anything import OFTEN, RARELY, Pick, anything_asked, anything_for
from tests.journeys.beginnings import it_is
from tests.journeys.holding import HOLDING, against_the_table, may
from tests.snapshot import Rows, put_back
from workflows import assignments, clock, survey
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import inputs_of
from workflows.lifecycle import Each, Move
from workflows.models import Case, Event, Task
from workflows.reading import desks_of, readable_cases
from workflows.refusals import NotFound, Refused
from workflows.step import Step
from workflows.work import Work

DAYS = (1, 1, 3, 8, 15, 31, 95, 200, 400)
SEEDS = st.integers(0, 2**24 - 1)  # of wider ranges Hypothesis draws mostly the small numbers
ON_TASKS = (assignments.claim, assignments.release, assignments.finish)


class AnyWay(RuleBasedStateMachine):
    """`world`, `places` and `standing` are set by the test. `met`: how often what has happened, over all ways."""

    world: ClassVar[World]
    people: ClassVar[dict[str, Any]]
    places: ClassVar[dict[str, tuple[Rows, str]]]
    standing: ClassVar[Rows]
    late: ClassVar[list[str]]
    met: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.way = self.seen = self.events = 0
        self.written, self.wrong = False, []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.met["ways gone"] += 1
        if self.met["ways gone"] % 100 == 0:
            print(f"{self.met['ways gone']} ways, {self.met['steps taken']} steps, all holds", flush=True)

    @initialize(seed=SEEDS)
    def set_out(self, seed: int) -> None:
        self.way = seed
        place = Random(seed).choice(sorted(self.places))
        rows, today = self.places[place]
        put_back(rows, self.standing)
        it_is(today)
        self.seen, self.events, self.written = _last_event(), 0, True
        note(f"from {place}")

    @rule(seed=SEEDS)
    def something_happens(self, seed: int) -> None:
        """A number instead of many choices, as Hypothesis prefers the first of them. It may leave out steps in vain."""
        chance = Random(f"{self.way} {self.events} {seed}")
        (happens,) = chance.choices(*zip(*HAPPENS, strict=True))
        happens(self, chance.choice)
        self.wrong += self.late
        self.late.clear()

    def move(self, pick: Pick) -> None:
        if (case := self._some_case(pick)) is None:
            return
        row = self._some_move(case, pick)
        person = self.people[self._somebody(case, row, pick)]
        today = clock.today()
        entered = anything_for(row, case, today, pick)
        note(f"{case} {case.state}: {row.name} by {person} with {entered}")
        seen = {"seen": pick((case.seq, 1))} if pick(RARELY) else {}
        might = case.state in row.sources and may(case, row, person.pk, today)
        reads = readable_cases(person).filter(pk=case.pk).exists()
        event = self._try(
            f"{case.lifecycle} {row.name}", lambda: fire(case.pk, row.name, by=person, data=entered, **seen)
        )
        if isinstance(event, Refused) and isinstance(event, NotFound) == reads:
            self.wrong.append(f"{case}: that {person} reads it is {reads}, but the answer is {event}")
        self._look(None if isinstance(event, Refused) else event, might=might)

    def begin_below(self, pick: Pick) -> None:
        below = [(case, each) for case in _cases() for each in openings.OPENINGS if each.below == case.lifecycle]
        if not below:
            return
        above, opening = pick(below)
        person = self.people[self._somebody(above, Move("", (), (), opening.who), pick)]
        entered = anything_asked(list(inputs_of(opening.asks).values()), above, clock.today(), pick)
        note(f"{above}: {opening.opens} begun by {person} with {entered}")
        self._try(
            f"{opening.opens} open", lambda: openings.begin(above, opening.opens, by=person, key=None, data=entered)
        )
        self._look(None, might=False)

    def begin(self, pick: Pick) -> None:
        """An idea by anybody; a statement or a fact of law by whoever may."""
        name, world, title = pick(("idea", "statement", "enactment")), self.world, "Noch etwas"
        person = self.people[pick(["office", "case_worker", pick(sorted(self.people))])]
        note(f"{name} begun by {person}")
        if name == "idea":
            self._try("idea open", lambda: open_idea(world.region, by=person, title=title, invented=True))
        elif name == "enactment":
            kind = pick(Kind.values)
            self._try("enactment open", lambda: open_enactment(world.authority, by=person, kind=kind))
        else:
            self._try(
                "statement open",
                lambda: open_statement(world.steering_group, by=person, title=title, group=world.group),
            )
        self._look(None, might=False)

    def change_hands(self, pick: Pick) -> None:
        """Somebody takes a task on, gives it back, ticks it off, or hands it to another."""
        if not (tasks := list(Task.objects.select_related("desk", "process").order_by("pk"))):
            return
        task, act = pick(tasks[-8:]), pick((*ON_TASKS, assignments.delegate))
        holders = [name for name, each in self.people.items() if task.desk and _sits(each, task)]
        person = self.people[pick(holders if holders and pick(OFTEN) else sorted(self.people))]
        more = {"to": self.people[pick(sorted(self.people))]} if act is assignments.delegate else {}
        note(f"{task.process}: {act.__name__} by {person} {more}")
        self._try(f"task {act.__name__}", lambda: act(task.pk, by=person, **more))
        self._look(None, might=False)

    def days_pass(self, pick: Pick) -> None:
        days, today = pick(DAYS), clock.today()
        clock.set_to(clock.now() + dt.timedelta(days=days))
        note(f"{days} days after {today}")
        while sweep_deadlines():
            pass
        watch_law()
        if Roster.objects.exists():  # else they would crowd out what this way is about
            watch_rosters()
        self._look(None, might=False)
        self.written = True

    @invariant()
    def all_holds(self) -> None:
        """Where nothing was written, what held holds."""
        self.met["steps taken"] += 1
        if self.written:
            self.wrong += [sentence for check in HOLDING for sentence in check()]
        assert not self.wrong, "; ".join(self.wrong)

    def _try(self, what: str, act: Callable[[], Any]) -> Any:
        try:
            answer = act()
        except Refused as refusal:
            self.met[f"refused: {what}"] += 1
            note(f"  refused: {refusal}")
            return refusal
        self.met[f"made: {what}"] += 1
        return answer

    def _look(self, fired: Event | None, *, might: bool) -> None:
        events = list(Event.objects.filter(pk__gt=self.seen).select_related("case").order_by("pk"))
        self.seen = events[-1].pk if events else self.seen
        self.events += len(events)
        self.written = bool(events)
        self.met.update(f"entered: {event.case.lifecycle} {event.to_state}" for event in events)
        mine = next((each for each in events if fired and (each.case_id, each.seq) == (fired.case_id, fired.seq)), None)
        self.wrong += against_the_table(events, mine, might=might)

    def _some_case(self, pick: Pick) -> Case | None:
        """Mostly one that goes on, and one of the newest."""
        cases = _cases() if pick(OFTEN) else list(Case.objects.order_by("pk"))
        return pick(cases[::-1]) if cases else None

    def _some_move(self, case: Case, pick: Pick) -> Move:
        """Mostly one that leads on: what only adds or ends is tried less often, and least what the clock does."""
        if pick(RARELY) or not (here := case.table.leaving[case.state]):
            return pick([*case.table.moves, Move("dance", (), (), ())])
        return pick([row for row in here for _time in range(_weight(case, row))])

    def _somebody(self, case: Case, row: Move, pick: Pick) -> str:
        """Mostly one who may, by the desks."""
        step = Step(Work([case]), case, row, None, survey.look(case))
        able = {person for role in row.who for person in _able(step, role)}
        named = [name for name, person in self.people.items() if person.pk in able]
        return pick(named if named and not pick(RARELY) else sorted(self.people))


HAPPENS: tuple[tuple[Callable[[AnyWay, Pick], None], int], ...] = (
    (AnyWay.move, 78),
    (AnyWay.days_pass, 9),
    (AnyWay.begin_below, 5),
    (AnyWay.change_hands, 5),
    (AnyWay.begin, 3),
)


def _weight(case: Case, row: Move) -> int:
    if row.automatic:
        return 1
    stays_in = case.table.stay_in
    leads_on = any(state != case.state and not stays_in[state].final for state in row.targets)
    writes = case.state in row.targets and "file" not in inputs_of(row.does)
    return 8 if leads_on or writes else 2


def _able(step: Step, role: Any) -> Iterator[int]:
    waits = step.case.stay.waits_for
    if isinstance(waits, Each) and waits.role == role:
        for task in step.look.tasks:
            yield from step.holders_of(task.desk_id)
    elif not role.at:
        yield from filter(None, [step.case.opened_by_id])
    elif desk := step.desk(role):
        yield from step.holders_of(desk.id)


def _sits(person: Any, task: Task) -> bool:
    return (task.desk.role, task.desk.place) in desks_of(person.pk, clock.today())


def _cases() -> list[Case]:
    return list(Case.objects.filter(finished=None).order_by("pk"))


def _last_event() -> int:
    last = Event.objects.order_by("-pk").first()
    return last.pk if last else 0
