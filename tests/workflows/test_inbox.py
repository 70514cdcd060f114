"""What waits for whom: own tasks and those of the desks held today, urgent first; and what one waits for."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows.assignments import claim, delegate
from workflows.engine import fire
from workflows.inbox import Bookmark, Filters, Inbox, capped
from workflows.models import Holder, Task

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 1)
COPY = """
    INSERT INTO workflows_task (process_id, flow_task, flow_task_type, status, created, desk_id, owner_id, escalation,
        delegated, matter, since, due_on, outcome)
    SELECT process_id, flow_task, flow_task_type, {status}, created, {desk}, {owner}, false, false, '', since,
        DATE '2027-01-01' + n %% 365, ''
    FROM workflows_task, generate_series(1, {number}) n WHERE id = %s
"""


@pytest.fixture(autouse=True)
def first_of_march(product_clock, settings):
    settings.OFFICE_ROLES = ("tests.lab.lifecycles.OFFICE",)
    product_clock(TODAY)


def copies(task, number, *, status="status", desk="desk_id", owner="owner_id"):
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(number=number, status=status, desk=desk, owner=owner), [task.pk])


def titles(person, **chosen):
    page = Inbox.of(person).page(filters=Filters(**chosen))
    return [(row.case.title, row.title) for row in page.rows]


def set_due(case, day):
    Task.objects.filter(process=case).update(due_on=day)


@pytest.fixture
def three(thing, people, places):
    """Things at the group that the office reads: due in the past, in the future, and without a day."""
    days = {"early": dt.date(2027, 2, 26), "late": dt.date(2027, 5, 3), "never": None}
    cases = {}
    for title, day in days.items():
        cases[title] = thing(title=title, readers=[places["region"]])
        fire(cases[title].pk, "submit", by=people.anna)
        set_due(cases[title], day)
    return cases


def test_own_tasks_and_those_of_the_desks_held_today_come_by_day(three, thing, people):
    own = thing(title="mine")
    delegate(Task.objects.get(process=own).pk, to=people.lena, by=people.anna)
    set_due(own, dt.date(2027, 3, 5))
    assert titles(people.lena) == [
        ("early", "Discuss"), ("mine", "Finish and submit"), ("late", "Discuss"), ("never", "Discuss"),
    ]  # fmt: skip
    assert titles(people.anna) == []
    assert titles(people.mila) == []


def test_a_row_says_since_when_until_when_and_who_has_it(three, people):
    task = Task.objects.get(process=three["early"], status="NEW")
    claim(task.pk, by=people.dora)
    row = Inbox.of(people.lena).page().rows[0]
    assert (row.case, row.case.dossier.number) == (three["early"], "X-1")
    assert (row.waits_since, row.due_on, row.days_left) == (task.created, dt.date(2027, 2, 26), -3)
    assert (row.claimed_by, row.acting_as_deputy, row.acting_for) == (people.dora, False, None)


def test_a_deputy_sees_for_whom(three, people):
    row = Inbox.of(people.dora).page().rows[0]
    assert (row.acting_as_deputy, row.acting_for, row.claimed_by) == (True, people.lena, None)
    Holder.objects.filter(person=people.lena, desk__role="lead").update(until_on=dt.date(2027, 2, 1))
    row = Inbox.of(people.dora).page().rows[0]
    assert (row.acting_as_deputy, row.acting_for) == (True, None)


def test_what_one_has_claimed_comes_once(three, people):
    claim(Task.objects.get(process=three["early"], status="NEW").pk, by=people.lena)
    rows = Inbox.of(people.lena).page().rows
    assert [(row.case.title, row.claimed_by) for row in rows] == [("early", None), ("late", None), ("never", None)]
    assert Inbox.of(people.lena).counts().waiting == "3"


def test_who_holds_the_desk_from_tomorrow_sees_nothing_of_it_today(three, people):
    Holder.objects.filter(person=people.lena, desk__role="lead").update(from_on=dt.date(2027, 3, 2))
    assert titles(people.lena) == []


def test_who_has_left_the_desk_sees_nothing_of_it(three, people):
    Holder.objects.filter(person=people.lena, desk__role="lead").update(until_on=dt.date(2027, 2, 28))
    assert titles(people.lena) == []


def test_a_ballot_vanishes_when_it_is_cast(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    vote = case.children.get()
    assert [(r.case, r.title) for r in Inbox.of(people.otto).page().rows] == [(vote, "Vote")]
    fire(vote.pk, "cast", by=people.otto, choice="yes")
    assert Inbox.of(people.otto).page().rows == []


def test_filters(three, people):
    assert titles(people.lena, overdue=True) == [("early", "Discuss")]
    assert titles(people.lena, text="AT") == [("late", "Discuss")]
    assert titles(people.lena, lifecycle="vote") == []
    claim(Task.objects.get(process=three["late"], status="NEW").pk, by=people.lena)
    assert titles(people.lena, part="mine") == [("late", "Discuss")]
    assert titles(people.lena, part="desk") == [("early", "Discuss"), ("never", "Discuss")]
    assert titles(people.lena, part="nonsense") == titles(people.lena)
    assert titles(people.lena, lifecycle="thing", text="e") == [(t, "Discuss") for t in ("early", "late", "never")]


def test_pages_follow_each_other_without_gap_or_repeat(three, people):
    for title in ("late", "never"):
        copies(Task.objects.get(process=three[title], status="NEW"), 1)
    Task.objects.filter(process=three["never"]).update(due_on=None)
    Task.objects.filter(process=three["late"]).update(due_on=dt.date(2027, 5, 3))
    inbox, seen, bookmark = Inbox.of(people.lena), [], None
    for _page in range(5):
        page = inbox.page(after=bookmark, limit=1)
        seen += [(row.case.title, row.task.pk) for row in page.rows]
        bookmark = page.next and Bookmark.read(str(page.next))
    assert bookmark is None
    assert [title for title, _number in seen] == ["early", "late", "late", "never", "never"]
    assert seen == [(row.case.title, row.task.pk) for row in inbox.page().rows]


@pytest.mark.parametrize("text", ["", "x", "2027-13-01_5", "_", "2027-01-01", "_1\x00", "_" + "9" * 19, " _1"])
def test_a_bookmark_of_another_make_is_the_beginning(text):
    assert Bookmark.read(text) is None


def test_counts_stop_at_a_hundred(three, people):
    inbox = Inbox.of(people.lena)
    assert (inbox.counts().waiting, inbox.counts().overdue) == ("3", "1")
    copies(Task.objects.get(process=three["early"], status="NEW"), 300)
    assert (inbox.counts().waiting, inbox.counts().overdue) == ("99+", "59")
    assert (capped(99), capped(100)) == ("99", "99+")


def test_who_opened_a_case_and_its_office_wait_for_others(three, thing, people):
    assert [(r.case.title, r.of_case) for r in Inbox.of(people.anna).waiting_for_others().rows] == [
        ("early", 1), ("late", 1), ("never", 1),
    ]  # fmt: skip
    assert [r.case.title for r in Inbox.of(people.otto).waiting_for_others().rows] == ["early", "late", "never"]
    assert Inbox.of(people.lena).waiting_for_others().rows == []
    assert Inbox.of(people.mila).waiting_for_others().rows == []
    fire(three["early"].pk, "check", by=people.lena)
    assert [r.case.title for r in Inbox.of(people.otto).waiting_for_others().rows] == ["late", "never"]


def test_what_one_opened_from_a_desk_is_waited_for_as_long_as_one_holds_it(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    assert [row.case.lifecycle for row in Inbox.of(people.lena).waiting_for_others().rows] == ["vote"]
    Holder.objects.filter(person=people.lena, desk__role="seat").update(until_on=TODAY - dt.timedelta(days=1))
    assert Inbox.of(people.lena).waiting_for_others().rows == []


def test_a_vote_one_waits_for_is_one_row(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    fire(case.children.get().pk, "cast", by=people.anna, choice="yes")
    assert [(r.case.lifecycle, r.of_case) for r in Inbox.of(people.otto).waiting_for_others().rows] == [("vote", 2)]


def test_pages_of_what_one_waits_for(three, people):
    inbox = Inbox.of(people.anna)
    first = inbox.waiting_for_others(limit=2)
    second = inbox.waiting_for_others(after=first.next, limit=2)
    assert [r.case.title for r in first.rows + second.rows] == ["early", "late", "never"]
    assert second.next is None


@pytest.mark.parametrize("number", [1, 50])
def test_an_inbox_takes_as_many_queries_for_one_row_as_for_fifty(thing, people, number):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    copies(Task.objects.get(process=case, status="NEW"), number - 1)
    with CaptureQueriesContext(connection) as queries:
        inbox = Inbox.of(people.dora)
        page = inbox.page(limit=50)
        inbox.counts()
        assert [str(row.case.title) + str(row.case.dossier) + str(row.claimed_by) + str(row.title) for row in page.rows]
    assert (len(page.rows), len(queries)) == (number, 6)


def test_nothing_reads_the_whole_table_of_tasks(thing, people, places, desks):
    case = thing(readers=[places["region"]])
    fire(case.pk, "submit", by=people.anna)
    own, waiting = Task.objects.order_by("pk")
    copies(own, 20_000, status="'DONE'", owner=str(people.mila.pk))
    copies(waiting, 2000, desk=str(desks.office.pk))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE workflows_task")
    with CaptureQueriesContext(connection) as queries:
        for person in (people.lena, people.otto, people.anna, people.mila):
            inbox = Inbox.of(person)
            inbox.page()
            inbox.page(filters=Filters(overdue=True))
            inbox.counts()
            inbox.waiting_for_others()
    plans = [explained(query["sql"]) for query in list(queries) if "workflows_task" in query["sql"]]
    assert [plan for plan in plans if "Seq Scan on workflows_task" in plan] == []
    assert len(plans) == 21


def explained(statement):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + statement.replace("%", "%%"), [])
        return "\n".join(line for (line,) in cursor.fetchall())
