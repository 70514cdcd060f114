"""A resolution sets up or dissolves a body: its office enters it with the document, a second person confirms it."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from funding import openings
from funding.bodies.appointments import staff
from funding.bodies.models import Body
from funding.bodies.queries import bodies
from funding.demo.world import person
from funding.mandates.models import Mandate
from funding.mandates.opening import open_mandate
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.challenges import conftest as challenges
from tests.funding.challenges.story import challenge
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case, Event, Holder
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
ordered, resolved = challenges.ordered, challenges.resolved
PAPER = Upload("beschluss.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF")
SUMMER = {"named": "AG Hitzeschutz", "body_kind": "working_group", "purpose": "Hitzeaktionsplan", "day": "2024-07-01"}


@pytest.fixture
def nora():
    return person("Dr. Nora Stell", "Auental")


@pytest.fixture
def roster(world, today_is) -> Roster:
    """Of the steering group, begun on 3 June 2024."""
    today_is("2024-06-03")
    watch_rosters()
    return Roster.objects.get(body=world.steering_group)


@pytest.fixture
def mandate(world, roster, nora):
    """`mandate("proposed", "dissolve", day="2024-07-01")`"""

    def brought(to: str = "entered", kind: str = "set_up", **more: object) -> Mandate:
        case = open_mandate(roster, by=world.office, kind=kind)
        whole = {"set_up": {**SUMMER, "email": nora.email}, "dissolve": {"body": world.group.pk, "day": "2024-07-01"}}
        moves = {
            "begun": lambda: None,
            "entered": lambda: fire(case.pk, "enter", by=world.office, **{**whole[kind], **more}),
            "attached": lambda: fire(case.pk, "attach", by=world.office, file=PAPER, kind="resolution"),
            "proposed": lambda: fire(case.pk, "propose", by=world.office),
            "confirmed": lambda: fire(case.pk, "confirm", by=world.chair),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Mandate.objects.get(pk=case.pk)

    return brought


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_a_working_group_is_set_up_by_two_persons_with_its_lead(world, mandate, nora):
    case = mandate("proposed")
    assert not Body.objects.filter(name="AG Hitzeschutz").exists()
    fire(case.pk, "confirm", by=world.chair)
    made = Body.objects.get(name="AG Hitzeschutz")
    assert (made.region, made.parent, made.kind) == (world.region, world.steering_group, "working_group")
    assert (made.mandate, made.founded_on) == ("Hitzeaktionsplan", dt.date(2024, 7, 1))
    lead = Holder.objects.get(desk__place=made.place, desk__role="working_group_lead")
    assert (lead.person, lead.from_on) == (nora, dt.date(2024, 7, 1))
    assert (state(case), Mandate.objects.get().body) == ("confirmed", made)
    said = Event.objects.get(case=case, move="confirm").facts
    assert (said["body"], said["lead"], said["day"]) == (made.pk, nora.pk, "2024-07-01")
    assert told("mandate.confirmed") == sorted({world.office.name, world.chair.name})


def test_a_new_group_has_an_office_and_a_chair_and_gets_its_members_by_two_persons(world, mandate, nora, today_is):
    mandate("confirmed")
    made = Body.objects.get(name="AG Hitzeschutz")
    today_is("2024-07-01")
    watch_rosters()
    roster = Roster.objects.get(body=made)
    fire(roster.pk, "add_seat", by=world.office, bench="care", from_on="2024-07-01", reason="Beschluss.")
    fire(Case.objects.get(lifecycle="seat_change", parent=roster).pk, "confirm", by=nora)
    seat = made.seats.get()
    fire(
        roster.pk,
        "appoint",
        by=world.office,
        seat=seat.pk,
        email=world.author.email,
        from_on="2024-07-01",
        reason="Beschluss.",
    )
    change = Case.objects.filter(lifecycle="seat_change", parent=roster).latest("pk")
    assert refusal(change, "confirm", by=world.office) == "four_eyes"
    fire(change.pk, "confirm", by=nora)
    assert Holder.objects.get(desk__place=seat.place).person == world.author
    assert not Holder.objects.filter(desk__place=made.place, person=world.chair).exists()


def test_it_exists_from_its_first_day(world, mandate):
    mandate("confirmed")
    made = Body.objects.get(name="AG Hitzeschutz")
    assert made not in bodies(dt.date(2024, 6, 30))
    assert made in bodies(dt.date(2024, 7, 1))


def test_a_working_group_is_dissolved_by_two_persons_and_is_no_more_from_the_day(world, mandate):
    case = mandate("confirmed", "dissolve")
    assert (state(case), Body.objects.get(pk=world.group.pk).dissolved_on) == ("confirmed", dt.date(2024, 7, 1))
    assert world.group in bodies(dt.date(2024, 6, 30))
    assert world.group not in bodies(dt.date(2024, 7, 1))


def test_ideas_of_a_dissolved_group_go_back_to_the_office(world, idea, mandate, today_is):
    case = idea("in_working_group")
    mandate("confirmed", "dissolve")
    with_the_group = consultation_of(case)
    assert refusal(with_the_group, "take_from_group", by=world.office) == "group_goes_on"
    today_is("2024-07-01")
    fire(with_the_group.pk, "take_from_group", by=world.office)
    assert state(case) == "submitted"


def test_until_the_day_ideas_can_still_be_given_to_a_group(world, idea, mandate):
    case = idea("submitted")
    mandate("confirmed", "dissolve")
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    assert state(case) == "in_working_group"


def test_the_body_itself_is_dissolved_once_those_below_it_are_and_its_roster_ends(world, mandate, roster, today_is):
    own = {"body": world.steering_group.pk, "day": "2024-06-03"}
    case = mandate("attached", "dissolve", **own)
    below = Body.objects.filter(pk=world.group.pk)
    below.update(parent=world.steering_group)
    assert refusal(case, "propose", by=world.office) == "has_bodies_below"
    below.update(dissolved_on="2024-06-01")
    other = mandate("begun")
    waiting = mandate("proposed", day="2024-06-10")
    fire(case.pk, "propose", by=world.office)
    fire(case.pk, "confirm", by=world.chair)
    assert (state(case), state(roster), state(other), state(waiting)) == (
        "confirmed",
        "dissolved",
        "discarded",
        "discarded",
    )


def test_nobody_confirms_what_they_have_entered_nor_their_own_lead(world, mandate, nora):
    case = mandate("proposed")
    assert refusal(case, "confirm", by=world.office) == "four_eyes"
    staff("chair", world.steering_group.place, nora, dt.date(2021, 1, 1))
    assert refusal(case, "confirm", by=nora) == "seats_themselves"


def test_nothing_is_proposed_without_the_day_and_the_resolution(world, mandate):
    assert refusal(mandate("begun"), "propose", by=world.office) == "nothing_entered"
    assert refusal(mandate("entered"), "propose", by=world.office) == "no_resolution"


def test_two_bodies_of_a_region_have_two_names(world, mandate):
    first, second = mandate("proposed"), mandate("proposed")
    fire(first.pk, "confirm", by=world.chair)
    assert refusal(second, "confirm", by=world.chair) == "name_taken"


def test_what_is_under_way_is_ended_first(world, vote, mandate):
    vote()
    case = mandate("attached", "dissolve", body=world.steering_group.pk)
    assert refusal(case, "propose", by=world.office) == "is_busy"


def test_a_body_does_not_end_before_it_has_last_acted(world, vote, mandate):
    vote()
    Case.objects.filter(lifecycle="decision").update(finished="2024-06-03T12:00+02:00")
    case = mandate("attached", "dissolve", body=world.steering_group.pk, day="2022-01-15")
    assert refusal(case, "propose", by=world.office) == "acted_later"


def test_a_working_group_does_not_end_before_it_has_last_answered(world, idea, mandate, today_is):
    with_the_group = consultation_of(idea("in_working_group"))
    fire(with_the_group.pk, "send_back", by=world.lead, reason="Bitte genauer.")
    answered = Event.objects.filter(case=with_the_group).latest("seq").at.date()
    case = mandate("attached", "dissolve", day=(answered - dt.timedelta(days=1)).isoformat())
    assert refusal(case, "propose", by=world.office) == "acted_later"


def test_who_dissolves_a_body_holds_it(world, mandate):
    case = mandate("proposed", "dissolve")
    with CaptureQueriesContext(connection) as made:
        fire(case.pk, "confirm", by=world.chair)
    held = [row["sql"] for row in made if "FOR UPDATE" in row["sql"] and 'FROM "funding_body"' in row["sql"]]
    assert any(f'"id" = {world.group.pk} ' in sql for sql in held)


def test_a_body_is_dissolved_once(world, mandate):
    first, second = mandate("proposed", "dissolve"), mandate("proposed", "dissolve")
    fire(first.pk, "confirm", by=world.chair)
    assert refusal(second, "confirm", by=world.chair) == "dissolved_already"


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("set_up", {"named": ""}, "named"),
        ("set_up", {"email": "niemand@auental.example"}, "email"),
        ("set_up", {"body_kind": "committee"}, "body_kind"),
        ("set_up", {"body": 1}, "body"),
        ("dissolve", {"body": 0}, "body"),
        ("dissolve", {"body": 999999}, "body"),
        ("dissolve", {"named": "x"}, "named"),
        ("dissolve", {"day": "1999-01-01"}, "day"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(world, mandate, nora, kind, more, field):
    Body.objects.filter(pk=world.group.pk).update(founded_on="2000-01-01")
    whole = {"set_up": {**SUMMER, "email": nora.email}, "dissolve": {"body": world.group.pk, "day": "2024-07-01"}}
    assert wrong(mandate("begun", kind), "enter", by=world.office, **{**whole[kind], **more}) == field


def test_it_goes_back_and_forth_and_can_be_given_up(world, mandate):
    case = mandate("proposed")
    fire(case.pk, "take_back", by=world.office)
    fire(case.pk, "propose", by=world.office)
    fire(case.pk, "return", by=world.chair, reason="Der Beschluss nennt einen anderen Namen.")
    assert told("mandate.returned") == [world.office.name]
    fire(case.pk, "discard", by=world.office)
    assert (state(case), Body.objects.filter(name="AG Hitzeschutz").exists()) == ("discarded", False)


@pytest.mark.parametrize(
    ("at", "move", "by", "data"),
    [
        ("begun", "enter", "chair", SUMMER),
        ("entered", "attach", "chair", {"file": PAPER}),
        ("attached", "propose", "chair", {}),
        ("proposed", "take_back", "chair", {}),
        ("proposed", "return", "lead", {"reason": "x"}),
        ("proposed", "confirm", "lead", {}),
        ("begun", "discard", "chair", {}),
        ("begun", "end_with_body", "office", {}),
    ],
)
def test_each_move_is_one_desks(world, mandate, at, move, by, data):
    case = mandate(at)
    with pytest.raises((Refused, NotFound)) as caught:
        fire(case.pk, move, by=getattr(world, by), **data)
    assert caught.value.key in ("not_yours", "not_found")


def test_it_ends_with_the_body_and_not_before(world, mandate):
    from workflows.lifecycle import CLOCK  # noqa: PLC0415

    assert refusal(mandate("begun"), "end_with_body", by=CLOCK) == "parent_goes_on"


def test_only_the_bodys_office_begins_one(world, roster):
    with pytest.raises(Refused) as caught:
        open_mandate(roster, by=world.chair, kind="set_up")
    assert caught.value.key == "not_yours"
    with pytest.raises(NotFound):
        open_mandate(roster, by=world.case_worker, kind="set_up")


def test_the_office_begins_it_on_the_page_of_the_roster(world, roster):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/cases/{roster.pk}/begin/mandate/"
    assert address in client.get(f"/cases/{roster.pk}/").content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"seen": "0", "key": uuid.uuid4().hex, "kind": "dissolve"})
    case = Mandate.objects.get()
    assert answer.url == f"/cases/{case.pk}/"
    page = client.get(f"/cases/{case.pk}/enter/").content.decode()
    assert world.group.name in page
    assert 'name="named"' not in page


def test_the_same_is_offered_by_the_api(world, roster):
    desks = [("clerk", world.steering_group.place)]
    assert [each.opens for each in openings.offered(Case.objects.get(pk=roster.pk), desks)] == ["mandate", "motion"]


def test_what_follows_from_a_vote_is_ended_first(world, resolved, mandate, today_is):
    decision = resolved("yyyynnn")
    today_is("2026-03-04")
    found = challenge(world, decision, numbers=(2, 3))
    Case.objects.filter(lifecycle="decision").update(finished="2026-03-03T12:00+02:00")
    case = mandate("attached", "dissolve", body=world.steering_group.pk, day="2026-12-01")
    assert refusal(case, "propose", by=world.office) == "is_busy"
    Case.objects.filter(pk=found.pk).update(finished="2026-03-03T12:00+02:00")
    assert fire(case.pk, "propose", by=world.office).to_state == "proposed"
