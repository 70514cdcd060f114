"""The pages of a meeting: planning it, its agenda, who was there, what its moves ask for."""

import pytest

from funding.meetings.models import Meeting
from tests.funding.meetings.conftest import meeting, minutes, seats  # noqa: F401 - fixtures
from tests.funding.web.conftest import carried_by
from workflows.engine import fire

pytestmark = pytest.mark.django_db
ADDRESS = "/meetings/new/"


def test_the_bodys_office_plans_a_meeting(world, as_person, today_is):
    today_is("2024-06-03")
    client = as_person(world.office)
    assert ADDRESS in [link["href"] for link in client.get("/").context["beginnings"]]
    page = client.get(ADDRESS)
    assert list(page.context["form"].fields["body"].queryset) == [world.steering_group]
    sent = {**carried_by(page.content.decode()), "body": world.steering_group.pk}
    for wrong in ({"meets_on": "01.06.2024"}, {"begins_at": "abends"}, {"body": ""}):
        whole = {**sent, "meets_on": "26.06.2024", "begins_at": "18:00", **wrong}
        assert (client.post(ADDRESS, whole).status_code, Meeting.objects.count()) == (422, 0)
    answer = client.post(ADDRESS, {**sent, "meets_on": "26.06.2024", "begins_at": "18:00", "place": "Kreishaus"})
    found = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{found.pk}/")


def test_for_everybody_else_there_is_no_such_page(world, as_person):
    for person in (world.author, world.lead, world.chair):
        assert as_person(person).get(ADDRESS).status_code == 404
        assert ADDRESS not in [link["href"] for link in as_person(person).get("/").context["beginnings"]]


def test_the_page_shows_the_agenda_public_part_first_and_who_is_there(world, as_person, idea, meeting, seats):  # noqa: F811
    vote = idea("on_agenda").children.get(lifecycle="decision")
    found = meeting("opened")
    item = found.items.get(number=1)
    fire(found.pk, "attend", by=world.office, what="stepped_out", seats=[seats[1]], agenda_item=item.pk)
    page = as_person(world.steering[2]).get(f"/cases/{found.pk}/")
    shown = page.context["meeting"]
    assert [(row["number"], row["about"], row["href"]) for row in shown["agenda"]] == [
        (1, "public", ""), (2, "non-public", f"/cases/{vote.pk}/"), (3, "non-public", ""),
    ]  # fmt: skip
    assert [bool(row["papers"]) for row in shown["agenda"]] == [False, True, False]
    assert [row["badge"]["words"] for row in shown["attendance"]] == [
        "there", "away because of a conflict", *["there"] * 3, *["not there"] * 2,
    ]  # fmt: skip
    assert [len(row["entries"]) for row in shown["attendance"]] == [1, 2, 1, 1, 1, 0, 0]
    assert as_person(world.stranger).get(f"/cases/{found.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("at", "move", "asks"),
    [
        ("planned", "reschedule", ["meets_on", "begins_at", "place"]),
        ("agenda_draft", "add_item", ["subject", "about", "public"]),
        ("agenda_draft", "drop_item", ["agenda_item"]),
        ("agenda_draft", "reschedule", ["meets_on", "begins_at", "place"]),
        ("agenda_draft", "attach_paper", ["file", "public", "agenda_item"]),
        ("planned", "call_off", ["reason"]),
        ("invited", "call_off", ["becomes", "reason"]),
        ("opened", "interrupt", ["continues_on", "reason"]),
        ("opened", "attend", ["what", "seats", "deputies", "agenda_item", "at"]),
        ("opened", "add_item", ["subject", "about", "public", "yes", "no", "reason"]),
        ("closed", "correct", ["entry", "cancelled", "what", "seat", "came_as", "agenda_item", "day", "at", "reason"]),
    ],
)
def test_each_move_has_a_page_that_asks_for_what_it_needs(world, as_person, meeting, at, move, asks):  # noqa: F811
    found = meeting(at)
    page = as_person(world.office).get(f"/cases/{found.pk}/{move}/")
    assert (page.status_code, list(page.context["form"].fields)) == (200, asks)


def test_who_joins_by_video_is_asked_only_where_the_standing_orders_let_them(world, as_person, meeting, seats):  # noqa: F811
    """Before the opening they are not settled yet."""
    found = meeting("invited")
    fields = {}
    for video in (False, True):
        Meeting.objects.filter(pk=found.pk).update(orders={"rule": {}, "video": video})
        page = as_person(world.office).get(f"/cases/{found.pk}/open_meeting/")
        fields[video] = "by_video" in page.context["form"].fields
    assert fields == {False: False, True: True}


def test_the_office_opens_the_meeting_notes_and_corrects_by_page(world, fill_in, meeting, seats, today_is):  # noqa: F811
    found = meeting("invited")
    today_is("2024-06-26")
    assert fill_in(world.office, found, "open_meeting", seats=seats[:5]).status_code == 302
    assert fill_in(world.office, found, "attend", what="came", seats=[seats[5]]).status_code == 302
    assert fill_in(world.office, found, "attend", what="came", seats=[seats[5]]).status_code == 422
    entry = found.attendance.get(seat=seats[5])
    fields = {"entry": entry.pk, "cancelled": "on", "what": "came", "reason": "Verwechselt."}
    assert fill_in(world.office, found, "correct", **fields).status_code == 302
    assert found.attendance.filter(cancelled=True).count() == 1


def test_a_second_adjournment_does_not_suggest_the_day_of_the_first(world, as_person, meeting):  # noqa: F811
    found = meeting("opened")
    Meeting.objects.filter(pk=found.pk).update(continues_on="2024-06-25")
    form = as_person(world.chair).get(f"/cases/{found.pk}/interrupt/").context["form"]
    assert "continues_on" not in form.initial


def test_after_an_interruption_nobody_is_asked_who_is_there(world, as_person, meeting, fill_in):  # noqa: F811
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, reason="Pause.")
    assert list(as_person(world.chair).get(f"/cases/{found.pk}/continue/").context["form"].fields) == []
    assert fill_in(world.chair, found, "continue").status_code == 302


def test_a_member_reads_the_minutes_and_objects_by_page(world, as_person, fill_in, minutes):  # noqa: F811
    case = minutes("minutes_circulated")
    member = world.steering[2]
    assert as_person(member).get(f"/cases/{case.pk}/").context["task"] is not None
    assert fill_in(member, case, "object", objection_text="Es fehlt etwas.").status_code == 302
    page = as_person(world.office).get(f"/cases/{case.pk}/")
    assert [row["text"] for row in page.context["meeting"]["objections"]] == ["Es fehlt etwas."]
    objection = case.objections.get().pk
    sent = fill_in(world.office, case, "answer", objection=objection, answer_text="Nein.", upheld="")
    assert (sent.status_code, case.objections.get().upheld) == (302, False)


def test_a_vote_on_an_agenda_does_not_ask_who_is_present(world, as_person, idea, meeting):  # noqa: F811
    vote = idea("on_agenda").children.get(lifecycle="decision")
    before = as_person(world.office).get(f"/cases/{vote.pk}/open_vote/").context["form"].fields
    meeting("agenda_draft", items=())
    after = as_person(world.office).get(f"/cases/{vote.pk}/open_vote/").context["form"].fields
    assert (set(before) - set(after), set(after) - set(before)) == ({"present"}, set())
