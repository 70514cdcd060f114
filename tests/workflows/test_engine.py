"""The engine on two small lifecycles: who may move a case, what a move leaves behind, and what it refuses."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Deadline, Event, EventWords, RequestKey, Task
from workflows.refusals import NotFound, Refused
from workflows.requests import fingerprint

pytestmark = pytest.mark.django_db


def state(case):
    return Case.objects.get(pk=case.pk).state


def open_tasks(case):
    tasks = Task.objects.filter(process=case)
    return [(task.flow_task.name, task.desk_id, task.owner_id) for task in tasks if task.open]


def refused(case_id, move, **more):
    with pytest.raises(Refused) as caught, transaction.atomic():
        fire(case_id, move, **more)
    return caught.value.key


def test_a_new_case_waits_for_its_author(thing, people):
    case = thing()
    assert (state(case), open_tasks(case)) == ("draft", [("at_draft", None, people.anna.pk)])
    assert [(e.seq, e.move, e.to_state) for e in case.events.all()] == [(1, "open", "draft")]


def test_a_move_changes_state_task_deadline_history_and_mail_together(thing, people, desks):
    case = thing()
    event = fire(case.pk, "submit", by=people.anna, seen=1)
    assert (event.seq, event.from_state, event.to_state, event.actor_id) == (2, "draft", "at_group", people.anna.pk)
    assert state(case) == "at_group"
    assert open_tasks(case) == [("at_at_group", desks.lead.pk, None)]
    deadline = Deadline.objects.get(case=case)
    assert (deadline.kind, deadline.rule, deadline.status) == ("at_group", "days(60)", "running")
    assert deadline.due_on >= event.at.date() + dt.timedelta(days=59)
    assert [s["rule"] for s in deadline.steps]
    assert list(Message.objects.values_list("kind", "person_id")) == [("lab.received", people.lena.pk)]


def test_a_stranger_finds_nothing(thing, people):
    case = thing()
    for move in ("submit", "nonsense"):
        with pytest.raises(NotFound):
            fire(case.pk, move, by=people.mila)
    with pytest.raises(NotFound):
        fire(10**9, "submit", by=people.anna)
    assert state(case) == "draft"


def test_the_wrong_person_the_wrong_state_and_an_unknown_move_are_refused(thing, people):
    case = thing()
    assert refused(case.pk, "check", by=people.anna) == "not_possible_here"
    assert refused(case.pk, "nonsense", by=people.anna) == "unknown_move"
    assert refused(case.pk, "submit", by=CLOCK) == "not_yours"
    assert Event.objects.filter(case=case).count() == 1
    fire(case.pk, "submit", by=people.anna)
    assert refused(case.pk, "withdraw", by=people.lena) == "not_yours"


def test_a_guard_gives_its_reason(thing, people):
    assert refused(thing(title=" ").pk, "submit", by=people.anna) == "title_missing"


def test_nothing_is_opened_below_a_case_that_has_ended(thing, people):
    case = thing()
    fire(case.pk, "withdraw", by=people.anna)
    with pytest.raises(Refused) as caught:
        thing(parent=case)
    assert (caught.value.key, case.children.count()) == ("parent_is_over", 0)


def test_a_request_key_does_not_give_away_what_was_asked(thing, people, settings):
    case = thing()
    fire(case.pk, "submit", by=people.anna, key="k1")
    kept = RequestKey.objects.get().payload_hash
    guessed = hashlib.sha256(json.dumps([case.pk, "submit", {}], sort_keys=True).encode()).hexdigest()
    assert kept not in (guessed, fingerprint(case.pk, "submit", {"choice": "yes"}))
    assert kept == fingerprint(case.pk, "submit", {})
    settings.SECRET_KEY = "another"
    assert kept != fingerprint(case.pk, "submit", {})


def test_who_saw_an_old_page_is_told_so(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna, seen=1)
    assert refused(case.pk, "withdraw", by=people.anna, seen=1) == "someone_was_faster"
    assert state(case) == "at_group"


def test_the_same_key_answers_what_was_answered_then(thing, people):
    case = thing()
    first = fire(case.pk, "submit", by=people.anna, seen=1, key="k1")
    again = fire(case.pk, "submit", by=people.anna, seen=1, key="k1")
    assert (again.pk is not None, again.case_id, again.seq) == (True, case.pk, first.seq)
    assert refused(case.pk, "withdraw", by=people.anna, key="k1") == "key_used_otherwise"
    assert state(case) == "at_group"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "reason"),
        ({"reason": "  "}, "reason"),
        ({"reason": 7}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
        ({"reason": "x" * 10_001}, "reason"),
        ({"reason": "fine", "other": 1}, "other"),
    ],
)
def test_bad_input_names_the_field_and_changes_nothing(thing, people, data, field):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    with pytest.raises(Refused) as caught:
        fire(case.pk, "send_back", by=people.lena, **data)
    assert (caught.value.key, caught.value.field) == ("bad_input", field)
    assert state(case) == "at_group"


def test_words_lie_beside_the_event_and_can_be_erased(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    event = fire(case.pk, "send_back", by=people.lena, reason="Mrs Meier is ill")
    assert "Meier" not in event.body
    assert EventWords.objects.get(case=case, seq=event.seq).words == {"reason": "Mrs Meier is ill"}


def test_a_deputy_acts_for_the_holder_and_a_holder_for_nobody(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    assert fire(case.pk, "send_back", by=people.dora, reason="later").acted_for_id == people.lena.pk
    fire(case.pk, "submit", by=people.anna)
    assert fire(case.pk, "send_back", by=people.lena, reason="later").acted_for_id is None


def test_two_persons_sign(thing, people):
    case = thing()
    for move, by in (("submit", people.anna), ("check", people.lena), ("sign", people.otto)):
        fire(case.pk, move, by=by)
    assert refused(case.pk, "countersign", by=people.otto) == "four_eyes"
    fire(case.pk, "countersign", by=people.olga)
    assert (state(case), open_tasks(case)) == ("done", [])
    assert Case.objects.get(pk=case.pk).status == "DONE"


def test_a_vote_closes_itself_and_moves_the_case_above(thing, people, seats):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    vote = case.children.get()
    assert sorted(desk for _node, desk, _owner in open_tasks(vote)) == [desk.pk for desk in seats]
    for voter in (people.anna, people.lena, people.otto):
        fire(vote.pk, "cast", by=voter, seen="card", choice="yes")
    assert (state(vote), state(case)) == ("open", "voting")
    event = fire(vote.pk, "cast", by=people.dora, seen="card", choice="no")
    assert event.acted_for_id == people.olga.pk
    assert (state(vote), state(case)) == ("accepted", "done")
    assert refused(vote.pk, "cast", by=people.anna, seen="card", choice="no") == "not_possible_here"


def test_who_is_told_of_one_outcome_hears_of_no_other(thing, people, seats):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    for voter in (people.anna, people.lena, people.otto, people.olga):
        fire(case.children.get().pk, "cast", by=voter, seen="card", choice="yes")
    told = Message.objects.filter(about=f"case {case.children.get().pk}").values_list("kind", flat=True)
    assert set(told) == {"lab.received"}


def test_what_the_case_above_decides_the_open_case_below_follows_at_once(thing, people, seats):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    fire(case.pk, "stop", by=people.lena)
    assert (state(case.children.get()), state(case)) == ("aborted", "voting")


def test_a_withdrawn_case_ends_its_vote(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    fire(case.pk, "withdraw", by=people.anna)
    vote = case.children.get()
    assert (state(vote), open_tasks(vote), state(case)) == ("aborted", [], "withdrawn")


def test_offers_are_the_rows_of_the_table(thing, people):
    case = Case.objects.get(pk=thing(title="").pk)
    offers = [(str(o.move.name), o.refused and o.refused.key) for o in available(case, by=people.anna)]
    assert offers == [("submit", "title_missing"), ("withdraw", None)]
    offers = [(str(o.move.name), o.refused and o.refused.key) for o in available(case, by=people.lena)]
    assert offers == [("submit", "not_yours"), ("withdraw", "not_yours")]


def test_the_database_refuses_a_state_without_its_event(thing):
    case = thing()
    for statement in FORBIDDEN:
        with pytest.raises(IntegrityError, match=r"case|history"), transaction.atomic():
            at_once(statement)
    assert state(case) == "draft"


FORBIDDEN = (
    "UPDATE workflows_case SET state = 'done'",
    "UPDATE workflows_case SET state = 'done', seq = seq + 1",
    "DELETE FROM workflows_event",
    "UPDATE workflows_event SET move = 'x'",
    "UPDATE workflows_case SET parent_id = id",
    """INSERT INTO workflows_event (case_id, seq, move, from_state, to_state, at, facts, format, body, hash)
       VALUES ((SELECT max(id) FROM workflows_case), 9, 'x', '', 'done', now(), '{}', 1, '', '')""",
)


def at_once(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_move_takes_three_statements(thing, people):
    case = thing()
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, "submit", by=people.anna, seen=1, key="k")
    sent = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(sent) == 3
