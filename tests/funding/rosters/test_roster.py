"""Who sits in a body, entered by its office; and the composition the programme asks for, watched by the clock."""

import datetime as dt

import pytest

from funding.bodies.appointments import leave, seat_desk
from funding.bodies.models import Body, Seat, StandingOrders
from funding.demo.world import LONG_AGO, person
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case, Desk, Dossier, Event, Task
from workflows.refusals import BadInput, NotFound

pytestmark = pytest.mark.django_db
CARE = {"bench": "care", "required": 1, "filled": 0}
BECAUSE = {"reason": "Schreiben des Pflegedienstes vom 3. Juni."}


def enter(world, roster, move, **data):
    """The office enters it, the chair confirms it; what was waiting meanwhile."""
    fire(roster.pk, move, by=world.office, **data)
    change = Case.objects.get(parent_id=roster.pk, lifecycle="seat_change", finished=None)
    fire(change.pk, "confirm", by=world.chair)
    return change


@pytest.fixture
def care(world):
    return world.steering_group.seats.get(bench="care")


@pytest.fixture
def nora():
    return person("Dr. Nora Stell", "Auental")


@pytest.fixture
def roster(world, today_is):
    """Of the steering group, complete, begun on 3 June 2024."""
    today_is("2024-06-03")
    watch_rosters()
    return Roster.objects.get(body=world.steering_group)


def now(roster):
    found = Roster.objects.get(pk=roster.pk)
    return found.state, found.lacking, found.lacking_on and found.lacking_on.isoformat()


def told(kind):
    return sorted(message.person.name for message in Message.objects.filter(kind=kind))


def held(seat):
    rows = seat_desk(seat).holders.order_by("from_on", "rank")
    return [(each.person.name, each.rank, str(each.from_on), each.until_on and str(each.until_on)) for each in rows]


def term_of(seat, rank=0):
    return seat_desk(seat).holders.filter(rank=rank).order_by("-from_on").first().pk


def test_the_clock_begins_one_roster_for_each_body_with_seats_and_an_office(world, roster):
    Body.objects.create(region=world.region, name="Ohne Geschäftsstelle", kind="forum")
    assert (watch_rosters(), Dossier.objects.count()) == (0, 2)
    assert set(Roster.objects.values_list("body", "state")) == {
        (world.steering_group.pk, "complete"),
        (world.committee.pk, "complete"),
    }


def test_sixty_days_before_a_bench_lapses_the_office_is_told_which_and_until_when(world, roster, care, today_is):
    leave(care, world.steering[5], dt.date(2024, 8, 31))
    today_is("2024-07-02")
    assert watch_rosters() == 0
    today_is("2024-07-03")
    assert (watch_rosters(), watch_rosters()) == (1, 0)
    assert now(roster) == ("lapsing", [CARE], "2024-09-01")
    task = Task.objects.get(process=roster.pk, status="NEW")
    assert (task.desk.role, str(task.due_on)) == ("clerk", "2024-08-31")
    assert told("roster.lapsing") == sorted({world.office.name, world.chair.name})
    assert Message.objects.filter(kind="roster.lapsing").first().context["benches"] == {
        "de": "Pflegeeinrichtungen (0/1)",
        "en": "care facilities (0/1)",
    }


def test_when_the_last_day_has_passed_the_bench_lacks_its_member_and_the_task_says_so(world, roster, care, today_is):
    leave(care, world.steering[5], dt.date(2024, 8, 31))
    today_is("2024-08-30")
    watch_rosters()
    today_is("2024-09-02")
    sweep_deadlines()
    assert now(roster) == ("incomplete", [CARE], "2024-09-01")
    today_is("2024-09-20")
    assert (watch_rosters(), told("roster.incomplete")) == (0, sorted({world.office.name, world.chair.name}))


def test_another_term_that_ends_earlier_moves_the_day(world, roster, care, today_is):
    leave(care, world.steering[5], dt.date(2024, 8, 31))
    today_is("2024-07-15")
    watch_rosters()
    doctors = world.steering_group.seats.get(bench="doctors")
    enter(world, roster, "end_term", holder=term_of(doctors), last_day="2024-07-31", **BECAUSE)
    assert now(roster) == ("lapsing", [{**CARE, "bench": "doctors"}], "2024-08-01")
    assert [str(each.due_on) for each in Task.objects.filter(process=roster.pk, status="NEW")] == ["2024-07-31"]
    assert [str(row.due_on) for row in roster.deadlines.filter(status="running")] == ["2024-07-31"]


