"""Moves of a decision off the usual way, each made once and refused once."""

import datetime as dt

import pytest

from funding.decisions.models import Decision
from funding.decisions.review import resolved_on
from tests.funding.applications.story import PDF, all_vote, approval_of, cast, vote_of
from tests.funding.asking import persons_told, refusal, state, wrong
from tests.funding.below import below
from tests.funding.documents.test_letters import text_of
from workflows import clock
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db


@pytest.fixture
def not_quorate(world, vote):
    """Three of seven came."""
    case = vote("session", present=3)
    cast(case, world.steering[:3])
    fire(case.pk, "close", by=world.chair)
    return case


@pytest.fixture
def subject_to_approval(world, idea):
    """Four of seven seats take no part in it; by these standing orders what the others adopt then needs approval."""
    case = vote_of(idea("on_agenda"))
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:3])
    orders = Decision.objects.get(pk=case.pk).orders
    Decision.objects.filter(pk=case.pk).update(
        orders={**orders, "rule": {**orders["rule"], "mass_exclusion": "approval"}}, excluded=seats[3:]
    )
    cast(case, world.steering[:3])
    fire(case.pk, "close", by=world.chair)
    return case


def test_who_comes_later_is_entered_by_the_office_and_votes(world, vote):
    case = vote("session", present=4)
    late = world.steering[5]
    assert refusal(case, "cast", by=late, choice="yes") == "not_present"
    present = [seat.pk for seat in world.steering_group.seats.order_by("number")[:6]]
    assert refusal(case, "attend", by=world.chair, present=present) == "not_yours"
    fire(case.pk, "attend", by=world.office, present=present)
    fire(case.pk, "cast", by=late, choice="yes")


def test_a_circular_vote_has_no_attendance(world, vote):
    assert refusal(vote(), "attend", by=world.office, present=[]) == "not_a_session"


def test_a_vote_without_quorum_is_held_anew(world, vote, not_quorate):
    assert refusal(not_quorate, "vote_again", by=world.chair, reason="Noch einmal.") == "not_yours"
    fire(not_quorate.pk, "vote_again", by=world.office, reason="Noch einmal.")
    assert state(not_quorate) == "prepared"


def test_a_vote_without_quorum_is_given_up_and_the_idea_comes_back(world, not_quorate):
    assert refusal(not_quorate, "leave", by=world.steering[1], outcome="aborted", reason="x") == "not_yours"
    fire(not_quorate.pk, "leave", by=world.chair, outcome="aborted", reason="Kein Termin.")
    assert (state(not_quorate), state(not_quorate.parent)) == ("aborted", "recommended")


LETTER = Upload("genehmigung.pdf", PDF)


@pytest.fixture
def answered(world, subject_to_approval):
    """The office has entered the supervisory authority's letter: `answered("granted")`."""

    def enter(answer, **more):
        asked = below(subject_to_approval, "supervision")
        today = clock.today().isoformat()
        given = {"answer": answer, "decided_on": today, "received_on": today, "file": LETTER, **more}
        fire(asked.pk, "enter_answer", by=world.office, **given)
        return asked

    return enter


@pytest.mark.parametrize(
    ("answer", "becomes", "stands", "idea_stands"),
    [
        ("granted", "effective", "adopted", "approved_for_application"),
        ("refused", "refused", "rejected", "rejected"),
    ],
)
def test_what_few_could_adopt_stands_when_a_second_person_confirms_the_approval_and_falls_when_not(
    world, subject_to_approval, answered, answer, becomes, stands, idea_stands
):
    case = subject_to_approval
    assert state(case) == "subject_to_approval"
    asked = answered(answer)
    assert (state(asked), state(case), persons_told("supervision.answered", asked)) == (
        "answered",
        "subject_to_approval",
        {world.chair},
    )
    assert refusal(asked, "confirm", by=world.office) == "four_eyes"
    fire(asked.pk, "confirm", by=world.chair)
    assert (state(asked), state(case), state(case.parent)) == (becomes, stands, idea_stands)
    letter = asked.supervision.document
    assert (letter.kind, letter.case_id) == ("supervision", asked.pk)
    fire(case.pk, "record", by=world.office, resolution="Wird verfolgt.")
    extract = " ".join(text_of(bytes(case.documents.get(kind="minutes_extract").content.content)).split())
    said = {"granted": "Seit diesem Tag ist er wirksam.", "refused": "Der Beschluss ist nicht wirksam."}[answer]
    assert (f"mit Schreiben vom {clock.today():%d.%m.%Y}" in extract, said in extract) == (True, True)


