"""Handing a task on, and reminding others."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from notifications.models import Message
from tests.funding.web.conftest import carried, carried_by
from workflows.engine import fire
from workflows.messages import REMINDED
from workflows.models import Case, Desk, Holder, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues(world, stranger):
    """Beside the holder, the office has a colleague and a deputy; a former one has left."""
    desk = Desk.objects.get(role="coordination_office", place=world.region.place)
    staff(desk.role, desk.place, world.applicant, dt.date(2021, 1, 1))
    Holder.objects.create(desk=desk, person=world.cashier, from_on=dt.date(2021, 1, 1), rank=1)
    Holder.objects.create(desk=desk, person=stranger, from_on=dt.date(2021, 1, 1), until_on=dt.date(2021, 2, 1))
    return world.applicant, world.cashier


@pytest.fixture
def waiting(world, idea):
    """The task of an idea at the office."""
    return Task.objects.get(process=idea("submitted"), desk__isnull=False)


def test_a_task_is_handed_to_a_chosen_colleague(world, colleagues, waiting, as_person):
    client, address = as_person(world.office), f"/tasks/{waiting.pk}/delegate/"
    answer = client.get(address)
    colleague, deputy = colleagues
    offered = [(int(value), words) for value, words in answer.context["form"].fields["to"].choices]
    assert sorted(offered) == sorted([(colleague.pk, str(colleague)), (deputy.pk, f"{deputy} (deputy)")])
    assert address in client.get(f"/cases/{waiting.process_id}/").content.decode()
    answer = client.post(address, {**carried_by(answer.content.decode()), "to": deputy.pk}, follow=True)
    assert f"The task now waits for {deputy}." in answer.content.decode()
    assert Task.objects.get(pk=waiting.pk).owner == deputy
    assert list(Message.objects.filter(kind="task.delegated").values_list("person", flat=True)) == [deputy.pk]


def test_the_same_form_sent_twice_hands_it_on_once(world, colleagues, waiting, as_person):
    client, address = as_person(world.office), f"/tasks/{waiting.pk}/delegate/"
    sent = {**carried_by(client.get(address).content.decode()), "to": colleagues[0].pk}
    assert [client.post(address, sent).status_code for _time in range(2)] == [302, 302]
    assert Task.objects.get(pk=waiting.pk).owner == colleagues[0]


def test_a_vote_is_handed_to_nobody(world, vote, as_person):
    waiting = Task.objects.filter(process=vote()).order_by("pk")[0]
    assert as_person(world.steering[0]).get(f"/tasks/{waiting.pk}/delegate/").status_code == 404


def test_where_its_owner_has_left_the_desk_its_holder_is_reminded(world, colleagues, waiting, as_person):
    colleague, _deputy = colleagues
    delegated = {"owner": colleague, "assigned": waiting.created, "status": "ASSIGNED"}
    Task.objects.filter(pk=waiting.pk).update(**delegated)
    Holder.objects.filter(person=colleague, desk=waiting.desk).update(until_on=dt.date(2022, 1, 1))
    as_person(world.author).post(f"/cases/{waiting.process_id}/remind/", carried(waiting.process.seq))
    told = Message.objects.filter(kind=REMINDED.name).values_list("person", flat=True)
    assert list(told) == [world.office.pk]


@pytest.mark.parametrize("chosen", ["", "0", "abc", "{stranger}", "{office}"])
def test_nobody_else_can_be_chosen(world, colleagues, waiting, as_person, stranger, chosen):
    to = chosen.format(stranger=stranger.pk, office=world.office.pk)
    sent = {**carried(waiting.process.seq), "to": to}
    answer = as_person(world.office).post(f"/tasks/{waiting.pk}/delegate/", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["to"])
    assert Task.objects.get(pk=waiting.pk).owner is None


def test_a_stale_page_hands_nothing_on(world, colleagues, waiting, as_person):
    sent = {**carried(1), "to": colleagues[0].pk}
    answer = as_person(world.office).post(f"/tasks/{waiting.pk}/delegate/", sent)
    assert (answer.status_code, "Someone was faster" in answer.content.decode()) == (409, True)


def test_where_nobody_else_sits_the_page_says_so(world, waiting, as_person):
    page = as_person(world.office).get(f"/tasks/{waiting.pk}/delegate/").content.decode()
    assert "Nobody else sits at this desk today" in page


def test_of_a_task_elsewhere_there_is_no_such_page(world, waiting, as_person, stranger):
    answers = [as_person(who).get(f"/tasks/{waiting.pk}/delegate/") for who in (world.author, world.lead, stranger)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_author_reminds_the_office_once_a_day(world, waiting, as_person):
    client, address = as_person(world.author), f"/cases/{waiting.process_id}/remind/"
    assert address in client.get(f"/cases/{waiting.process_id}/").content.decode()
    pages = [client.post(address, carried(), follow=True).content.decode() for _click in range(2)]
    assert "1 person gets a reminder." in pages[0]
    assert "They have been reminded today already." in pages[1]
    assert list(Message.objects.filter(kind="task.reminded").values_list("person", flat=True)) == [world.office.pk]


def test_who_is_waited_for_has_no_such_button_and_a_stranger_no_such_case(world, waiting, as_person, stranger):
    address = f"/cases/{waiting.process_id}/remind/"
    assert address not in as_person(world.office).get(f"/cases/{waiting.process_id}/").content.decode()
    assert as_person(stranger).post(address, carried()).status_code == 404
    assert as_person(world.author).get(address).status_code == 405
    assert Message.objects.filter(kind="task.reminded").count() == 0


def test_what_happened_since_the_last_visit_is_marked(world, idea, as_person):
    case = idea("submitted")
    author, office = as_person(world.author), as_person(world.office)
    address = f"/cases/{case.pk}/"
    assert author.get(address).context["new_line"] == ""
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    page = author.get(address)
    assert page.context["new_line"] == "1 new entry since you last looked"
    assert [entry["new"] for entry in page.context["history"]] == [True, False, False, False]
    assert author.get(address).context["new_line"] == ""
    assert office.get(address).context["new_line"] == ""
    assert Case.objects.get(pk=case.pk).seq == 4
