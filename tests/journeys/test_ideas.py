"""Ideas that are given up, merged, insisted on, let lie, taken elsewhere; and what a body says upward."""

import pytest

from funding.demo.world import build_world
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.statements.opening import open_statement
from funding.transfers.models import Transfer
from tests.funding.applications.story import vote_of
from tests.funding.statements.test_statement import WRITTEN
from tests.funding.transfers.test_transfer import PAPER, RELEASED
from tests.journeys.story import People, again, below, due, letters, state, states, told, vote_alike, waits_for

pytestmark = pytest.mark.django_db
LIKE_IT = {"title": "Pflegelotsinnen für Familien", "summary": "Lotsinnen.", "need": "Lücke", "target_group": "Alle"}


def approve(people, case, ballots="yyyyyyy"):
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="circular")
    vote_alike(people.steering, vote, ballots)
    return vote


@pytest.fixture
def june(today_is):
    """The third of June 2024, a Monday."""
    today_is("2024-06-03")


def test_the_author_gives_up_while_the_members_are_voting(people, idea, june):
    case = idea("on_agenda")
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="circular")
    vote_alike(people.steering, vote, "yy")
    people.author.withdraw(case, reason="Der Verein löst sich auf.")
    assert states(case, vote) == ("withdrawn", "aborted")
    assert [each.sees_next for each in (people.author, people.office, *people.steering)] == [[]] * 9
    assert people.steering[6].may_not("cast", vote, choice="yes") == "not_possible_here"


def test_the_author_gives_up_after_the_group_has_sent_the_idea_back(people, idea, june):
    case = idea("in_working_group")
    people.lead.send_back(below(case, "consultation"), reason="Es fehlt ein Träger.")
    assert people.author.sees_next == [("idea", "Revise the idea", "2024-08-02")]
    people.author.withdraw(case, reason="Es findet sich keiner.")
    assert (state(case), waits_for(case), people.author.sees_next, people.lead.sees_next) == ("withdrawn", [], [], [])
    returned = below(case, "consultation")
    assert people.lead.may_not("send_back", returned, reason="Noch einmal.") == "not_possible_here"


def test_two_ideas_are_merged_and_the_one_that_goes_on_is_approved(people, idea, june, world):
    first = idea("in_working_group")
    second = open_idea(world.region, by=world.stranger, title=LIKE_IT["title"], invented=True)
    people.stranger.edit(second, **LIKE_IT)
    people.stranger.submit(second)
    assert people.office.sees_next == [("idea", "Assign the idea to a working group", "2024-06-17")]
    people.office.assign(second, group=world.group.pk)
    people.lead.join(second, target=first.pk, reason="Dasselbe Vorhaben.")
    assert (state(second), again(second).idea.goes_on_in_id) == ("merged", first.pk)
    assert told(second, "idea.merged") == {people.stranger.user.name}
    people.lead.recommend(below(first, "consultation"), recommendation="Gemeinsam sinnvoll.", resolved_on="2024-06-03")
    people.office.put_on_agenda(first)
    approve(people, first)
    assert (state(first), due(first)) == ("approved_for_application", ("2026-06-03", "internal", "running"))
    assert (people.stranger.sees_next, waits_for(second)) == ([], [])


def test_the_group_does_not_recommend_the_author_asks_the_body_and_the_body_approves(people, idea, june):
    case = idea("in_working_group")
    people.lead.do_not_recommend(below(case, "consultation"), reason="Zu teuer.")
    assert (state(case), waits_for(case), told(case, "idea.not_recommended")) == (
        "not_recommended", [], {people.author.user.name},
    )  # fmt: skip
    people.author.ask_body(case, reason="Der Bedarf ist da.")
    assert "obwohl" in vote_of(case).decision.question
    approve(people, case, "yyyynnn")
    assert state(case) == "approved_for_application"
    assert ("idea", "Begin the application", "2026-06-03") in people.office.sees_next


def test_an_approval_runs_out_unused_and_the_body_renews_it(people, idea, june, day_comes):
    case = idea("on_agenda")
    approve(people, case)
    day_comes("2026-06-03")
    assert state(case) == "approved_for_application"
    day_comes("2026-06-04")
    assert (state(case), told(case, "idea.expired")) == (
        "expired", {people.author.user.name, people.office.user.name},
    )  # fmt: skip
    assert people.applicant.may_not("apply", case) == "resolution_expired"
    assert ("idea", "Put the idea on the agenda again or end it", "2026-09-02") in people.office.sees_next
    people.office.put_on_agenda(case)
    approve(people, case)
    people.applicant.apply(case)
    assert states(case, below(case, "application")) == ("in_application", "draft")
    assert people.applicant.sees_next == [("application", "Finish the application and release it", None)]


