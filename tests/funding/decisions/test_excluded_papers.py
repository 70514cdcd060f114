"""Who is excluded from a question reads none of its papers, wherever they lie, and acts in nothing of it."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.bodies.appointments import appoint
from funding.bodies.models import StandingOrders
from funding.decisions.models import Decision
from funding.documents.models import Document
from tests.funding.applications.story import cast, vote_of
from tests.funding.asking import wrong
from tests.funding.below import rule
from tests.funding.meetings.conftest import meeting, seats  # noqa: F401 - fixtures
from workflows import clock
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Bar, Case
from workflows.reading import may_read

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
REASON = "Ich arbeite beim Träger."


def reads(case, person):
    return may_read(Case.objects.get(pk=case.pk), person.pk, clock.today())


def exclude(world, vote, member):
    seat = world.steering_group.seats.get(number=world.steering.index(member) + 1)
    fire(vote.pk, "declare_conflict", by=world.office, seat=seat.pk, reason=REASON)
    rule(vote, member, by=world.chair)
    return member


@pytest.fixture
def voting_again(world, vote, today_is):
    """The body votes again on what a decisive challenge found wrong: the first vote, the challenge, the new vote."""
    today_is("2026-03-02")
    first = vote()
    cast(first, world.steering[:4])
    cast(first, world.steering[4:], "no")
    fire(first.parent_id, "apply", by=world.office)
    numbered = [seat.pk for seat in world.steering_group.seats.order_by("number")]
    facts = {"seat": numbered[6], "received_on": "2026-03-02", "fault": "vote", "contested": numbered[1:3]}
    fire(first.pk, "challenge", by=world.office, **facts, reason="Befangen.")
    challenge = first.children.get()
    fire(challenge.pk, "examine", by=world.office, found=True, finding="So ist es.")
    fire(challenge.pk, "decide", by=world.chair, reason="Sie waren befangen.")
    fire(challenge.pk, "make_up", by=world.office)
    return first, challenge, vote_of(challenge)


def test_who_is_excluded_from_the_vote_made_up_for_reads_none_of_the_earlier_papers(world, voting_again):
    first, challenge, again = voting_again
    member = world.steering[1]
    assert reads(first, member)
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    exclude(world, again, member)
    assert [reads(case, member) for case in (first, first.parent, challenge, again)] == [False] * 4
    assert reads(first, world.steering[2])


def test_and_reads_them_again_when_the_result_stands(world, voting_again):
    first, _challenge, again = voting_again
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    member = exclude(world, again, world.steering[1])
    voters = [person for person in world.steering if person != member]
    cast(again, voters)
    assert reads(first, member)
    assert not Bar.objects.exists()


def test_a_seat_excluded_by_rule_is_never_on_the_roll_of_a_secret_vote(world, application):
    """Settled before the roll is made, or the seat would stand there as one that may vote."""
    case = application("on_committee_agenda")
    appoint(world.committee.seats.get(number=2), world.lead, dt.date(2022, 1, 1))
    orders = StandingOrders.objects.filter(body=world.committee).first() or StandingOrders.objects.get(body=None)
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
    orders.pk, orders.body, orders.valid_from, orders.secret = None, world.committee, dt.date(2022, 2, 1), "always"
    orders.rule = {key: value for key, value in orders.rule.items() if key not in ("group_cap", "contributor_consent")}
    orders.save()
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    vote = Decision.objects.get(pk=vote.pk)
    seat = world.committee.seats.get(number=2)
    assert vote.is_secret
    assert (vote.excluded, vote.roll.filter(seat=seat).exists()) == ([seat.pk], False)


def test_a_paper_of_an_item_is_read_by_nobody_excluded_from_it(world, meeting, idea, today_is, client):  # noqa: F811
    found = meeting("agenda_draft")
    vote = idea("on_agenda").children.get(lifecycle="decision")
    fire(found.pk, "add_item", by=world.office, about=vote.pk)
    item = found.items.get(matter=vote.pk)
    attach = {"by": world.office, "file": Upload("Vorlage.pdf", PDF), "public": False}
    fire(found.pk, "attach_paper", **attach, agenda_item=item.pk)
    fire(found.pk, "attach_paper", by=world.office, file=Upload("Tagesordnung.pdf", PDF + b"1"), public=False)
    today_is("2024-06-05")
    fire(found.pk, "invite", by=world.chair)
    member = exclude(world, vote, world.steering[1])
    of_item, of_meeting = Document.objects.filter(case=found, source="upload").order_by("pk")

    def sees(person):
        client.force_login(person)
        listed = [row["title"] for row in client.get(reverse("case", args=[found.pk])).context["documents"]]
        opened = [client.get(reverse("document", args=[paper.pk])).status_code for paper in (of_item, of_meeting)]
        return ("Vorlage" in listed, "Tagesordnung" in listed, opened)

    assert sees(member) == (False, True, [404, 200])
    assert sees(world.steering[2]) == (True, True, [200, 200])


def test_a_paper_of_an_item_is_part_of_what_is_voted_on_and_comes_before_the_vote(
    world,
    meeting,  # noqa: F811
    idea,
    seats,  # noqa: F811
    today_is,
):
    found = meeting("agenda_draft")
    vote = idea("on_agenda").children.get(lifecycle="decision")
    fire(found.pk, "add_item", by=world.office, about=vote.pk)
    item = found.items.get(matter=vote.pk).pk
    attach = {"by": world.office, "file": Upload("Vorlage.pdf", PDF), "public": False, "agenda_item": item}
    fire(found.pk, "attach_paper", **attach)
    assert wrong(found, "attach_paper", **{**attach, "agenda_item": item + 99}) == "agenda_item"
    today_is("2024-06-05")
    fire(found.pk, "invite", by=world.chair)
    today_is("2024-06-26")
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:5])
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    assert [paper["title"] for paper in Decision.objects.get(pk=vote.pk).attached] == ["Vorlage"]
    assert wrong(found, "attach_paper", **attach) == "agenda_item"


def test_the_page_says_who_reads_a_paper_without_an_item(world, meeting, client):  # noqa: F811
    client.force_login(world.office)
    found = meeting("agenda_draft")
    page = client.get(reverse("move", args=[found.pk, "attach_paper"]), headers={"accept-language": "en"})
    assert "Without an item everybody who is invited reads it." in page.content.decode()
