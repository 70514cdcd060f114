"""What holds after every step of any way. Each answers sentences about what does not."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.db import connection
from django.db.models import Prefetch, Q, Sum

from funding.awards.lifecycle import GOING_ON
from funding.awards.models import Award
from funding.budgets.models import Holding, Pot
from funding.disbursements.models import Disbursement
from workflows import clock
from workflows.audit import Audit
from workflows.binding import activation
from workflows.lifecycle import CLOCK, Each, Move, Role
from workflows.models import Case, Deadline, Event, Holder, Task
from workflows.reading import desks_of, valid_on

NOTHING = Decimal("0.00")
OPEN_TASK = Q(status__in=("NEW", "ASSIGNED"), escalation=False)
ASKED_LATE = Q(status__in=("NEW", "ASSIGNED"), escalation=True)
COUNTED = Q(status__in=("running", "extended"))
WAITING = Prefetch("tasks", Task.objects.filter(OPEN_TASK), "open_tasks")
LATE = Prefetch("tasks", Task.objects.filter(ASKED_LATE), "late_tasks")
DATES = Prefetch("deadlines", Deadline.objects.filter(COUNTED, of_stay=True), "dates")
LOOKED_AT_DAILY = ("roster",)  # by the clock, whatever day it is
OUTSIDE_THE_TABLE = ("open", "task.", "deadline.", "words.", "remind")


def history_holds() -> Iterator[str]:
    """Every case's state is the fold of its events, and every chain verifies."""
    yield from map(str, Audit().findings())


def money_holds() -> Iterator[str]:
    """Paid is what was paid; never more than is awarded, but for what came back or is called back, and what a decision
    on a remedy has left beyond the grant."""
    paid = (
        Disbursement.objects.filter(value_date__isnull=False).values("parent_id").annotate(sum=Sum("approved_amount"))
    )
    by_award = {row["parent_id"]: row["sum"] for row in paid}
    for award in Award.objects.all():
        if award.paid != by_award.get(award.pk, NOTHING):
            yield f"{award}: paid out are {award.paid}, its calls say {by_award.get(award.pk)}"
        if award.held > award.amount + award.overpaid:
            yield f"{award}: {award.held} are held of {award.amount}, {award.overpaid} of them overpaid"
        lessened = award.events.filter(move__in=("amend_after_remedy", "amend", "follow_reclaim"))
        if award.overpaid and not lessened.exists():
            yield f"{award}: {award.overpaid} are overpaid, though nothing has lessened the grant"


def pots_hold() -> Iterator[str]:
    """What is taken from a pot is what is held of it, and never more than is in it; what an award may still pay, and
    what of it is out, is held of the pots of its years."""
    of_pot, of_case = _held_by("pot"), _held_by("case")
    budgets = set(Pot.objects.values_list("budget__programme__key", "budget__authority", "budget__year"))
    for pot in Pot.objects.select_related("budget"):
        if not pot.taken == of_pot.get(pot.pk, NOTHING) <= pot.amount:
            yield f"pot {pot}: {pot.taken} are taken of {pot.amount}, held are {of_pot.get(pot.pk)}"
    for award in Award.objects.all():
        years = {(award.terms["programme"], award.authority_id, line["year"]) for line in award.plan}
        granted = award.amount - award.lapsed if award.state in GOING_ON else NOTHING
        held = of_case.get(award.parent_id, NOTHING)
        if years <= budgets and held < max(award.kept, granted):
            yield f"{award}: {award.kept} are out, {granted} granted, but only {held} held of the pots"


def _held_by(column: str) -> dict[int, Decimal]:
    return dict(Holding.objects.values_list(column).annotate(sum=Sum("amount")).order_by())


def somebody_is_next() -> Iterator[str]:
    """No open case without who acts next: a task at a desk that is held, a day the clock waits for, a case below, or
    a vote beside it on the case above."""
    held = set(Holder.objects.filter(valid_on(clock.today())).values_list("desk_id", flat=True))
    cases = list(Case.objects.order_by("pk").prefetch_related(WAITING, LATE, DATES))
    with_open_below = {above for case in cases if not case.finished for above in case.ancestors}
    voted_on = {
        case.parent_id for case in cases if case.parent_id and case.lifecycle == "decision" and not case.finished
    }
    for case in cases:
        if bool(case.finished) != case.stay.final:
            yield f"{case}: finished at {case.finished} in {case.state}"
        elsewhere = case.pk in with_open_below or case.parent_id in voted_on or case.lifecycle in LOOKED_AT_DAILY
        waited_for = elsewhere if case.stay.waits_for == CLOCK else _waits_at_a_desk(case, held)
        if not (case.stay.final or waited_for or _waits_for_a_day(case) or _is_asked_late(case, held)):
            yield f"{case}: nobody is next in {case.state}"


