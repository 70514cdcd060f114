"""Who is excluded from a vote: no ballot, no task, no part in base and quorum, until the result stands."""

import pytest

from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.web.frame import frame
from tests.funding.asking import refusal, state
from tests.funding.decisions.test_conflicts import decision, declare, rule, seat_of
from tests.funding.decisions.test_excluded_papers import reads
from tests.funding.decisions.test_minutes import extract_of
from tests.funding.decisions.test_votes import cast, days_pass
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inbox import Inbox
from workflows.lifecycle import CLOCK
from workflows.refusals import NotFound

pytestmark = pytest.mark.django_db


def test_an_excluded_seat_has_no_vote_no_task_and_no_papers_until_the_result_stands(world, vote):
    case, out = vote(), world.steering[1]
    declare(case, out)
    rule(case, world, out)
    assert [reads(each, out) for each in (case, case.parent)] == [False, False]
    assert [row for row in Inbox.of(out).page().rows if row.case.pk == case.pk] == []
    with pytest.raises(NotFound):
        fire(case.pk, "cast", by=out, choice="yes")
    for voter in [world.steering[0], *world.steering[2:]]:
        cast(case, voter)
    assert state(case) == "adopted"
    assert decision(case).result["yes"] == 6
    assert [reads(each, out) for each in (case, case.parent)] == [True, True]


def test_base_and_quorum_leave_the_excluded_out(world, vote):
    case = vote("session", present=4)
    for member in world.steering[4:6]:
        declare(case, member)
        rule(case, world, member)
    for voter in world.steering[:3]:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    first = decision(case).result["steps"][0]["values"]
    assert (first["filled"], first["excluded"], first["eligible"]) == (7, 2, 5)


def test_a_vote_whose_time_is_up_waits_for_the_decision_on_a_conflict(world, vote):
    case = vote()
    for voter in world.steering[:6]:
        cast(case, voter)
    declare(case, world.steering[6])
    days_pass(60)
    assert refusal(case, "close", by=CLOCK) == "conflict_undecided"
    sweep_deadlines()
    assert state(case) == "open"
    rule(case, world, world.steering[6])
    assert state(case) == "adopted"


def test_who_reads_the_idea_for_another_reason_goes_on_reading_it(world, vote):
    case, out = vote(), world.steering[1]
    staff("coordination_office", world.region.place, out, LONG_AGO)
    declare(case, out)
    rule(case, world, out)
    assert [reads(each, out) for each in (case, case.parent)] == [True, True]
    assert refusal(case, "cast", by=out, choice="yes") == "not_yours"


def test_given_up_the_papers_are_open_again(world, idea, vote):
    case = idea("on_agenda").children.get(lifecycle="decision")
    declare(case, world.office, seat=seat_of(world, 2).pk)
    rule(case, world, world.steering[1])
    fire(case.pk, "leave", by=world.chair, outcome="aborted", reason="Zurückgezogen.")
    assert case.bars.count() == 0


def test_when_the_vote_is_held_anew_the_excluded_stay_out(world, vote, today_is):
    today_is("2026-03-02")
    case, out = vote("session", present=3), world.steering[1]
    declare(case, out)
    rule(case, world, out)
    cast(case, world.steering[0])
    fire(case.pk, "close", by=world.chair)
    assert (state(case), reads(case, out)) == ("not_quorate", True)
    fire(case.pk, "vote_again", by=world.office, reason="Nicht beschlussfähig.")
    assert (state(case), reads(case, out)) == ("prepared", False)


def test_the_extract_from_the_minutes_names_who_did_not_take_part_and_why(world, vote):
    case, out = vote(), world.steering[1]
    declare(case, out)
    rule(case, world, out)
    for voter in [world.steering[0], *world.steering[2:]]:
        cast(case, voter)
    fire(case.pk, "record", by=world.office, resolution="Die Idee wird umgesetzt.")
    assert f"{out.name}:" in extract_of(case)


def test_a_start_page_counts_no_task_of_a_vote_one_is_excluded_from(world, vote, rf):
    case, out = vote(), world.steering[1]
    declare(case, out)
    request = rf.get("/")
    request.user = out
    assert frame(request).waiting == 1
    rule(case, world, out)
    request = rf.get("/")
    request.user = out
    assert frame(request).waiting == 0
