"""Reading follows the desks held today."""

import datetime as dt

import pytest
from django.db import connection

from workflows.assignments import claim, delegate, release
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.models import Case, Holder, Task
from workflows.reading import events_of, may_read, readable_cases

pytestmark = pytest.mark.django_db
TODAY = dt.datetime.now(BERLIN).date()
MANY_CASES = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO workflows_case (flow_class, status, created, dossier_id, ancestors, lifecycle,
        title, state, seq, since, head_hash, places, terms, readers, calendar, moved_at, opened_by_id)
    SELECT flow_class, status, created, dossier_id, '{}', lifecycle, title, state, seq, since, head_hash,
        '{}', '{}', ARRAY[gen_random_uuid()], calendar, moved_at - n * interval '1 minute', NULL
    FROM workflows_case, generate_series(1, 20000) n;
    SET LOCAL session_replication_role = origin
"""


@pytest.fixture
def readers(people):
    """Who reads a case, by both ways to ask."""

    def names(case):
        found = [name for name, person in vars(people).items() if readable_cases(person).filter(pk=case.pk).exists()]
        assert [name for name, person in vars(people).items() if may_read(case, person.pk, TODAY)] == found
        return found

    return names


def test_the_author_reads_and_every_desk_from_the_state_on_in_which_the_table_names_it(thing, people, readers):
    case = thing()
    assert readers(case) == ["anna"]
    fire(case.pk, "submit", by=people.anna)
    assert readers(case) == ["anna", "lena", "dora"]
    fire(case.pk, "check", by=people.lena)
    assert readers(case) == ["anna", "lena", "otto", "olga", "dora"]


def test_who_opened_a_case_whose_table_names_no_author_reads_it_from_a_desk_or_not_at_all(thing, people, readers):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    vote = case.children.get()
    assert (vote.opened_by, readers(vote)) == (people.lena, ["anna", "lena", "otto", "olga", "dora"])
    Holder.objects.filter(person=people.lena, desk__role="seat").update(until_on=TODAY - dt.timedelta(days=1))
    assert readers(vote) == ["anna", "otto", "olga", "dora"]


def test_places_taken_over_from_the_case_above_read_nothing_by_that(thing, people, readers):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    assert readers(thing(parent=Case.objects.get(pk=case.pk))) == ["anna"]


def test_who_has_left_the_desk_reads_no_more(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    assert readable_cases(people.lena).filter(pk=case.pk).exists()
    Holder.objects.filter(person=people.lena).update(until_on=TODAY - dt.timedelta(days=2))
    assert not readable_cases(people.lena).filter(pk=case.pk).exists()


def test_a_task_taken_on_at_the_desk_lets_nobody_read_after_leaving_it(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    claim(Task.objects.get(process=case, status="NEW").pk, by=people.lena)
    fire(case.pk, "check", by=people.lena)
    Holder.objects.filter(person=people.lena).update(until_on=TODAY - dt.timedelta(days=2))
    assert not readable_cases(people.lena).filter(pk=case.pk).exists()


def test_the_history_comes_newest_first_with_words(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "send_back", by=people.lena, reason="Not yet")
    assert [(e.move, e.words) for e in events_of(case, [])] == [
        ("send_back", {"reason": "Not yet"}),
        ("submit", {}),
        ("open", {}),
    ]
    assert [e.seq for e in events_of(case, [], before=3, limit=1)] == [2]


def test_who_was_helped_by_somebody_lets_them_read_from_then_on(thing, people):
    case = thing()
    task = Task.objects.get(process=case)
    delegate(task.pk, to=people.mila, by=people.anna)
    assert list(readable_cases(people.mila)) == [case]
    fire(case.pk, "submit", by=people.mila)
    assert list(readable_cases(people.mila)) == [case]


def test_who_gave_the_task_back_reads_no_more(thing, people):
    case = thing()
    task = Task.objects.get(process=case)
    delegate(task.pk, to=people.mila, by=people.anna)
    release(task.pk, by=people.mila)
    assert list(readable_cases(people.mila)) == []


def test_readable_cases_are_found_by_index(thing, people):
    thing()
    with connection.cursor() as cursor:
        cursor.execute(MANY_CASES)
        cursor.execute("ANALYZE workflows_case, workflows_task, workflows_holder, workflows_desk")
    for person in (people.mila, people.anna, people.lena):
        assert "Seq Scan on workflows_case" not in readable_cases(person).explain()
        newest = readable_cases(person).order_by("-moved_at", "-id")[:25]
        assert "Seq Scan on workflows_case" not in newest.explain()
