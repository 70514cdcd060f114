"""Whom a case waits for is reminded by who takes part in it, once a day."""

import datetime as dt

import pytest

from notifications.models import Message
from workflows.assignments import claim
from workflows.engine import fire
from workflows.models import Case, Event, Task
from workflows.refusals import NotFound, Refused
from workflows.reminding import remind

pytestmark = pytest.mark.django_db


def refused(case, by):
    with pytest.raises(Refused) as caught:
        remind(case.pk, by=by)
    return caught.value.key


def reminded():
    return sorted(Message.objects.filter(kind="task.reminded").values_list("person__name", "context__due_on"))


@pytest.fixture
def at_office(thing, people, product_clock):
    """A case that waits at the office, which Otto and Olga hold."""
    product_clock(dt.date(2027, 3, 1))
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "check", by=people.lena)
    return case


def test_all_of_the_desk_are_told_and_the_case_stays_as_it_was(at_office, people):
    before = Case.objects.values_list("seq", "moved_at").get(pk=at_office.pk), Event.objects.count()
    assert remind(at_office.pk, by=people.anna) == 2
    assert reminded() == [("Olga", "2027-03-15"), ("Otto", "2027-03-15")]
    assert (Case.objects.values_list("seq", "moved_at").get(pk=at_office.pk), Event.objects.count()) == before


def test_who_has_taken_the_task_on_is_told_alone(at_office, people):
    claim(Task.objects.get(process=at_office, status="NEW").pk, by=people.otto)
    assert (remind(at_office.pk, by=people.lena), reminded()) == (1, [("Otto", "2027-03-15")])


def test_once_a_day_whoever_asks(at_office, people, product_clock):
    remind(at_office.pk, by=people.anna)
    assert refused(at_office, people.lena) == "reminded_today"
    product_clock(dt.date(2027, 3, 2))
    assert (remind(at_office.pk, by=people.lena), len(reminded())) == (2, 4)


def test_nobody_reminds_themselves(at_office, people):
    assert (refused(at_office, people.otto), reminded()) == ("nobody_to_remind", [])


def test_who_only_reads_does_not_remind_and_who_may_not_read_finds_nothing(at_office, people):
    Task.objects.create(
        process=at_office, flow_task=Task.objects.get(process=at_office, status="NEW").flow_task, owner=people.mila,
        delegated=True, status="DONE", created=at_office.created,
    )  # fmt: skip
    assert refused(at_office, people.mila) == "takes_no_part"
    Task.objects.filter(owner=people.mila).delete()
    with pytest.raises(NotFound):
        remind(at_office.pk, by=people.mila)
    with pytest.raises(NotFound):
        remind(10**12, by=people.anna)


def test_a_case_that_has_ended_waits_for_nobody(thing, people):
    case = thing()
    fire(case.pk, "withdraw", by=people.anna)
    assert refused(case, people.anna) == "nobody_to_remind"
