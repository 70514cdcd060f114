"""Who takes a task on: holders of its desk among themselves, and those they delegate to."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model

from notifications.models import Message
from workflows.assignments import claim, delegate, finish, release
from workflows.chain import chained
from workflows.engine import fire
from workflows.inbox import Filters, Inbox
from workflows.models import Bar, Case, Desk, Event, Holder, Task
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
YESTERDAY = dt.date(2026, 1, 1)


def waiting(case):
    return Task.objects.get(process=case, status__in=["NEW", "ASSIGNED"])


def refused(act, *args, **more):
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return caught.value.key


def history(case):
    return list(Event.objects.filter(case=case).order_by("seq").values_list("move", flat=True))


@pytest.fixture
def at_office(thing, people):
    """A case that waits at the office, which Otto and Olga hold."""
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "check", by=people.lena)
    return case


def test_a_holder_claims_and_gives_back(at_office, people):
    task = waiting(at_office)
    event = claim(task.pk, by=people.otto, seen=3)
    assert (event.seq, event.move, event.from_state, event.to_state) == (4, "task.claim", "checked", "checked")
    assert (event.actor_id, event.facts) == (people.otto.pk, {"task": task.pk})
    task.refresh_from_db()
    assert (task.status, task.owner_id, task.assigned, task.delegated) == ("ASSIGNED", people.otto.pk, event.at, False)
    release(task.pk, by=people.otto, seen=4)
    task.refresh_from_db()
    assert (task.status, task.owner_id, task.assigned) == ("NEW", None, None)
    assert history(at_office) == ["open", "submit", "check", "task.claim", "task.release"]


def test_the_events_stand_in_the_chain(at_office, people):
    claim(waiting(at_office).pk, by=people.otto)
    head = ""
    for event in Event.objects.filter(case=at_office).order_by("seq"):
        head = chained(head, event.body)
        assert event.hash == head
    assert Case.objects.values_list("seq", "head_hash", "since").get(pk=at_office.pk) == (4, head, 3)


def test_a_colleague_takes_over_before_acting(at_office, people):
    task = waiting(at_office)
    claim(task.pk, by=people.otto)
    assert refused(fire, at_office.pk, "sign", by=people.olga) == "claimed"
    claim(task.pk, by=people.olga)
    assert waiting(at_office).owner_id == people.olga.pk
    fire(at_office.pk, "sign", by=people.olga)
    task.refresh_from_db()
    assert (task.status, task.done_by_id) == ("DONE", people.olga.pk)


def test_a_deputy_claims_for_the_holder(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    assert claim(waiting(case).pk, by=people.dora).acted_for_id == people.lena.pk


def test_whom_a_task_is_delegated_to_is_told_and_may_give_it_back(at_office, people):
    task = waiting(at_office)
    delegate(task.pk, to=people.olga, by=people.otto)
    told = Message.objects.get(kind="task.delegated")
    assert (told.person_id, told.context) == (
        people.olga.pk,
        {"title": "Nurses on wheels", "due_on": task.due_on.isoformat()},
    )
    assert refused(fire, at_office.pk, "sign", by=people.otto) == "claimed"
    release(task.pk, by=people.olga)
    assert (waiting(at_office).owner_id, waiting(at_office).delegated) == (None, False)
    delegate(task.pk, to=people.olga, by=people.otto)
    assert fire(at_office.pk, "sign", by=people.olga).to_state == "signed"


def test_nobody_gets_a_desks_task_who_does_not_sit_there(at_office, people):
    """Else one person could have a second signature given by whomever they like."""
    task = waiting(at_office)
    assert refused(delegate, task.pk, to=people.mila, by=people.otto) == "not_at_that_desk"
    assert refused(fire, at_office.pk, "sign", by=people.mila) == "not_found"
    assert waiting(at_office).owner_id is None


def test_the_desk_takes_back_what_it_delegated(at_office, people):
    task = waiting(at_office)
    delegate(task.pk, to=people.olga, by=people.otto)
    claim(task.pk, by=people.otto)
    assert refused(fire, at_office.pk, "sign", by=people.olga) == "claimed"


def test_delegating_within_the_desk_ends_with_the_desk(at_office, people, desks):
    task = waiting(at_office)
    delegate(task.pk, to=people.olga, by=people.otto)
    assert waiting(at_office).delegated is False
    Holder.objects.filter(pk=desks.olga.pk).update(until_on=YESTERDAY)
    assert refused(fire, at_office.pk, "sign", by=people.olga) == "not_found"
    assert Inbox.of(people.olga).page().rows == []
    assert refused(delegate, task.pk, to=people.mila, by=people.olga) == "not_found"
    assert refused(release, task.pk, by=people.olga) == "not_found"


def test_an_author_delegates_and_takes_back(thing, people):
    case = thing()
    task = waiting(case)
    assert refused(release, task.pk, by=people.anna) == "waits_for_you_in_person"
    delegate(task.pk, to=people.mila, by=people.anna)
    assert (waiting(case).owner_id, waiting(case).delegated) == (people.mila.pk, True)
    assert refused(delegate, task.pk, to=people.otto, by=people.mila) == "give_it_back_instead"
    release(task.pk, by=people.mila)
    assert (waiting(case).owner_id, waiting(case).delegated) == (people.anna.pk, False)
    delegate(task.pk, to=people.mila, by=people.anna)
    claim(task.pk, by=people.anna)
    assert (waiting(case).owner_id, waiting(case).delegated) == (people.anna.pk, False)
    delegate(task.pk, to=people.mila, by=people.anna)
    assert fire(case.pk, "submit", by=people.mila).to_state == "at_group"


def test_a_vote_is_neither_taken_on_nor_delegated(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    ballot = Task.objects.filter(process__parent=case).order_by("pk").first()
    assert refused(delegate, ballot.pk, to=people.mila, by=people.anna) == "vote_is_personal"
    assert refused(claim, ballot.pk, by=people.anna) == "vote_is_personal"


def test_each_refusal_has_its_reason_and_changes_nothing(at_office, people):
    task = waiting(at_office)
    away = get_user_model().objects.create(email="away@example.org", name="Away", is_active=False)
    before = Task.objects.values().get(pk=task.pk)
    assert refused(claim, task.pk, by=people.lena) == "not_at_your_desk"
    assert refused(delegate, task.pk, to=people.mila, by=people.lena) == "not_at_your_desk"
    assert refused(delegate, task.pk, to=away, by=people.otto) == "no_such_person"
    assert refused(release, task.pk, by=people.otto) == "nobody_has_it"
    assert refused(finish, task.pk, by=people.otto) == "ends_by_a_move"
    assert refused(claim, task.pk, by=people.otto, seen=2) == "someone_was_faster"
    assert Task.objects.values().get(pk=task.pk) == before
    claim(task.pk, by=people.otto)
    assert refused(claim, task.pk, by=people.otto) == "already_yours"
    assert refused(delegate, task.pk, to=people.otto, by=people.otto) == "already_theirs"
    assert refused(release, task.pk, by=people.lena) == "not_at_your_desk"
    fire(at_office.pk, "sign", by=people.otto)
    assert refused(claim, task.pk, by=people.otto) == "task_is_over"


def test_a_stranger_finds_nothing(at_office, people):
    task = waiting(at_office)
    for act in (claim, release, finish):
        with pytest.raises(NotFound):
            act(task.pk, by=people.mila)
        with pytest.raises(NotFound):
            act(10**9, by=people.otto)
    with pytest.raises(NotFound):
        delegate(task.pk, to=people.mila, by=people.mila)


def test_the_same_key_is_answered_with_the_same_event(at_office, people):
    task = waiting(at_office)
    first = claim(task.pk, by=people.otto, seen=3, key="k")
    assert claim(task.pk, by=people.otto, seen=3, key="k").seq == first.seq
    assert refused(release, task.pk, by=people.otto, seen=3, key="k") == "key_used_otherwise"
    assert history(at_office)[3:] == ["task.claim"]


def test_an_escalation_is_ticked_off_by_its_desk_and_gives_no_right_to_move(thing, people, desks):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    own = waiting(case)
    beside = Task.objects.create(
        process=case, flow_task=own.flow_task, flow_task_type="HUMAN", desk=Desk.objects.get(role="office"),
        created=own.created, escalation=True, matter=Task.Matter.UNDELIVERED, since=own.since,
    )  # fmt: skip
    delegate(beside.pk, to=people.olga, by=people.otto)
    assert refused(fire, case.pk, "check", by=people.olga) == "not_found"
    assert refused(finish, beside.pk, by=people.lena) == "not_at_your_desk"
    finish(beside.pk, by=people.olga)
    beside.refresh_from_db()
    assert (beside.status, beside.done_by_id, beside.outcome) == ("DONE", people.olga.pk, "finish")
    assert own.pk == waiting(case).pk


def barred(case, person):
    place = waiting(case).desk.place
    Bar.objects.create(case=Case.objects.get(pk=case.pk), person=person, place=place)


def test_who_is_barred_neither_reads_nor_does_what_was_delegated_to_them(at_office, people):
    task = waiting(at_office)
    delegate(task.pk, to=people.olga, by=people.otto)
    assert [row.task.pk for row in Inbox.of(people.olga).page(filters=Filters(part="mine")).rows] == [task.pk]
    barred(at_office, people.olga)
    assert Inbox.of(people.olga).page(filters=Filters(part="mine")).rows == []
    assert refused(fire, at_office.pk, "sign", by=people.olga) == "not_found"


def test_who_is_barred_keeps_nothing_they_had_taken_on(at_office, people):
    claim(waiting(at_office).pk, by=people.otto)
    barred(at_office, people.otto)
    assert Inbox.of(people.otto).page(filters=Filters(part="mine")).rows == []
    assert refused(fire, at_office.pk, "sign", by=people.otto) == "not_found"


def test_nothing_is_delegated_to_somebody_barred(at_office, people):
    barred(at_office, people.olga)
    assert refused(delegate, waiting(at_office).pk, to=people.olga, by=people.otto) == "is_excluded"