def test_a_successor_fills_the_bench_and_the_office_is_told(world, roster, care, nora, today_is):
    enter(world, roster, "end_term", holder=term_of(care), last_day="2024-06-02", **BECAUSE)
    assert now(roster) == ("incomplete", [CARE], "2024-06-03")
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-06-03", **BECAUSE)
    assert (now(roster), told("roster.complete")) == (("complete", [], None), [world.office.name])
    assert held(care) == [
        (world.steering[5].name, 0, "2021-01-01", "2024-06-02"),
        ("Dr. Nora Stell", 0, "2024-06-03", None),
    ]


def test_a_term_is_prolonged_until_the_next_one_begins_and_no_longer(world, roster, care, nora):
    old = term_of(care)
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-07-01", **BECAUSE)
    enter(world, roster, "end_term", holder=old, last_day="2024-06-20", **BECAUSE)
    assert refused_field(roster, "end_term", world.office, holder=old, last_day="2024-07-01", **BECAUSE) == "last_day"
    enter(world, roster, "end_term", holder=old, last_day="2024-06-30", **BECAUSE)
    assert [row[3] for row in held(care)] == ["2024-06-30", None]


def test_who_sat_when_stands_in_the_history_without_a_name(world, roster, care, nora):
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-07-01", **BECAUSE)
    event = Event.objects.get(case=roster.pk, move="appoint")
    assert {name: event.facts[name] for name in ("seat", "person", "from_on", "rank")} == {
        "seat": care.pk,
        "person": nora.pk,
        "from_on": "2024-07-01",
        "rank": 0,
    }
    assert nora.email not in event.body


def test_deputies_stand_in_their_order_and_two_terms_never_overlap(world, roster, care, nora):
    other = person("Ole Brook", "Auental")
    for rank, who in ((1, nora), (2, other)):
        enter(world, roster, "appoint", seat=care.pk, email=who.email, rank=rank, from_on="2024-06-10",
            **BECAUSE,
        )  # fmt: skip
    assert [row[:2] for row in held(care)] == [(world.steering[5].name, 0), ("Dr. Nora Stell", 1), ("Ole Brook", 2)]
    late = {"seat": care.pk, "email": other.email, "from_on": "2024-06-05", **BECAUSE}
    assert refused_field(roster, "appoint", world.office, **{**late, "rank": 1}) == "from_on"
    assert refused_field(roster, "appoint", world.office, **late) == "from_on"


def refused_field(roster, move, by, **data):
    with pytest.raises(BadInput) as caught:
        fire(roster.pk, move, by=by, **data)
    return caught.value.field


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody@example.org"}, "email"),
        ({"seat": 0}, "seat"),
        ({"from_on": "2020-12-31"}, "from_on"),
        ({"until_on": "2024-06-09"}, "until_on"),
    ],
)
def test_an_appointment_must_be_possible(world, roster, care, nora, wrong, field):
    data = {"seat": care.pk, "email": nora.email, "from_on": "2024-06-10", **BECAUSE, **wrong}
    assert refused_field(roster, "appoint", world.office, **data) == field


def test_a_seat_of_another_body_or_a_term_of_it_is_refused(world, roster, nora):
    foreign = world.committee.seats.first()
    data = {"seat": foreign.pk, "email": nora.email, "from_on": "2024-06-10", **BECAUSE}
    assert refused_field(roster, "appoint", world.office, **data) == "seat"
    ends = {"holder": term_of(foreign), "last_day": "2024-06-10", **BECAUSE}
    assert refused_field(roster, "end_term", world.office, **ends) == "holder"
    assert refused_field(roster, "abolish_seat", world.office, seat=foreign.pk, last_day="2024-06-10", **BECAUSE) == (
        "seat"
    )


def test_a_chair_is_an_office_with_a_term_and_deputies_in_their_order(world, roster, nora, today_is):
    ends = {"from_on": "2024-07-01", "until_on": "2026-06-30"}
    enter(world, roster, "appoint_chair", email=nora.email, **ends, **BECAUSE)
    enter(world, roster, "appoint_chair", email=world.lead.email, rank=1, from_on="2024-07-01", **BECAUSE)
    desk = Desk.objects.get(role="chair", place=world.steering_group.place)
    rows = [(each.person, each.rank, str(each.until_on)) for each in desk.holders.order_by("pk")]
    assert rows == [(world.chair, 0, "2024-06-30"), (nora, 0, "2026-06-30"), (world.lead, 1, "None")]


