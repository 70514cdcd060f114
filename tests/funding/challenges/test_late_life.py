"""What happens to a resolution later: challenged, recounted, void or confirmed, made up for, reconsidered."""

import datetime as dt

import pytest

from funding.bodies.models import Body, StandingOrders
from funding.decisions.models import Decision
from funding.decisions.recount import without
from notifications.models import Message
from tests.funding.applications.story import bring
from tests.funding.asking import names_told, refusal, state
from tests.funding.below import rule
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Holder
from workflows.reading import readable_cases
from workflows.refusals import BadInput, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(world):
    def written(**values):
        orders = StandingOrders.objects.get(body=world.steering_group)
        StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
        orders.pk, orders.valid_from = None, dt.date(2022, 2, 1)
        for name, value in {"early_close": False, **values}.items():
            setattr(orders, name, value)
        orders.save()

    return written


@pytest.fixture
def resolved(world, idea, ordered, today_is):
    """A decision of the second of March on an idea: `resolved("yyyynnn")`, each seat's vote by its number."""

    def voted(votes="yyyynnn", **orders):
        today_is("2026-03-02")
        ordered(**orders)
        case = idea("on_agenda").children.get(lifecycle="decision")
        fire(case.pk, "open_vote", by=world.office, procedure="circular")
        cast(case, dict(zip(world.steering, votes, strict=False)))
        fire(case.pk, "close", by=world.chair)
        return Case.objects.get(pk=case.pk)

    return voted


def cast(case, votes):
    for voter, choice in votes.items():
        seen = next(o.seen for o in available(Case.objects.get(pk=case.pk), by=voter) if o.move.name == "cast")
        fire(case.pk, "cast", by=voter, seen=seen, choice={"y": "yes", "n": "no"}[choice])


def seat(case, number):
    return next(each["seat"] for each in Decision.objects.get(pk=case.pk).electorate if each["number"] == number)


def newest(parent, lifecycle="decision"):
    return Case.objects.filter(parent_id=parent.pk, lifecycle=lifecycle).latest("pk")


def challenge(world, case, numbers=(1,), received_on="2026-03-03", fault="vote"):
    fire(
        case.pk,
        "challenge",
        by=world.office,
        seat=seat(case, 7),
        received_on=received_on,
        fault=fault,
        contested=[seat(case, number) for number in numbers],
        reason="Befangen.",
    )
    return newest(case, "challenge")


def decided(world, found, **more):
    fire(found.pk, "examine", by=world.office, found=True, finding="Das trifft zu.", **more)
    fire(found.pk, "decide", by=world.chair, reason="Siehe Feststellung.")
    return state(found)


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


def carried_out(world, case):
    fire(case.parent_id, "apply", by=world.office)
    return case