def _waits_for_a_day(case: Case) -> bool:
    """On which the clock moves it or asks somebody; also one that is over already: the clock looks there next."""
    late = case.stay.when_late
    asks = late and late.role and case.stay.waits_for == CLOCK
    return bool(late and (late.move or asks)) and any(row.sweep_at for row in case.dates)


def _is_asked_late(case: Case, held: set[int]) -> bool:
    """Where the clock alone is waited for, whoever it has asked since."""
    return case.stay.waits_for == CLOCK and any(task.owner_id or task.desk_id in held for task in case.late_tasks)


def _waits_at_a_desk(case: Case, held: set[int]) -> bool:
    """Where every seat has voted, whoever closes the vote is next."""
    if isinstance(case.stay.waits_for, Each) and any(not row.automatic for row in case.table.leaving[case.state]):
        return True
    return any(task.owner_id or task.desk_id in held for task in case.open_tasks)


def tasks_are_of_the_stay() -> Iterator[str]:
    """Nobody is asked for what is over: an open task belongs to the state the case is in, an open deadline too."""
    for task in Task.objects.filter(OPEN_TASK).select_related("process"):
        if task.since != task.process.since or not activation(task):
            yield f"{task.process}: a task of an earlier stay is open"
    for deadline in Deadline.objects.filter(COUNTED, of_stay=True).select_related("case"):
        if deadline.opened_seq < deadline.case.since:
            yield f"{deadline.case}: the day {deadline} of an earlier stay is counted"


def the_database_agrees() -> Iterator[str]:
    """What triggers and foreign keys look at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return iter(())


HOLDING: tuple[Callable[[], Iterable[str]], ...] = (
    the_database_agrees,
    history_holds,
    money_holds,
    pots_hold,
    somebody_is_next,
    tasks_are_of_the_stay,
)


def may(case: Case, row: Move, person: int, today: dt.date) -> bool:
    """By the tables of desks and tasks alone, asked before the move: whether the lifecycle lets this person make it."""
    held = {(role, str(place)) for role, place in desks_of(person, today)}
    mine = case.tasks.filter(OPEN_TASK, Q(delegated=True) | Q(desk=None), owner_id=person).exists()
    for role in row.who:
        waits = case.stay.waits_for
        if isinstance(waits, Each) and waits.role == role:
            tasks = case.tasks.filter(since=case.since, escalation=False).select_related("desk")
            if any(task.owner_id == person or (task.desk.role, str(task.desk.place)) in held for task in tasks):
                return True
        elif (
            (mine and waits == role)
            or (not role.at and case.opened_by_id == person)
            or (role.key, str(case.places.get(role.at))) in held
            or _sits_at_one_that_reads(case, role, held)
        ):
            return True
    return False


def _sits_at_one_that_reads(case: Case, role: Role, held: set[tuple[str, str]]) -> bool:
    """Of the many desks of a role, as the seats of a body once its vote is over."""
    many = any(each.role == role for each in case.table.many)
    return many and any((role.key, place) in held for place in map(str, case.readers))


def against_the_table(events: Iterable[Event], fired: Event | None, *, might: bool) -> Iterator[str]:
    """A person made this one move, if they might; whatever else has happened with it was the clock's to do."""
    for event in events:
        if event.move.startswith(OUTSIDE_THE_TABLE):
            continue
        row = event.case.table.find(event.move)
        if event.actor_id is None and not row.automatic:
            yield f"{event}: the clock has made what is not the clock's"
        if event.actor_id is not None and (fired is None or event.pk != fired.pk or not might):
            yield f"{event}: by {event.actor_id}, who might not"
        if event.actor_id is not None and event.actor_id in _signed_before(event, row):
            yield f"{event}: by {event.actor_id}, who signed before"


def _signed_before(event: Event, row: Move) -> list[int]:
    """Who made those moves last that another than they must follow."""
    before = Event.objects.filter(
        case_id=event.case_id, seq__lt=event.seq, move__in=[str(name) for name in row.four_eyes]
    )
    return list(before.order_by("move", "-seq").distinct("move").values_list("actor_id", flat=True))
