from datetime import date

import pytest

from funding.bodies.appointments import SeatTaken, appoint, leave, seat_desk, staff
from funding.bodies.models import Body, Seat
from funding.bodies.queries import BenchFacts, SeatFacts, bodies, composition, place_names, seats
from funding.programmes.models import ProgrammeVersion
from workflows.models import Desk, Holder

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
DECEMBER = date(2026, 12, 31)


def held(seat):
    rows = seat_desk(seat).holders.order_by("from_on", "rank")
    return [(each.person.name, each.rank, each.from_on, each.until_on) for each in rows]


def test_a_seat_tells_bench_institution_and_whether_somebody_holds_it(body, seat, clinic, people):
    chair = seat("administration", is_chair=True)
    hospital = seat("hospitals", institution=clinic, contributor=True)
    appoint(chair, people.alice, MAY)

    assert seats(body, MAY) == [
        SeatFacts(chair.pk, chair.place, 1, "administration", True, False, True, None, ""),
        SeatFacts(hospital.pk, hospital.place, 2, "hospitals", False, True, False, clinic.pk, "Klinik am Wald"),
    ]


@pytest.mark.parametrize("number", [1, 50])
def test_the_seats_of_a_body_are_one_query_however_many(number, body, seat, people, django_assert_num_queries):
    for _ in range(number):
        appoint(seat(), people.alice, MAY)

    with django_assert_num_queries(1):
        assert [facts.filled for facts in seats(body, MAY)] == [True] * number


def test_a_seat_is_filled_from_the_first_to_the_last_day_of_its_holder(body, seat, people):
    doctors = seat()
    appoint(doctors, people.alice, MAY)
    leave(doctors, people.alice, DECEMBER)

    filled = [seats(body, on)[0].filled for on in (date(2026, 4, 30), MAY, DECEMBER, date(2027, 1, 1))]
    assert filled == [False, True, True, False]


def test_a_deputy_alone_does_not_fill_a_seat(body, seat, people):
    appoint(seat(), people.bob, MAY, rank=1)

    assert [facts.filled for facts in seats(body, MAY)] == [False]


def test_a_holder_of_another_desk_at_the_same_place_does_not_fill_a_seat(body, seat, people):
    staff("secretary", seat().place, people.alice, MAY)

    assert [facts.filled for facts in seats(body, MAY)] == [False]


def test_only_seats_of_this_body_that_exist_on_the_day_are_counted(body, seat, region):
    old, new = seat(until_on=date(2026, 4, 30)), seat(from_on=MAY)
    other = Body.objects.create(region=region, name="Arbeitsgruppe Pflege", kind="working_group")
    Seat.objects.create(body=other, number=1, bench="care", from_on=MAY)

    assert [facts.id for facts in seats(body, date(2026, 4, 30))] == [old.pk]
    assert [facts.id for facts in seats(body, MAY)] == [new.pk]


def test_a_successor_takes_over_and_the_predecessor_leaves_the_day_before(seat, people):
    doctors = seat()
    appoint(doctors, people.alice, MAY)
    appoint(doctors, people.bob, JUNE)

    assert held(doctors) == [("Alice", 0, MAY, date(2026, 5, 31)), ("Bob", 0, JUNE, None)]


def test_a_deputy_is_appointed_beside_the_holder(seat, people):
    doctors = seat()
    appoint(doctors, people.alice, MAY)
    appoint(doctors, people.bob, MAY, rank=1)
    appoint(doctors, people.charlie, JUNE, rank=1)

    assert held(doctors) == [
        ("Alice", 0, MAY, None),
        ("Bob", 1, MAY, date(2026, 5, 31)),
        ("Charlie", 1, JUNE, None),
    ]


def test_the_same_appointment_again_changes_nothing(seat, people):
    doctors = seat()

    assert appoint(doctors, people.alice, MAY) == appoint(doctors, people.alice, MAY)
    assert appoint(doctors, people.alice, JUNE).from_on == MAY
    assert Holder.objects.count() == Desk.objects.count() == 1


def test_a_seat_taken_from_a_later_day_cannot_be_given_away_before(seat, people):
    doctors = seat()
    appoint(doctors, people.alice, JUNE)

    with pytest.raises(SeatTaken):
        appoint(doctors, people.bob, MAY)
    assert held(doctors) == [("Alice", 0, JUNE, None)]


def test_several_people_staff_one_desk(region, people):
    staff("office", region.place, people.alice, MAY)
    staff("office", region.place, people.bob, MAY)
    staff("office", region.place, people.bob, JUNE)

    holders = Holder.objects.filter(desk__role="office", desk__place=region.place).order_by("pk")
    assert [(each.person, each.from_on, each.until_on) for each in holders] == [
        (people.alice, MAY, None),
        (people.bob, MAY, None),
    ]


def version(**benches):
    return ProgrammeVersion(terms={"values": {"benches": {"value": benches}}})


def test_composition_tells_which_benches_are_complete_and_what_is_missing(body, seat, people):
    appoint(seat("doctors"), people.alice, MAY)
    appoint(seat("doctors"), people.bob, MAY)
    seat("hospitals")

    found = composition(body, version(hospitals=1, doctors=2, municipalities=1), MAY)

    assert found == [BenchFacts("municipalities", 1, 0), BenchFacts("doctors", 2, 2), BenchFacts("hospitals", 1, 0)]
    assert [bench.missing for bench in found] == [1, 0, 1]


def test_a_holder_who_leaves_leaves_a_gap_from_the_next_day_on(body, seat, people):
    hospital = seat("hospitals")
    appoint(hospital, people.alice, MAY)
    leave(hospital, people.alice, DECEMBER)

    assert composition(body, version(hospitals=1), DECEMBER) == [BenchFacts("hospitals", 1, 1)]
    assert composition(body, version(hospitals=1), date(2027, 1, 1)) == [BenchFacts("hospitals", 1, 0)]


def test_a_programme_that_asks_for_no_benches_finds_no_gap(body, seat):
    seat("hospitals")

    assert composition(body, ProgrammeVersion(terms={}), MAY) == []


def test_composition_is_one_query(body, seat, django_assert_num_queries):
    seat()

    with django_assert_num_queries(1):
        composition(body, version(doctors=1), MAY)


def test_places_are_called_by_what_they_are_in_one_query(body, seat, region, clinic, django_assert_num_queries):
    doctors = seat()

    with django_assert_num_queries(1):
        names = place_names([body.place, doctors.place, region.place, clinic.place])

    assert names == {
        body.place: "Steuerungsgruppe Musterland",
        doctors.place: "Steuerungsgruppe Musterland",
        region.place: "Musterland",
        clinic.place: "Klinik am Wald",
    }


def test_a_body_exists_from_its_founding_until_the_day_before_it_is_dissolved(region):
    made = {"region": region, "kind": "working_group"}
    Body.objects.create(name="Zahngesundheit", **made)
    Body.objects.create(name="Ärztliche Versorgung", founded_on=MAY, dissolved_on=JUNE, **made)

    assert [body.name for body in bodies(date(2026, 4, 30))] == ["Zahngesundheit"]
    assert [body.name for body in bodies(date(2026, 5, 31))] == ["Ärztliche Versorgung", "Zahngesundheit"]
    assert [body.name for body in bodies(JUNE)] == ["Zahngesundheit"]