def test_what_is_carried_out_already_is_put_to_the_body_again_and_made_up_for(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    assert decided(world, found) == "cure_due"
    assert state(case) == "adopted"
    assert refusal(found, "make_up", by=world.chair) == "not_yours"
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    assert again.decision.replaces_id == case.pk
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    cast(again, dict.fromkeys(world.steering, "y"))
    fire(again.pk, "close", by=world.chair)
    assert (state(found), state(case), state(case.parent)) == ("cured", "adopted", "in_application")


def test_where_the_vote_that_made_up_for_it_falls_later_the_question_is_put_once_more(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    assert refusal(found, "follow_fall", by=CLOCK) == "not_possible_here"
    again = made_up(world, found, "yyyynnn")
    assert state(found) == "cured"
    assert refusal(found, "follow_fall", by=CLOCK) == "no_result_yet"
    assert decided(world, challenge(world, again, numbers=(2, 3), received_on="2026-03-04")) == "void"
    assert (state(again), state(found), state(case)) == ("void", "cure_due", "adopted")
    assert names_told("challenge.cure_fell", found) == {world.office.name, world.chair.name}
    made_up(world, found, "yyyyyyy")
    assert (state(found), state(case), state(case.parent)) == ("cured", "adopted", "in_application")


def test_where_the_challenged_resolution_has_fallen_meanwhile_nothing_is_made_up_for(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    again = made_up(world, found, "yyyynnn")
    other = challenge(world, case, numbers=(2, 3), received_on="2026-03-04")
    decided(world, other)
    fire(other.pk, "give_up", by=world.chair, reason="x")
    assert decided(world, challenge(world, again, numbers=(2, 3), received_on="2026-03-04")) == "void"
    assert (state(found), state(case)) == ("cured", "void")
    assert names_told("challenge.cure_fell", found) == set()


def made_up(world, found, votes):
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    cast(again, dict(zip(world.steering, votes, strict=True)))
    fire(again.pk, "close", by=world.chair)
    return again


def test_what_is_not_made_up_for_falls_and_the_idea_on_its_way_hears_of_it(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    fire(again.pk, "leave", by=world.office, outcome="aborted", reason="Termin geplatzt.")
    assert state(found) == "cure_due"
    assert refusal(found, "give_up", by=world.office, reason="x") == "not_yours"
    fire(found.pk, "give_up", by=world.chair, reason="Das Gremium bleibt dabei.")
    assert (state(case), state(case.parent)) == ("void", "in_application")
    assert case.parent.events.filter(move="follow_fall").count() == 1


def test_an_application_whose_idea_has_lost_its_resolution_is_not_released(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    fire(found.pk, "give_up", by=world.chair, reason="x")
    application = newest(case.parent, "application")
    offer = next(o for o in available(application, by=world.applicant) if o.move.name == "release_internally")
    assert offer.refused is not None


def test_a_resolution_is_lifted_by_two_thirds_and_decided_anew(world, resolved, today_is):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, "yyyyynn") == "carried"
    assert (state(case), state(case.parent)) == ("reconsidered", "recommended")


def test_less_than_two_thirds_leave_it_as_it_is(world, resolved):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, "yyyynnn") == "upheld"
    assert (state(case), state(case.parent)) == ("adopted", "approved_for_application")


@pytest.mark.parametrize(
    ("votes", "contested", "came_to", "stands"),
    [("yyyyynn", (2, 3), "carried", "reconsidered"), ("ynnnyyy", (2, 3, 4), "upheld", "adopted")],
)
def test_office_and_chair_hear_where_the_vote_on_lifting_it_falls_later(
    world, resolved, today_is, votes, contested, came_to, stands
):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, votes) == came_to
    assert refusal(motion, "hear_of_fall", by=CLOCK) == "no_result_yet"
    today_is("2026-03-04")
    assert decided(world, challenge(world, newest(motion), numbers=contested)) == "void"
    assert (state(newest(motion)), state(motion), state(case)) == ("void", came_to, stands)
    assert names_told("reconsideration.fell", motion) == {world.office.name, world.chair.name}
    assert motion.events.filter(move="hear_of_fall").count() == 1


def test_what_is_carried_out_is_no_longer_reconsidered(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    assert refusal(case, "reconsider", by=world.chair, reason="x") == "is_reconsidered"
    fire(motion.pk, "put_to_vote", by=world.office)
    fire(case.parent_id, "apply", by=world.office)
    assert vote_on(world, motion, "yyyyyyy", put=False) == "upheld"
    assert refusal(case, "reconsider", by=world.chair, reason="x") == "carried_out"


def test_a_motion_does_not_reach_what_was_carried_out_before_the_vote_on_it(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    fire(case.parent_id, "apply", by=world.office)
    assert refusal(motion, "put_to_vote", by=world.office) == "carried_out"
    assert refusal(motion, "withdraw", by=world.steering[3], reason="x") == "not_found"


def test_a_dissolved_body_reconsiders_nothing(world, resolved):
    motion = moved(world, resolved(reconsideration="majority"))
    dissolve(world)
    assert refusal(motion, "put_to_vote", by=world.office) == "body_dissolved"


def test_a_dissolved_body_makes_up_for_nothing(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    dissolve(world)
    assert refusal(found, "make_up", by=world.office) == "body_dissolved"


def dissolve(world):
    Body.objects.filter(pk=world.steering_group.pk).update(dissolved_on="2026-03-02")


def test_where_the_standing_orders_know_none_nothing_is_reconsidered(world, resolved):
    assert refusal(resolved(), "reconsider", by=world.chair, reason="x") == "never_reconsidered"


def test_a_motion_is_withdrawn(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    fire(motion.pk, "withdraw", by=world.chair, reason="Erledigt.")
    assert (state(motion), state(case)) == ("withdrawn", "adopted")


def moved(world, case):
    fire(case.pk, "reconsider", by=world.chair, reason="Neue Zahlen.")
    return newest(case, "reconsideration")


def vote_on(world, motion, votes, *, put=True):
    if put:
        fire(motion.pk, "put_to_vote", by=world.office)
    ballot = newest(motion)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    cast(ballot, dict(zip(world.steering, votes, strict=False)))
    fire(ballot.pk, "close", by=world.chair)
    return state(motion)


def test_of_a_secret_vote_a_vote_in_question_is_decisive_if_it_may_have_been(world, resolved):
    narrow = Decision.objects.get(pk=resolved("yyyynnn", secret="always", secret_minimum=5).pk)
    assert without(narrow, [seat(narrow, 2)])["after"] == ["adopted", "rejected"]


def test_of_a_secret_vote_that_was_clear_one_vote_was_not_decisive(world, resolved):
    clear = Decision.objects.get(pk=resolved("yyyyynn", secret="always", secret_minimum=5).pk)
    assert without(clear, [seat(clear, 2)])["decisive"] is False


def test_where_the_sums_are_withheld_nothing_shows_that_a_vote_was_not_decisive(world, resolved):
    few = Decision.objects.get(pk=resolved("yyyyynn", secret="always", secret_minimum=8).pk)
    assert without(few, [seat(few, 2)]) == {
        "before": "adopted",
        "after": [],
        "decisive": True,
        "seats": [seat(few, 2)],
    }


@pytest.mark.parametrize(
    ("to", "after"), [("committee_approved", ("submitted", "ready")), ("awarded", ("awarded", "committee_approved"))]
)
def test_an_application_follows_the_fall_or_hears_of_it(world, idea, today_is, to, after):
    today_is("2024-06-03")
    application = bring(world, idea("on_agenda"), to)
    vote = newest(application)
    every = [each["seat"] for each in vote.decision.electorate]
    fire(
        vote.pk,
        "challenge",
        by=world.funders[0],
        seat=every[1],
        received_on=vote.moved_at.date().isoformat(),
        fault="procedure",
        reason="Nicht geladen.",
    )
    found = newest(vote, "challenge")
    fire(found.pk, "examine", by=clerk_of(world), found=True, decisive=True, finding="Trifft zu.")
    fire(found.pk, "decide", by=world.funders[0], reason="x")
    if state(found) == "cure_due":
        fire(found.pk, "give_up", by=world.funders[0], reason="Das Gremium tagt nicht mehr.")
    assert (state(vote), state(application), state(newest(application, "approval"))) == ("void", *after)
    told = Message.objects.filter(kind="application.resolution_fell").values_list("person__name", flat=True)
    assert world.case_worker.name in told


def clerk_of(world):
    return Holder.objects.filter(desk__role="clerk", desk__place=world.committee.place).first().person


def test_a_vote_in_which_one_group_has_too_many_of_the_ballots_is_invalid_and_is_repeated(world, resolved):
    orders = StandingOrders.objects.get(body=world.steering_group)
    rule = {**orders.rule, "group_cap": "49/100", "quorum": {**orders.rule["quorum"], "minimum": 1, "over": "1/10"}}
    world.steering_group.seats.filter(number__lte=4).update(bench="county")
    case = resolved("yyyynnn", rule=rule)
    assert (state(case), state(case.parent)) == ("invalid", "on_agenda")
    assert Decision.objects.get(pk=case.pk).result["outcome"] == "invalid"
    fire(case.pk, "vote_again", by=world.office, reason="Zu viele Stimmen aus einer Gruppe.")
    assert (state(case), state(case.parent)) == ("prepared", "on_agenda")


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
