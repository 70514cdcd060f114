import datetime as dt

import pytest
from django.db import connection

from notifications.models import Message, State
from notifications.outbox import mark_reported, undelivered
from tests.lab.lifecycles import LEAD, OFFICE
from workflows import clock
from workflows.engine import fire
from workflows.housekeeping import _report, forget_old_keys, open_tasks_for_undelivered
from workflows.models import Case, RequestKey, Task
from workflows.office import office_of
from workflows.tasks import forget_old_keys as forget_old_keys_task
from workflows.tasks import open_tasks_for_undelivered as open_tasks_task
from workflows.tasks import sweep_deadlines as sweep_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def give_up(people):
    def given_up(about, key):
        return Message.objects.create(
            key=key,
            kind="lab.x",
            person=people.mila,
            about=about,
            link="/",
            due_at=clock.now(),
            state=State.UNDELIVERED,
        )

    return given_up


def escalations():
    return list(Task.objects.filter(escalation=True).values_list("process_id", "desk__role", "matter", "status"))


def test_the_office_gets_one_task_for_all_undelivered_messages_of_a_case(errand, give_up):
    for key in ("a", "b"):
        give_up(f"case {errand.pk}", key)
    assert (open_tasks_for_undelivered(), open_tasks_for_undelivered()) == (2, 0)
    assert escalations() == [(errand.pk, "office", "undelivered", "NEW")]
    give_up(f"case {errand.pk}", "c")
    open_tasks_for_undelivered()
    assert (len(escalations()), list(undelivered())) == (1, [])


def test_what_another_worker_reported_meanwhile_opens_nothing(errand, give_up):
    message = give_up(f"case {errand.pk}", "a")
    mark_reported([message])
    _report(message.about, [message])
    assert escalations() == []


def test_also_of_a_case_that_has_ended(errand, people, give_up):
    fire(errand.pk, "finish", by=people.lena)
    give_up(f"case {errand.pk}", "a")
    assert open_tasks_for_undelivered() == 1
    assert escalations() == [(errand.pk, "office", "undelivered", "NEW")]


def test_what_belongs_to_no_case_or_to_no_office_is_logged_and_holds_up_nothing(errand, give_up, caplog, settings):
    numbers = [give_up(about, about).pk for about in ("case 0", "case x", "digest", "2026-11-23")]
    assert open_tasks_for_undelivered() == 4
    settings.OFFICE_ROLES = ("tests.lab.lifecycles.SECOND",)
    numbers.append(give_up(f"case {errand.pk}", "z").pk)
    open_tasks_for_undelivered()
    assert (escalations(), list(undelivered())) == ([], [])
    logged = sorted(record.getMessage() for record in caplog.records)
    keys = [*4 * ["not_found"], "no_such_desk"]
    assert logged == sorted(f"no task for messages [{n}]: {key}" for n, key in zip(numbers, keys, strict=True))


def test_of_a_case_the_office_may_not_read_the_next_office_gets_it_or_whom_it_waits_for(thing, people, settings):
    settings.OFFICE_ROLES = ("tests.lab.lifecycles.OFFICE", "tests.lab.lifecycles.LEAD")
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    assert office_of(Case.objects.get(pk=case.pk)) == LEAD
    settings.OFFICE_ROLES = ("tests.lab.lifecycles.OFFICE",)
    other = thing()
    fire(other.pk, "submit", by=people.anna)
    assert office_of(Case.objects.get(pk=other.pk)) == LEAD
    fire(other.pk, "check", by=people.lena)
    assert office_of(Case.objects.get(pk=other.pk)) == OFFICE


def test_keys_live_thirty_days(errand, people):
    fire(errand.pk, "rest", by=people.lena, key="old")
    fire(errand.pk, "go_on", by=people.lena, key="young")
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    RequestKey.objects.filter(key="old").update(at=now - dt.timedelta(days=31))
    assert (forget_old_keys(), list(RequestKey.objects.values_list("key", flat=True))) == (1, ["young"])


def test_the_brokers_doors_do_the_same(errand, give_up, product_clock):
    give_up(f"case {errand.pk}", "a")
    product_clock(dt.date(2027, 3, 8))
    for task in (sweep_task, open_tasks_task, forget_old_keys_task):
        task()
    assert len(escalations()) == 1
    assert list(Message.objects.filter(kind="task.soon").values_list("person__name", flat=True)) == ["Lena"]
