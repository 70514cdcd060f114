"""One way that people go: legal and illegal moves of all lifecycles in any order, on any day."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from funding import openings
from funding.demo.world import World
from funding.ideas.opening import open_idea
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
        self.seen, self.wrong = 0, []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(data=st.data())
    def set_out(self, data: st.DataObject) -> None:
        rows, today = self.places[data.draw(st.sampled_from(sorted(self.places)), "from")]
        put_back(rows, self.standing)
        it_is(today)
        self.seen = _last_event()

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        pick = _pick(data)
        if (case := self._some_case(pick)) is None:
            return
        row = self._some_move(case, pick)
        person = self.people[self._somebody(case, row, pick)]
        entered = anything_for(row, case, clock.today(), pick)
        note(f"{case} {case.state}: {row.name} by {person} with {entered}")
        seen = {"seen": pick((case.seq, 1))} if pick(RARELY) else {}
        might = may(case, row, person.pk, clock.today()) and case.state in row.sources
        reads = readable_cases(person).filter(pk=case.pk).exists()
        event = self._try(f"{case.lifecycle} {row.name}", lambda: fire(case.pk, row.name, by=person, data=entered, **seen))
        if isinstance(event, Refused) and isinstance(event, NotFound) != (not reads):
            self.wrong.append(f"{case}: {person} reads it is {reads}, but is told {event}")
        self._look(None if isinstance(event, Refused) else event, might=might)

    @rule(data=st.data())
    def begin_below(self, data: st.DataObject) -> None:
        pick = _pick(data)
        below = [(case, each) for case in _cases() for each in openings.OPENINGS if each.below == case.lifecycle]
        if not below:
            return
        above, opening = pick(below)
        role = pick(opening.who)
        person = self.people[self._somebody(above, Move("", (), (), (role,)), pick)]
        asked = list(inputs_of(opening.asks).values())
        entered = anything_asked(asked, above, clock.today(), pick)
        note(f"{above}: {opening.opens} begun by {person} with {entered}")
        self._try(
            f"{opening.opens} open", lambda: openings.begin(above, opening.opens, by=person, key=None, data=entered)
        )
        self._look(None, might=False)

    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """An idea by anybody; a statement by whoever may."""
        pick = _pick(data)
        person = self.people[pick(sorted(self.people))]
        world, title = self.world, "Noch etwas"
        ways: dict[str, Callable[[], Any]] = {
            "idea": lambda: open_idea(world.region, by=person, title=title, invented=True),
            "statement": lambda: open_statement(world.steering_group, by=person, title=title, group=world.group),
        }
        name = pick(sorted(ways))
        if pick(OFTEN[2:]):
            self._try(f"{name} open", ways[name])
        self._look(None, might=False)

    @rule(data=st.data())
    def change_hands(self, data: st.DataObject) -> None:
        """Somebody takes a task on, gives it back, ticks it off, or hands it to another."""
        pick = _pick(data)
        if not (tasks := list(Task.objects.order_by("pk"))):
            return
        task, act = pick(tasks[-8:]), pick((*ON_TASKS, assignments.delegate))
        holders = [name for name, each in self.people.items() if task.desk and _sits(each, task)]
        person = self.people[pick(holders if holders and pick(OFTEN) else sorted(self.people))]
        more = {"to": self.people[pick(sorted(self.people))]} if act is assignments.delegate else {}
        note(f"{task.process}: {act.__name__} by {person} {more}")
        self._try(f"task {act.__name__}", lambda: act(task.pk, by=person, **more))
        self._look(None, might=False)

    @rule(days=st.sampled_from(DAYS))
    def days_pass(self, days: int) -> None:
        today = clock.today()
        clock.set_to(clock.now() + dt.timedelta(days))
        note(f"{days} days after {today}")
        while sweep_deadlines():
            pass
        self.wrong += self.late
        self.late.clear()
        self._look(None, might=False)

    @invariant()
    def all_holds(self) -> None:
        wrong = [*self.wrong, *(sentence for check in HOLDING for sentence in check())]
        assert wrong == []

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
        self.met.update(f"entered: {event.case.lifecycle} {event.to_state}" for event in events)
        mine = next((each for each in events if fired and (each.case_id, each.seq) == (fired.case_id, fired.seq)), None)
        self.wrong += against_the_table(events, mine, might=might)

    def _some_case(self, pick: Pick) -> Case | None:
        """Mostly one that goes on, and one of the newest."""
        cases = _cases() if pick(OFTEN) else list(Case.objects.order_by("pk"))
        return pick(cases[::-1]) if cases else None

    def _some_move(self, case: Case, pick: Pick) -> Move:
        here = case.table.leaving[case.state]
        if pick(RARELY) or not here:
            return pick([*case.table.moves, Move("dance", (), (), ())])
        return pick(here)

    def _somebody(self, case: Case, row: Move, pick: Pick) -> str:
        """Mostly one who may, by the desks."""
        step = Step(Work([case]), case, row, None, survey.look(case))
        able = {person for role in row.who for person in _able(step, role)}
        named = [name for name, person in self.people.items() if person.pk in able]
        return pick(named if named and not pick(RARELY) else sorted(self.people))


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


def _pick(data: st.DataObject) -> Pick:
    return lambda choices: data.draw(st.sampled_from(choices))
