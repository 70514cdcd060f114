"""Resolutions that do not last, or come about in secret or only with everybody's consent."""

import datetime as dt

import pytest

from funding.bodies.models import StandingOrders
from funding.budgets.models import Pot
from tests.funding.applications.story import approval_of, vote_of
from tests.journeys.story import (
    again,
    below,
    mails,
    state,
    states,
    told,
    vote_alike,
    waits_for,
)  # fmt: skip
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders(world):
    """The steering group gives itself other standing orders."""

    def change(**rules):
        found = StandingOrders.objects.get(body=world.steering_group)
        StandingOrders.objects.filter(pk=found.pk).update(valid_to=dt.date(2022, 1, 31))
        found.pk, found.valid_from = None, dt.date(2022, 2, 1)
        for name, value in rules.items():
            setattr(found, name, value)
        found.save(force_insert=True)

    return change


def test_a_member_demands_secrecy_and_the_open_vote_begins_anew(people, idea, orders, today_is):
    orders(secret="1", secret_minimum=5, early_close=False)
    today_is("2024-06-03")
    case = idea("on_agenda")
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="circular")
    vote_alike(people.steering, vote, "yyn")
    people.steering[3].demand_secrecy(vote)
    assert (state(vote), people.office.sees_next) == ("prepared", [("decision", "Open the vote", "2024-07-03")])
    people.office.open_vote(vote, procedure="circular")
    assert [each.sees_next for each in people.steering[:2]] == [[("decision", "Cast your vote", "2024-06-17")]] * 2
    vote_alike(people.steering, vote, "yyyynnn")
    people.office.close(vote)
    decision = again(vote).decision
    assert (decision.is_secret, decision.result["yes"], decision.result["no"]) == (True, 4, 3)
    assert (states(vote, case), vote.events.filter(move="cast", actor=None).count()) == (
        ("adopted", "approved_for_application"), 7,
    )  # fmt: skip


def test_a_resolution_is_reconsidered_by_two_thirds_and_then_rejected(people, idea, orders, today_is):
    orders(reconsideration="two_thirds")
    today_is("2024-06-03")
    case = idea("on_agenda")
    first = vote_of(case)
    people.office.open_vote(first, procedure="circular")
    vote_alike(people.steering, first, "yyyynnn")
    people.chair.reconsider(first, reason="Neue Zahlen der Klinik.")
    motion = below(first, "reconsideration")
    assert ("reconsideration", "Put the motion to the vote", "2024-06-17") in people.office.sees_next
    people.office.put_to_vote(motion)
    ballot = vote_of(motion)
    people.office.open_vote(ballot, procedure="circular")
    vote_alike(people.steering, ballot, "yyyyynn")
    assert states(motion, first, case) == ("carried", "reconsidered", "recommended")
    people.office.put_on_agenda(case)
    second = vote_of(case)
    people.office.open_vote(second, procedure="circular")
    vote_alike(people.steering, second, "yynnnnn")
    assert (states(second, case), again(second).decision.replaces_id) == (("rejected", "rejected"), first.pk)
    assert told(case, "idea.rejected") == {people.author.user.name}
    assert people.author.sees_next == []


def test_a_challenged_resolution_is_void_after_the_award_and_the_authority_hears_of_it(people, application):
    application("awarded")
    case = Case.objects.get(lifecycle="application")
    vote, chair = vote_of(case), people.funders[0]
    seats = [each["seat"] for each in again(vote).decision.electorate]
    chair.challenge(
        vote, seat=seats[2], received_on="2024-06-03", fault="procedure", reason="Zwei Mitglieder nicht geladen."
    )
    found = below(vote, "challenge")
    people.case_worker.examine(found, found=True, decisive=True, finding="Zwei Ladungen fehlen.")
    assert people.case_worker.may_not("decide", found, reason="x") == "not_yours"
    chair.decide(found, reason="Siehe Feststellung.")
    assert ("challenge", "Put the question to the body again", "2024-07-03") in people.case_worker.sees_next
    chair.give_up(found, reason="Das Gremium bleibt dabei.")
    award = case.children.get(lifecycle="award")
    assert states(found, vote, case, award) == ("void", "void", "awarded", "sent")
    assert told(case, "application.resolution_fell") == {
        people.case_worker.user.name, people.checker.user.name, people.approver.user.name,
    }  # fmt: skip
    assert waits_for(below(award, "notice")) == [("case_worker", "None")]


