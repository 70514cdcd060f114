"""The sweep: who is reminded when, what escalates, what moves by itself; one bad case stops nobody."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from workflows import clock
from workflows.deadlines import _sweep, sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Deadline, Event, Task
from workflows.stages import begins_on, stage_on

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2027, 3, 5)


def told():
    rows = Message.objects.exclude(kind__startswith="lab.").order_by("id")
    return list(rows.values_list("kind", "person__name"))


def walk(product_clock, day, days):
    """Sweep twice on each of so many days, beginning with this one; the days on which somebody was told."""
    loud = []
    for number in range(days):
        today = day + dt.timedelta(days=number)
        product_clock(today)
        before = Message.objects.count()
        sweep_deadlines()
        sweep_deadlines()
        if Message.objects.count() > before:
            loud.append(today)
    return loud


def test_stages_begin_on_their_days():
    due = dt.date(2027, 3, 11)
    stages = {1: 8, 2: 12, 3: 19, 4: 26, 5: 33}
    for stage, day in stages.items():
        first = dt.date(2027, 3, 1) + dt.timedelta(days=day - 1)
        assert begins_on(due, stage) == first
        assert (stage_on(due, first - dt.timedelta(days=1)), stage_on(due, first)) == (stage - 1, stage)
    assert stage_on(due, dt.date(2030, 1, 1)) == 5


def test_a_reminder_three_days_before_one_after_and_three_more_weekly(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    due = Deadline.objects.get(case=case).due_on
    loud = walk(product_clock, due - dt.timedelta(days=5), 60)
    assert [(day - due).days for day in loud] == [-3, 1, 8, 15, 22]
    assert told() == [("task.soon", "Lena")] + 4 * [("task.late", "Lena")]
    assert Deadline.objects.values_list("sweep_at", "status", "stage").get(case=case) == (None, "running", 5)


def test_a_programme_may_say_on_which_days_it_reminds(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "reminder_days": [28, 1, 14]})
    fire(case.pk, "submit", by=people.anna)
    deadline = Deadline.objects.get(case=case)
    loud = walk(product_clock, deadline.due_on - dt.timedelta(days=5), 60)
    assert [(day - deadline.due_on).days for day in loud] == [-3, 1, 14, 28]
    assert Deadline.objects.values_list("sweep_at", "stage").get(case=case) == (None, 4)


def test_a_clock_that_leaps_tells_only_the_last(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    product_clock(dt.date(2027, 12, 1))
    assert (sweep_deadlines(), sweep_deadlines()) == (1, 0)
    assert told() == [("task.late", "Lena")]


def test_who_has_the_task_is_reminded_and_otherwise_all_of_the_desk(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    for name, by in (("submit", people.anna), ("check", people.lena)):
        fire(case.pk, name, by=by)
    product_clock(dt.date(2027, 3, 14))
    sweep_deadlines()
    assert sorted(told()) == [("task.soon", "Olga"), ("task.soon", "Otto")]
    Task.objects.filter(process=case, status="NEW").update(owner=people.otto, status="ASSIGNED")
    product_clock(dt.date(2027, 3, 16))
    sweep_deadlines()
    assert told()[2:] == [("task.late", "Otto")]


def test_overdue_goes_to_another_desk_once(errand, people, product_clock):
    loud = walk(product_clock, dt.date(2027, 3, 6), 60)
    assert loud == [dt.date(2027, 3, 8), dt.date(2027, 3, 12)]
    assert sorted(told()) == [
        ("task.escalated", "Olga"),
        ("task.escalated", "Otto"),
        ("task.late", "Lena"),
        ("task.soon", "Lena"),
    ]
    task = Task.objects.get(process=errand, escalation=True)
    assert (task.desk.role, task.matter, task.due_on, task.status) == ("office", "late", dt.date(2027, 3, 11), "NEW")
    event = Event.objects.get(case=errand, move="deadline.escalate")
    assert (event.seq, event.actor_id, event.facts) == (
        2, None, {"deadline": "open", "due_on": "2027-03-11", "to": "office"},
    )  # fmt: skip
    fire(errand.pk, "finish", by=people.lena)
    task.refresh_from_db()
    assert task.status == "CANCELED"


def test_a_row_swept_again_too_early_tells_nothing_new(errand, product_clock):
    product_clock(dt.date(2027, 3, 12))
    sweep_deadlines()
    before = (Message.objects.count(), Event.objects.count())
    Deadline.objects.update(sweep_at=clock.now())
    assert sweep_deadlines() == 1
    assert (Message.objects.count(), Event.objects.count()) == before


def test_what_was_suspended_between_pick_and_lock_is_left_alone(errand, people, product_clock):
    product_clock(dt.date(2027, 3, 12))
    fire(errand.pk, "rest", by=people.lena)
    _sweep(Deadline.objects.get().pk, errand.pk)
    assert told() == []


def test_the_clock_makes_the_move(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "park", by=people.lena, amount="1.00", until=FRIDAY.isoformat())
    product_clock(FRIDAY)
    assert (sweep_deadlines(), Case.objects.get(pk=case.pk).state) == (1, "parked")
    product_clock(FRIDAY + dt.timedelta(days=1))
    assert (sweep_deadlines(), Case.objects.get(pk=case.pk).state) == (1, "lapsed")
    assert Event.objects.filter(case=case).last().actor_id is None
    assert Deadline.objects.values_list("status", flat=True).get(case=case, kind="parked") == "missed"
    assert sorted(told()) == [("task.soon", "Olga"), ("task.soon", "Otto")]


def test_a_date_beside_the_stays_reminds_the_desk_it_names(errand, people, product_clock):
    fire(errand.pk, "promise", by=people.lena, on="2027-05-03")
    Deadline.objects.filter(kind="open").update(sweep_at=None)
    assert walk(product_clock, dt.date(2027, 4, 25), 10) == [dt.date(2027, 4, 30), dt.date(2027, 5, 4)]
    assert sorted(told()) == [(f"task.{kind}", name) for kind in ("late", "soon") for name in ("Olga", "Otto")]


def test_a_date_that_names_nobody_is_looked_at_once(errand, people, product_clock):
    fire(errand.pk, "owe", by=people.lena, length=30)
    Deadline.objects.filter(kind="open").update(sweep_at=None)
    product_clock(dt.date(2028, 1, 1))
    assert (sweep_deadlines(), sweep_deadlines(), told()) == (1, 0, [])


def test_one_bad_case_waits_an_hour_and_stops_nobody(thing, errand, people, product_clock, caplog):
    bad = thing()
    fire(bad.pk, "submit", by=people.anna)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE workflows_case SET state = 'nowhere' WHERE id = %s", [bad.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    Deadline.objects.filter(case=bad).update(sweep_at=clock.now() - dt.timedelta(days=1))
    product_clock(dt.date(2027, 3, 8))
    assert sweep_deadlines() == 1
    assert told() == [("task.soon", "Lena")]
    ahead = Deadline.objects.get(case=bad).sweep_at - clock.now()
    assert dt.timedelta(minutes=59) < ahead <= dt.timedelta(minutes=60)
    assert [record.getMessage() for record in caplog.records] == [
        f"deadline {Deadline.objects.get(case=bad).pk} of case {bad.pk}: KeyError"
    ]


def test_a_move_the_guards_refuse_is_tried_again_later(thing, people, product_clock, caplog):
    product_clock(dt.date(2029, 12, 1))
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    product_clock(dt.date(2030, 2, 2))
    Deadline.objects.filter(case=case).update(sweep_at=None)
    vote = case.children.get()
    assert (sweep_deadlines(), vote.deadlines.get().stage) == (0, 0)
    assert caplog.records[-1].getMessage().endswith(f"of case {vote.pk}: still_open")


def test_an_idle_tick_is_one_query(errand, product_clock):
    with CaptureQueriesContext(connection) as queries:
        assert sweep_deadlines() == 0
    assert len(queries) == 1


def test_a_due_deadline_takes_three_queries_and_the_next_pick(errand, product_clock):
    product_clock(dt.date(2027, 3, 8))
    with CaptureQueriesContext(connection) as queries:
        sweep_deadlines()
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 5


def test_what_was_finished_meanwhile_is_left_alone(errand, people, product_clock):
    fire(errand.pk, "finish", by=people.lena)
    Deadline.objects.update(status="running")
    product_clock(dt.date(2027, 5, 1))
    with transaction.atomic():
        assert sweep_deadlines() == 1
    assert told() == []