def test_only_the_office_enters_the_letter_with_its_days_in_order(world, subject_to_approval, answered, today_is):
    asked, today = below(subject_to_approval, "supervision"), clock.today()
    given = {"answer": "granted", "file": LETTER}
    day = {"decided_on": today.isoformat(), "received_on": today.isoformat()}
    assert refusal(asked, "enter_answer", by=world.chair, **given, **day) == "not_yours"
    assert wrong(asked, "enter_answer", by=world.office, **given, **{**day, "decided_on": "2069-01-01"}) == "decided_on"
    assert wrong(asked, "enter_answer", by=world.office, **given, **{**day, "received_on": "2069-01-01"}) == (
        "received_on"
    )
    assert wrong(asked, "enter_answer", by=world.office, **given, **{**day, "decided_on": "2020-01-01"}) == "decided_on"
    today_is((today + dt.timedelta(days=9)).isoformat())
    late = {"decided_on": clock.today().isoformat(), "received_on": today.isoformat()}
    assert wrong(asked, "enter_answer", by=world.office, **given, **late) == "received_on"


def test_an_approved_resolution_counts_from_the_day_the_letter_came(world, subject_to_approval, answered, today_is):
    today = clock.today()
    came = today + dt.timedelta(days=9)
    today_is((today + dt.timedelta(days=30)).isoformat())
    asked = answered("granted", decided_on=today.isoformat(), received_on=came.isoformat())
    fire(asked.pk, "confirm", by=world.chair)
    decision = Decision.objects.get(pk=subject_to_approval.pk)
    assert resolved_on(decision) == came
    assert decision.parent.events.latest("seq").facts["resolved_on"] == came.isoformat()


def test_a_wrong_entry_of_the_letter_is_returned_and_entered_anew(world, answered):
    asked = answered("refused")
    assert refusal(asked, "return", by=world.steering[3], reason="x") == "not_found"
    fire(asked.pk, "return", by=world.chair, reason="Im Schreiben steht das Gegenteil.")
    assert (state(asked), persons_told("supervision.returned", asked)) == ("asked", {world.office})
    answered("granted")
    fire(asked.pk, "confirm", by=world.chair)
    assert state(asked) == "effective"


def test_the_approval_ends_with_the_vote_it_is_for(world, subject_to_approval):
    asked = below(subject_to_approval, "supervision")
    assert refusal(asked, "end_with_parent", by=CLOCK) == "parent_goes_on"
    fire(subject_to_approval.parent.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(asked), state(subject_to_approval)) == ("ended", "aborted")


def test_nobody_records_by_hand_what_follows_from_the_case_below(subject_to_approval):
    assert refusal(subject_to_approval, "follow", by=CLOCK) == "resolution_stands"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "aborted"}, "outcome"),
        ({"outcome": "deferred"}, "deferred_until"),
        ({"outcome": "returned", "deferred_until": "2069-01-01"}, "deferred_until"),
        ({"outcome": "deferred", "deferred_until": "2020-01-01"}, "deferred_until"),
    ],
)
def test_an_open_vote_is_deferred_until_a_day_or_returned_and_not_given_up(world, vote, given, field):
    assert wrong(vote("session"), "leave", by=world.chair, reason="x", **given) == field


def test_only_the_chair_defers_before_the_vote_and_nobody_after_it(world, idea, not_quorate):
    prepared = vote_of(idea("on_agenda"))
    deferral = {"outcome": "deferred", "deferred_until": "2069-01-01", "reason": "x"}
    assert wrong(prepared, "leave", by=world.office, **deferral) == "outcome"
    assert wrong(not_quorate, "leave", by=world.chair, **deferral) == "outcome"


def test_a_vote_is_repeated_for_a_reason_or_on_a_day_where_there_was_no_quorum(world, not_quorate):
    assert wrong(not_quorate, "vote_again", by=world.office) == "reason"
    fire(not_quorate.pk, "vote_again", by=world.office, reason="Noch einmal.")
    assert state(not_quorate) == "prepared"


def test_a_funder_who_pays_and_says_no_blocks_what_the_others_adopt(world, application):
    case = application("on_committee_agenda")
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    cast(vote, [world.funders[1]], "no")
    cast(vote, [funder for funder in world.funders if funder != world.funders[1]])
    fire(vote.pk, "close", by=world.case_worker)
    assert (state(vote), state(approval_of(case))) == ("blocked", "on_committee_agenda")
    fire(vote.pk, "vote_again", by=world.case_worker, reason="Der Geldgeber ist gehört.")
    all_vote(world, case)
    fire(vote.pk, "close", by=world.case_worker)
    assert (state(vote), state(approval_of(case))) == ("adopted", "committee_approved")