def test_a_challenged_resolution_is_made_up_for_by_another_vote(people, application):
    application("awarded")
    case = Case.objects.get(lifecycle="application")
    vote, chair = vote_of(case), people.funders[0]
    seats = [each["seat"] for each in again(vote).decision.electorate]
    chair.challenge(vote, seat=seats[2], received_on="2024-06-03", fault="procedure", reason="Nicht geladen.")
    found = below(vote, "challenge")
    people.case_worker.examine(found, found=True, decisive=True, finding="Trifft zu.")
    chair.decide(found, reason="Siehe Feststellung.")
    people.case_worker.make_up(found)
    cure = vote_of(found)
    people.case_worker.open_vote(cure, procedure="circular")
    vote_alike(people.funders, cure, "yyyyyyy")
    people.case_worker.close(cure)
    assert states(found, cure, vote, case) == ("cured", "adopted", "adopted", "awarded")
    assert (again(cure).decision.replaces_id, mails(case, "application.resolution_fell")) == (vote.pk, 0)


def test_a_funder_withholds_its_consent_and_gives_it_in_the_second_vote(people, application):
    case = application("on_committee_agenda")
    vote = vote_of(case)
    people.case_worker.open_vote(vote, procedure="circular")
    vote_alike(people.funders, vote, "ynyyyyy")
    people.case_worker.close(vote)
    assert (states(vote, approval_of(case)), again(vote).decision.result["yes"]) == (
        ("blocked", "on_committee_agenda"),
        6,
    )
    assert people.case_worker.sees_next[-1] == ("decision", "Settle with the funder", "2024-07-03")
    people.case_worker.vote_again(vote, reason="Die Krankenkasse stimmt nun zu.")
    assert people.case_worker.sees_next[-1] == ("decision", "Open the vote", "2024-07-03")
    people.case_worker.open_vote(vote, procedure="circular")
    vote_alike(people.funders, vote, "yyyyyyn")
    people.case_worker.close(vote)
    assert states(vote, approval_of(case)) == ("adopted", "committee_approved")
    assert people.case_worker.sees_next[-1] == ("ruling", "Write and sign the notice", "2024-07-03")


def test_a_resolution_falls_before_the_notice_and_the_committee_votes_anew(
    people, application, budget, today_is, world
):
    today_is("2024-06-03")
    budget(shares=[{"payer": "Land", "weight": 1, "amount": "40000.00"}])
    case = application("notice_signed")
    vote, chair = vote_of(case), people.funders[0]
    seat = again(vote).decision.electorate[2]["seat"]
    chair.challenge(vote, seat=seat, received_on="2024-06-03", fault="procedure", reason="Nicht geladen.")
    found = below(vote, "challenge")
    people.case_worker.examine(found, found=True, decisive=True, finding="Trifft zu.")
    chair.decide(found, reason="Siehe Feststellung.")
    assert (states(found, vote, approval_of(case)), Pot.objects.get().taken) == (("void", "void", "ready"), 0)
    assert people.approver.sees_next == []
    people.case_worker.put_on_committee_agenda(approval_of(case))
    again_asked = vote_of(case)
    people.case_worker.open_vote(again_asked, procedure="circular")
    vote_alike(people.funders, again_asked, "yyyyyyy")
    people.case_worker.close(again_asked)
    assert (states(again_asked, approval_of(case)), Pot.objects.get().taken) == (
        ("adopted", "committee_approved"),
        40000,
    )
    assert again(again_asked).decision.replaces_id == vote.pk