def test_a_second_chair_beside_the_first_leads_as_its_equal(world, roster, nora):
    facts = {"email": nora.email, "beside": True, "from_on": "2024-06-03", **BECAUSE}
    enter(world, roster, "appoint_chair", **facts)
    desk = Desk.objects.get(role="chair", place=world.steering_group.place)
    assert list(desk.holders.order_by("pk").values_list("person", "rank", "until_on")) == [
        (world.chair.pk, 0, None),
        (nora.pk, 0, None),
    ]
    assert refused_field(roster, "appoint_chair", world.office, **{**facts, "rank": 1}) == "from_on"


def test_a_seat_is_added_and_is_vacant_until_somebody_takes_it(world, roster, nora):
    enter(world, roster, "add_seat", bench="science", from_on="2024-06-03", **BECAUSE)
    seat = Seat.objects.get(body=world.steering_group, bench="science")
    assert (seat.number, held(seat), state(roster)) == (8, [], "complete")


def test_an_abolished_seat_takes_its_holder_and_deputies_along(world, roster, care, nora):
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, rank=1, from_on="2024-08-01", **BECAUSE)
    enter(world, roster, "abolish_seat", seat=care.pk, last_day="2024-06-30", **BECAUSE)
    assert held(care) == [(world.steering[5].name, 0, "2021-01-01", "2024-06-30")]
    assert now(roster) == ("lapsing", [CARE], "2024-07-01")
    again = {"seat": care.pk, "last_day": "2024-07-31", **BECAUSE}
    assert refused_field(roster, "abolish_seat", world.office, **again) == "seat"


def test_a_seat_stays_while_a_vote_of_its_runs(world, vote, roster, care):
    vote("circular")
    assert refusal(roster, "abolish_seat", by=world.office, seat=care.pk, last_day="2024-06-30", **BECAUSE) == (
        "vote_runs"
    )


def test_no_term_ends_before_a_ballot_cast_in_it(world, today_is, vote, roster, care):
    ballot = vote("circular")
    fire(ballot.pk, "cast", by=world.steering[5], choice="yes")
    ends = {"holder": term_of(care), "last_day": "2024-06-02", **BECAUSE}
    assert refusal(roster, "end_term", by=world.office, **ends) == "acted_later"
    enter(world, roster, "end_term", **{**ends, "last_day": "2024-06-03"})


def test_in_a_running_vote_the_successor_votes_where_the_predecessor_has_not(world, today_is, vote, roster, care, nora):
    today_is("2024-06-03")
    ballot = vote("circular")
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-06-05", **BECAUSE)
    today_is("2024-06-05")
    with pytest.raises(NotFound):
        fire(ballot.pk, "cast", by=world.steering[5], choice="no")
    fire(ballot.pk, "cast", by=nora, choice="yes")
    done = ballot.decision.participations.get()
    assert (done.person, done.seat, done.at.astimezone(BERLIN).date()) == (nora, care, dt.date(2024, 6, 5))


def test_what_the_predecessor_has_voted_stays(world, today_is, vote, roster, care, nora):
    ballot = vote("circular")
    fire(ballot.pk, "cast", by=world.steering[5], choice="yes")
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-06-04", **BECAUSE)
    assert ballot.decision.participations.get().person == world.steering[5]


def test_only_the_bodys_office_enters_and_nobody_else_sees_it(world, roster, care, as_person):
    ends = {"holder": term_of(care), "last_day": "2024-06-30", **BECAUSE}
    assert refusal(roster, "end_term", by=world.chair, **ends) == "not_yours"
    assert {as_person(who).get(f"/cases/{roster.pk}/").status_code for who in (world.author, world.steering[5])} == {
        404
    }
    for who in (world.office, world.chair):
        assert as_person(who).get(f"/cases/{roster.pk}/").status_code == 200


@pytest.mark.parametrize("move", ["appoint", "appoint_chair", "add_seat", "attach", "abolish_seat"])
def test_the_chair_reads_and_enters_nothing(world, roster, move):
    assert refusal(roster, move, by=world.chair) == "not_yours"


