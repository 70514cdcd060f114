"""How often a move waits for the database, and that beginning and end of its transaction travel with its statements."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.pq import Trace

from workflows import prepared
from workflows.engine import fire
from workflows.models import Case, Desk
from workflows.work import Work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trips(tmp_path):
    """How often the server was waited for while this ran, counted in libpq's own record."""

    def counted(act):
        with (tmp_path / "protocol").open("w+") as record:
            pgconn = connection.connection.pgconn
            pgconn.trace(record.fileno())
            pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
            try:
                act()
            finally:
                pgconn.untrace()
            record.seek(0)
            return record.read().count("ReadyForQuery")

    return counted


def test_a_move_goes_to_the_server_twice_and_so_does_a_new_case(thing, people, trips):
    case = thing()
    assert trips(lambda: fire(case.pk, "submit", by=people.anna)) == 2
    assert trips(thing) == 2


def stopped():
    raise InterruptedError


def left(case):
    """What is there of a desk that was made beside, and of the case."""
    return Desk.objects.filter(role="beside").count(), case.events.count(), Case.objects.get(pk=case.pk).state


def beside():
    Desk.objects.create(role="beside", place=uuid.uuid4())


def test_a_move_inside_another_transaction_leaves_the_commit_to_it(thing, people):
    case = thing()

    @transaction.atomic
    def outer():
        fire(case.pk, "submit", by=people.anna)
        beside()
        stopped()

    with pytest.raises(InterruptedError):
        outer()
    assert left(case) == (0, 1, "draft")


def test_what_raises_while_a_case_is_worked_on_leaves_nothing(thing):
    case = thing()

    def work():
        with Work.on(case.pk) as work:
            beside()
            work.step().note("noted")
            stopped()

    with pytest.raises(InterruptedError):
        work()
    assert left(case) == (0, 1, "draft")


def test_a_write_that_fails_takes_the_whole_transaction_with_it(thing):
    case = thing()

    def work():
        with Work.on(case.pk) as work:
            beside()
            work.step().note("noted").seq = 1

    with pytest.raises(IntegrityError):
        work()
    assert left(case) == (0, 1, "draft")


def test_a_commit_that_fails_leaves_nothing_and_the_connection_goes_on(thing):
    """The trigger that asks for a state's event speaks at the commit."""
    case = thing()

    @transaction.atomic
    def work():
        beside()
        with prepared.cursor() as cursor, prepared.last_round_trip():
            cursor.execute("UPDATE workflows_case SET state = 'submitted', seq = 2 WHERE id = %s", [case.pk])

    with pytest.raises(IntegrityError, match="no event 2"):
        work()
    assert left(case) == (0, 1, "draft")
