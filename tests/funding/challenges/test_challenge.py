"""A resolution is challenged: void or confirmed, in time or too late, by whom, decided by whom."""

import pytest

from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.below import rule
from tests.funding.challenges.story import cast, challenge, decided, newest, seat
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import readable_cases
from workflows.refusals import BadInput, NotFound

pytestmark = pytest.mark.django_db


def test_a_decisive_vote_of_somebody_excluded_makes_the_resolution_void_and_the_question_is_open_again(
    world, resolved, today_is
):
    case = resolved("yyyynnn")
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    assert decided(world, found) == "void"
    assert Case.objects.get(pk=found.pk).challenge.recount == {
        "before": "adopted",
        "after": ["rejected"],
        "decisive": True,
        "seats": [seat(case, 2), seat(case, 3)],
    }
    assert (state(case), state(case.parent)) == ("void", "recommended")
    assert Message.objects.filter(kind="idea.resolution_fell").count() > 0
    fire(case.parent_id, "put_on_agenda", by=world.office)
    assert newest(case.parent).decision.replaces_id == case.pk


def test_a_vote_that_was_not_decisive_leaves_the_resolution_as_it_is(world, resolved, today_is):
    case = resolved("yyyyynn")
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2,))
    assert decided(world, found) == "confirmed"
    assert (state(case), state(case.parent)) == ("adopted", "approved_for_application")


def test_a_rejection_falls_too_and_the_idea_comes_back(world, resolved, today_is):
    case = resolved("yyynnnn")
    assert state(case.parent) == "rejected"
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(6, 7))
    assert decided(world, found) == "void"
    assert state(case.parent) == "recommended"


def test_a_recorded_resolution_can_be_challenged_and_falls(world, resolved, today_is):
    case = resolved("yyyynnn")
    fire(case.pk, "record", by=world.office, resolution="Wird verfolgt.")
    today_is("2026-03-04")
    assert decided(world, challenge(world, case, numbers=(2, 3))) == "void"
    assert state(case) == "void"


def test_it_is_challenged_only_within_the_standing_orders_period(world, resolved, today_is):
    case = resolved(challenge_days=14)
    today_is("2026-03-18")
    wrong = {"by": world.office, "seat": seat(case, 7), "fault": "vote", "reason": "x"}
    assert refusal(case, "challenge", received_on="2026-03-17", **wrong) == "challenge_late"
    challenge(world, case, received_on="2026-03-16")


def test_after_a_year_no_fault_matters(world, resolved, today_is):
    case = resolved()
    today_is("2027-03-03")
    wrong = {"by": world.office, "seat": seat(case, 7), "fault": "vote", "reason": "x"}
    assert refusal(case, "challenge", received_on="2027-03-03", **wrong) == "healed"


def test_what_was_claimed_within_a_year_is_not_healed_by_waiting_with_the_decision(world, resolved, today_is):
    case = resolved("yyyynnn")
    today_is("2027-03-02")
    found = challenge(world, case, numbers=(2, 3))
    today_is("2027-03-03")
    assert decided(world, found) == "void"


def test_only_seats_of_the_vote_challenge_and_only_one_challenge_runs(world, resolved, today_is):
    case = resolved()
    today_is("2026-03-04")
    with pytest.raises(BadInput) as caught:
        fire(case.pk, "challenge", by=world.office, seat=1, received_on="2026-03-03", fault="vote", reason="x")
    assert caught.value.field == "seat"
    challenge(world, case)
    again = {"by": world.office, "seat": seat(case, 7), "received_on": "2026-03-03", "fault": "vote", "reason": "x"}
    assert refusal(case, "challenge", **again) == "is_challenged"


def test_who_examined_does_not_decide_and_whose_vote_is_at_issue_neither(world, resolved, today_is):
    case = resolved("yyyynnn")
    today_is("2026-03-04")
    own = [number for number, voter in enumerate(world.steering, 1) if voter == world.chair]
    found = challenge(world, case, numbers=own or (1,))
    fire(found.pk, "examine", by=world.office, found=True, finding="x")
    if own:
        assert refusal(found, "decide", by=world.chair, reason="x") == "own_vote"
    assert refusal(found, "decide", by=world.office, reason="x") == "not_yours"