def test_the_evidence_of_a_change_is_attached_to_it(world, roster):
    paper = {"file": Upload("Entsendung.pdf", b"%PDF-1.7\n%%EOF\n"), "kind": "evidence"}
    fire(roster.pk, "attach", by=world.office, **paper)
    assert (roster.documents.get().kind, state(roster)) == ("evidence", "complete")


def test_a_dissolved_body_has_no_roster_to_keep(world, roster, today_is):
    assert {refusal(roster, move, by=CLOCK) for move in ("dissolve", "review")} == {
        "body_exists",
        "composition_unchanged",
    }
    Body.objects.filter(pk=world.steering_group.pk).update(dissolved_on=dt.date(2024, 7, 1))
    today_is("2024-07-01")
    assert (watch_rosters(), watch_rosters(), state(roster)) == (1, 0, "dissolved")


def test_the_page_shows_seats_terms_deputies_vacancies_and_the_chair(world, roster, care, nora, as_person):
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, rank=1, from_on="2024-06-10", **BECAUSE)
    enter(world, roster, "end_term", holder=term_of(care), last_day="2024-06-30", **BECAUSE)
    page = as_person(world.office).get(f"/cases/{roster.pk}/")
    row = next(each for each in page.context["roster"]["seats"] if "Pflegedienst" in each["seat"])
    assert row["terms"] == [
        f"{world.steering[5].name}, member, 1 Jan 2021 to 30 Jun 2024",
        "Dr. Nora Stell, 1. deputy, since 10 Jun 2024",
    ]
    asked = [(each["value"], each["lacks"]) for each in page.context["roster"]["benches"] if each["lacks"]]
    assert asked == [("0 of at least 2, from 1 Jan 2024 to 31 Dec 2024", "2 still to hold")]
    assert page.context["roster"]["former"] == []
    assert page.context["roster"]["chairs"] == [f"{world.chair.name}, chair, since 1 Jan 2021"]


def test_who_sat_there_before_can_be_read_later(world, roster, care, nora, today_is, as_person):
    enter(world, roster, "appoint", seat=care.pk, email=nora.email, from_on="2024-06-10", **BECAUSE)
    today_is("2024-06-10")
    page = as_person(world.office).get(f"/cases/{roster.pk}/")
    assert page.context["roster"]["former"] == [
        f"Seat 6: Pflegedienst Auental: {world.steering[5].name}, member, 1 Jan 2021 to 9 Jun 2024"
    ]


@pytest.mark.parametrize("more", [0, 49])
def test_the_page_asks_the_same_of_one_seat_more_as_of_fifty(world, roster, as_person, more, django_assert_num_queries):
    for number in range(more):
        Seat.objects.create(body=world.steering_group, number=20 + number, bench="other", from_on=LONG_AGO)
    browser = as_person(world.office)
    browser.get(f"/cases/{roster.pk}/")
    with django_assert_num_queries(20):
        browser.get(f"/cases/{roster.pk}/")


def test_a_vote_opened_while_a_bench_is_vacant_says_so_and_is_held(world, idea, today_is, care, as_person):
    today_is("2024-06-03")
    leave(care, world.steering[5], dt.date(2024, 5, 31))
    ballot = idea("on_agenda").children.get(lifecycle="decision")
    event = fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    assert event.facts["lacking"] == [{"bench": "care", "missing": 1}]
    card = as_person(world.steering[1]).get(f"/cases/{ballot.pk}/cast/")
    assert "care facilities (0 of 1)" in card.context["composition"]


def test_where_the_standing_orders_say_so_an_incomplete_body_does_not_vote(world, idea, today_is, care):
    today_is("2024-06-03")
    leave(care, world.steering[5], dt.date(2024, 5, 31))
    own = StandingOrders.objects.get(body=world.steering_group, valid_from=LONG_AGO)
    own.pk, own.valid_from, own.complete_only = None, dt.date(2024, 6, 1), True
    own.save()
    ballot = idea("on_agenda").children.get(lifecycle="decision")
    assert refusal(ballot, "open_vote", by=world.office, procedure="circular") == "incomplete_body"


@pytest.mark.parametrize("move", ["appoint", "appoint_chair"])
def test_nobody_of_the_office_seats_themselves(world, roster, care, move):
    seat = {"seat": care.pk} if move == "appoint" else {}
    said = {"email": world.office.email, "rank": 9, "from_on": "2024-06-03", **seat, **BECAUSE}
    assert wrong(roster, move, by=world.office, **said) == "email"