def test_the_body_defers_an_idea_and_it_lapses_a_year_after_the_day_it_named(people, idea, june, day_comes):
    case = idea("on_agenda")
    people.chair.leave(vote_of(case), outcome="deferred", deferred_until="2024-10-01", reason="Die Klinik soll dazu.")
    assert (state(case), due(case)) == ("deferred", ("2025-10-01", "internal", "running"))
    day_comes("2024-10-02")
    assert people.office.user.name in told(case, "task.late")
    day_comes("2025-10-01")
    assert state(case) == "deferred"
    day_comes("2025-10-02")
    assert (state(case), told(case, "idea.lapsed"), waits_for(case)) == ("lapsed", {people.author.user.name}, [])


def test_an_idea_is_taken_to_another_region_and_its_body_adopts_it(people, idea, june, world):
    there = People(build_world("Birkental"))
    case = idea("draft")
    people.author.attach(case, file=PAPER, kind="concept")
    people.author.submit(case)
    people.office.assign(case, group=world.group.pk)
    people.lead.recommend(below(case, "consultation"), recommendation="Sinnvoll.", resolved_on="2024-06-03")
    people.office.put_on_agenda(case)
    approve(people, case)
    people.office.offer_for_transfer(case, regions=[there.world.region.pk], **RELEASED)
    transfer = Transfer.objects.get()
    assert there.office.sees_next == [("transfer", "Say whether your region is interested", "2024-09-02")]
    there.office.declare_interest(transfer, note="Was kostet es?")
    assert ("transfer", "Get in contact with the other region", "2024-06-17") in people.office.sees_next
    people.office.get_in_contact(transfer, talked_on="2024-06-03")
    people.office.release(transfer, documents=[case.documents.get(kind="concept").pk])
    there.office.adapt(transfer, adaptation="Mit Rufbus.")
    own = Transfer.objects.get().own_idea
    assert there.office.may_not("adopt", transfer) == "not_adopted_here"
    there.office.edit(own, title=own.title, summary=own.summary, need="Wie dort.", target_group="Alle")
    there.office.submit(own)
    there.office.assign(own, group=there.world.group.pk)
    there.lead.recommend(below(own, "consultation"), recommendation="Sinnvoll.", resolved_on="2024-06-03")
    there.office.put_on_agenda(own)
    approve(there, own)
    there.office.adopt(transfer)
    assert states(case, transfer, own) == ("approved_for_application", "adopted", "approved_for_application")
    assert (told(transfer, "transfer.adopted"), own.documents.count()) == ({people.office.user.name}, 1)
    assert (people.office.may_not("apply", own), Idea.objects.get(pk=own.pk).region) == (
        "not_found", there.world.region,
    )  # fmt: skip


def test_a_statement_upward_gets_no_reply_and_the_body_is_told_so(people, world, june, day_comes):
    case = open_statement(world.steering_group, by=world.office, title="Fahrdienste", group=world.group)
    people.office.edit(case, **WRITTEN)
    people.office.put_on_agenda(case)
    vote = approve(people, case, "yyyyyyn")
    assert people.office.sees_next == [
        ("decision", "Record the result in the minutes", "2024-06-17"),
        ("statement", "Send the statement", "2024-06-17"),
    ]
    people.office.record(vote, resolution="Die Stellungnahme wird beschlossen.")
    people.office.send(case, answer_by="2024-09-02")
    assert due(case) == ("2024-09-02", "internal", "running")
    day_comes("2024-09-02")
    assert state(case) == "sent"
    day_comes("2024-09-03")
    assert state(case) == "no_reply"
    people.office.remind_addressee(case, answer_by="2024-10-01")
    day_comes("2024-10-02")
    people.office.feed_back(case, conclusion="Niemand hat geantwortet.")
    assert (state(case), letters(case)) == ("fed_back", ["statement", "statement_reminder"])
    assert told(case, "statement.fed_back") == {
        person.user.name for person in (people.lead, people.office, *people.steering)
    }  # fmt: skip
    assert (people.office.sees_next, waits_for(case)) == ([], [])