def test_where_no_recount_can_tell_the_office_says_whether_the_fault_was_decisive(world, resolved, today_is):
    case = resolved()
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(), fault="procedure")
    with pytest.raises(BadInput) as caught:
        fire(found.pk, "examine", by=world.office, found=True, finding="Nicht geladen.")
    assert caught.value.field == "decisive"
    assert decided(world, found, decisive=True) == "void"


def test_a_challenge_is_withdrawn_and_another_person_reads_nothing(world, resolved, today_is):
    case = resolved()
    today_is("2026-03-04")
    found = challenge(world, case)
    assert refusal(found, "withdraw", by=world.stranger, reason="x") == "not_found"
    fire(found.pk, "withdraw", by=world.office, reason="Erledigt.")
    assert (state(found), state(case)) == ("withdrawn", "adopted")


def test_a_member_challenges_for_the_own_seat_is_told_and_reads_the_answer(world, resolved, today_is):
    case, member = resolved("yyyynnn"), world.steering[6]
    today_is("2026-03-04")
    own = {"fault": "vote", "contested": [seat(case, 2)], "reason": "Befangen."}
    assert refusal(case, "challenge", by=member, seat=seat(case, 5), **own) == "bad_input"
    with pytest.raises(NotFound):
        fire(case.pk, "challenge", by=world.funders[6], **own)
    fire(case.pk, "challenge", by=member, **own)
    found = newest(case, "challenge")
    assert (found.challenge.seat_id, str(found.challenge.received_on)) == (seat(case, 7), "2026-03-04")
    decided(world, found)
    told = Message.objects.get(kind="challenge.answered", about=f"case {found.pk}")
    assert (told.person, readable_cases(member).filter(pk=found.pk).exists()) == (member, True)


def test_nobody_dates_the_own_challenge_back_into_the_period(world, resolved, today_is):
    case, member = resolved("yyyynnn", challenge_days=14), world.steering[6]
    today_is("2026-03-18")
    own = {"by": member, "fault": "procedure", "reason": "Die Ladung kam zu spät."}
    with pytest.raises(BadInput) as caught:
        fire(case.pk, "challenge", received_on="2026-03-16", **own)
    assert caught.value.field == "received_on"
    assert refusal(case, "challenge", received_on="2026-03-18", **own) == "challenge_late"


def test_a_chair_who_challenges_does_not_decide_on_it(world, resolved, today_is):
    case = resolved("nnnyyyy")
    today_is("2026-03-04")
    fire(case.pk, "challenge", by=world.chair, fault="procedure", reason="Die Ladung kam zu spät.")
    found = newest(case, "challenge")
    assert found.challenge.seat_id == seat(case, 1)
    fire(found.pk, "examine", by=world.office, found=True, finding="Das trifft zu.", decisive=False)
    assert refusal(found, "decide", by=world.chair, reason="Siehe Feststellung.") == "own_vote"


def test_an_excluded_member_challenges_the_exclusion_once_the_result_stands(world, idea, ordered, today_is):
    today_is("2026-03-02")
    ordered()
    case, member = idea("on_agenda").children.get(lifecycle="decision"), world.steering[1]
    at = world.steering_group.seats.get(number=2).pk
    fire(case.pk, "declare_conflict", by=world.office, seat=at, reason="Die Klinik ist sein Arbeitgeber.")
    rule(case, member, by=world.chair)
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    own = {"fault": "procedure", "reason": "Ich war nicht befangen."}
    with pytest.raises(NotFound):
        fire(case.pk, "challenge", by=member, **own)
    others = [who for who in world.steering if who != member]
    cast(case, dict.fromkeys(others, "y"))
    fire(case.pk, "close", by=world.chair)
    fire(case.pk, "challenge", by=member, **own)
    assert newest(case, "challenge").challenge.seat_id == seat(case, 2)
