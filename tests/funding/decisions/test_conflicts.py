"""Conflicts of interest: declared by the member, decided without them."""

import pytest

from funding.bodies.appointments import staff
from funding.decisions.models import Decision, Participation
from funding.demo.world import LONG_AGO
from funding.roles import CHAIR
from tests.funding.applications.story import vote_of
from tests.funding.asking import persons_told, refusal, state, wrong
from tests.funding.below import declaration_of
from tests.funding.below import rule as record_ruling
from tests.funding.decisions.test_excluded_papers import reads
from tests.funding.decisions.test_votes import cast
from workflows.engine import fire
from workflows.inbox import Inbox
from workflows.lifecycle import CLOCK
from workflows.models import Desk, EventWords, Holder
from workflows.reading import events_of
from workflows.refusals import BadInput, NotFound

pytestmark = pytest.mark.django_db
REASON = "Ich arbeite beim Träger."


def seat_of(world, number):
    return world.steering_group.seats.get(number=number)


def declare(case, person, **more):
    return fire(case.pk, "declare_conflict", by=person, reason=REASON, **more)


def rule(case, world, person, *, by=None, **more):
    return record_ruling(case, person, by=by or world.chair, **more)


def decision(case):
    return Decision.objects.get(pk=case.pk)


def test_a_declaration_is_told_to_the_chair_and_its_reason_can_be_erased(world, vote):
    case = vote()
    event = declare(case, world.steering[1])
    declared = declaration_of(case, world.steering[1])
    assert event.facts == {
        "declarer": world.steering[1].pk,
        "seat": seat_of(world, 2).pk,
        "declaration": declared.pk,
    }
    assert REASON not in event.body
    assert EventWords.objects.get(case=case, seq=event.seq).words == {"reason": REASON}
    assert persons_told("decision.conflict_declared", declared) == {world.chair}


def test_the_other_members_do_not_read_why(world, vote):
    case = vote()
    declare(case, world.steering[1])
    member = [("seat", seat_of(world, 3).place)]
    assert events_of(case, member)[0].words == {}
    assert events_of(case, [("clerk", world.steering_group.place)])[0].words == {"reason": REASON}


def test_a_member_declares_nothing_on_a_vote_not_laid_before_them_yet(world, application):
    case = vote_of(application("on_committee_agenda"))
    assert refusal(case, "declare_conflict", by=world.funders[2], reason=REASON) == "not_found"
    fire(case.pk, "open_vote", by=world.case_worker, procedure="circular")
    declare(case, world.funders[2])
    assert decision(case).conflicts[0]["person"] == world.funders[2].pk


def test_who_has_declared_does_not_vote_before_the_body_has_decided(world, vote):
    case = vote()
    declare(case, world.steering[1])
    assert refusal(case, "cast", by=world.steering[1], choice="yes") == "own_conflict_undecided"
    assert refusal(case, "declare_conflict", by=world.steering[1], reason=REASON) == "declared_already"
    rule(case, world, world.steering[1], excluded=False)
    cast(case, world.steering[1])
    assert Participation.objects.get().person == world.steering[1]


def test_a_declaration_can_be_taken_back_until_it_is_decided(world, vote):
    case = vote()
    declare(case, world.steering[1])
    assert refusal(declaration_of(case, world.steering[1]), "withdraw", by=world.steering[2]) == "not_found"
    assert refusal(declaration_of(case, world.steering[1]), "withdraw", by=world.chair) == "not_yours"
    fire(declaration_of(case, world.steering[1]).pk, "withdraw", by=world.steering[1])
    assert decision(case).conflicts == []
    cast(case, world.steering[1])


def test_who_has_voted_declares_too_late(world, vote):
    case = vote()
    cast(case, world.steering[1])
    assert refusal(case, "declare_conflict", by=world.steering[1], reason=REASON) == "voted_already"


def test_no_member_declares_for_another_and_no_stranger_at_all(world, vote):
    case = vote()
    with pytest.raises(BadInput) as caught:
        declare(case, world.steering[1], seat=seat_of(world, 3).pk)
    assert caught.value.field == "seat"
    with pytest.raises(NotFound):
        declare(case, world.author)


def test_the_office_enters_what_it_was_told_before_the_vote_is_open(world, idea):
    case = idea("on_agenda").children.get(lifecycle="decision")
    assert wrong(case, "declare_conflict", by=world.office, reason=REASON) == "seat"
    declare(case, world.office, seat=seat_of(world, 2).pk)
    assert decision(case).conflicts == [
        {"person": world.steering[1].pk, "seat": seat_of(world, 2).pk, "outcome": "declared"}
    ]
    assert refusal(case, "open_vote", by=world.office, procedure="circular") == "conflict_undecided"
    rule(case, world, world.steering[1])
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    assert decision(case).excluded == [seat_of(world, 2).pk]


def test_only_who_leads_records_the_decision_and_of_the_chairs_own_conflict_the_deputy(world, vote):
    case, chair, deputy = vote(), world.chair, world.steering[2]
    desk = Desk.objects.get(role=CHAIR.key, place=world.steering_group.place)
    Holder.objects.create(desk=desk, person=deputy, from_on=LONG_AGO, rank=1)
    declare(case, chair)
    declared = declaration_of(case, chair)
    assert persons_told("decision.conflict_declared", declared) == {deputy}
    assert refusal(declared, "rule", by=world.office, excluded=True) == "not_yours"
    assert refusal(declared, "rule", by=chair, excluded=True) == "own_conflict"
    rule(case, world, chair, by=deputy)
    assert (state(declared), reads(case, chair)) == ("excluded", False)
    assert decision(case).excluded == [seat_of(world, 1).pk]


def test_without_a_chair_who_can_act_the_longest_member_present_records_it(world, vote):
    """The chair declares, nobody deputises; of those present the second seat has been held the longest."""
    case = vote("session", present=4)
    appointed = Holder.objects.filter(desk__place=seat_of(world, 3).place)
    appointed.update(from_on=LONG_AGO.replace(year=LONG_AGO.year - 1))
    longer = Holder.objects.filter(desk__place=seat_of(world, 6).place)  # not present
    longer.update(from_on=LONG_AGO.replace(year=LONG_AGO.year - 9))
    declare(case, world.chair)
    declared = declaration_of(case, world.chair)
    assert persons_told("decision.conflict_declared", declared) == {world.steering[2]}
    assert [task.desk.place for task in declared.tasks.all()] == [seat_of(world, 3).place]
    assert refusal(declared, "rule", by=world.steering[5], excluded=True) == "not_found"
    rule(case, world, world.chair, by=world.steering[2])
    assert decision(case).excluded == [seat_of(world, 1).pk]


def test_when_the_chair_declares_too_what_waited_for_the_chair_goes_to_the_next(world, vote):
    case, first, next_one = vote(), world.steering[3], world.steering[1]
    declare(case, first)
    Holder.objects.filter(desk__place=seat_of(world, 2).place).update(from_on=LONG_AGO.replace(year=LONG_AGO.year - 1))
    declare(case, world.chair)
    waiting = declaration_of(case, first)
    assert refusal(waiting, "rule", by=world.chair, excluded=True) == "another_leads"
    assert persons_told("decision.conflict_declared", waiting) == {world.chair, next_one}
    rule(case, world, first, by=next_one)
    rule(case, world, world.chair, by=next_one, excluded=False)
    assert state(waiting) == "excluded"


def test_who_may_not_lead_any_more_is_refused_at_the_same_desk(world, vote):
    """Two equal chairs: one is excluded from the vote and leads in nothing that belongs to it."""
    case, other = vote(), world.steering[2]
    staff("chair", world.steering_group.place, other, LONG_AGO)
    declare(case, world.chair)
    rule(case, world, world.chair, by=other)
    declare(case, world.steering[4])
    waiting = declaration_of(case, world.steering[4])
    assert refusal(waiting, "rule", by=world.chair, excluded=True) == "another_leads"
    rule(case, world, world.steering[4], by=other)


def test_a_body_of_which_nobody_may_lead_lets_the_member_take_it_back(world, vote):
    case = vote()
    Holder.objects.filter(desk__role="seat").exclude(person=world.chair).delete()
    declare(case, world.chair)
    declared = declaration_of(case, world.chair)
    assert (declared.tasks.count(), refusal(declared, "rule", by=world.chair, excluded=True)) == (0, "not_yours")
    fire(declared.pk, "withdraw", by=world.chair)
    assert decision(case).conflicts == []


@pytest.mark.parametrize(
    ("counts", "excluded", "field"),
    [
        ({"yes": 5, "no": 1}, False, "excluded"),
        ({"yes": 2, "no": 3, "abstain": 1}, True, "excluded"),
        ({"yes": 6, "no": 1}, True, "yes"),
    ],
)
def test_a_ruling_agrees_with_its_count_and_no_more_votes_than_members_there_are(world, vote, counts, excluded, field):
    case = vote()
    declare(case, world.steering[1])
    declared = declaration_of(case, world.steering[1])
    assert wrong(declared, "rule", by=world.chair, excluded=excluded, **counts) == field


def test_a_ruling_is_by_count_or_nobody_objected(world, vote):
    case = vote()
    for number, counts in ((1, {"yes": 4, "no": 1, "abstain": 1}), (2, {})):
        declare(case, world.steering[number])
        event = rule(case, world, world.steering[number], **counts)
        assert event.facts["by_consent"] == (not counts)
    counted = declaration_of(case, world.steering[1]).declaration
    assert (counted.yes, counted.no, counted.abstain) == (4, 1, 1)


def test_a_tie_excludes_only_where_the_chairs_vote_decides_ties(world, vote):
    case = vote()
    orders = decision(case).orders
    declare(case, world.steering[1])
    declared, tie = declaration_of(case, world.steering[1]), {"excluded": True, "yes": 3, "no": 3}
    for decides in ("rejected", "chair"):
        Decision.objects.filter(pk=case.pk).update(orders={**orders, "rule": {**orders["rule"], "tie": decides}})
        if decides == "rejected":
            assert wrong(declared, "rule", by=world.chair, **tie) == "excluded"
    fire(declared.pk, "rule", by=world.chair, **tie)
    assert decision(case).excluded == [seat_of(world, 2).pk]


@pytest.mark.parametrize("how", ["deferred", "withdrawn"])
def test_a_declaration_ends_with_the_vote_it_is_about(world, idea, how):
    above = idea("on_agenda")
    case = above.children.get(lifecycle="decision")
    declare(case, world.office, seat=seat_of(world, 2).pk)
    declared = declaration_of(case, world.steering[1])
    assert refusal(declared, "end_with_vote", by=CLOCK) == "still_to_decide"
    if how == "deferred":
        until = {"outcome": "deferred", "deferred_until": "2031-01-01"}
        fire(case.pk, "leave", by=world.chair, reason="Es fehlt die Zeit.", **until)
    else:
        fire(above.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(declared), declared.tasks.filter(finished=None).count()) == ("ended", 0)
    assert decision(case).conflicts[0]["outcome"] == "lapsed"


def test_who_is_office_and_chair_excludes_nobody_they_have_declared_themselves(world, vote):
    case, out = vote(), world.steering[1]
    staff("clerk", world.steering_group.place, world.chair, LONG_AGO)
    staff("chair", world.steering_group.place, world.steering[2], LONG_AGO)
    declare(case, world.chair, seat=seat_of(world, 2).pk)
    declared = declaration_of(case, out)
    assert persons_told("decision.conflict_declared", declared) == {world.steering[2]}
    assert refusal(declared, "rule", by=world.chair, excluded=True) == "entered_it"
    fire(declared.pk, "withdraw", by=out)
    declare(case, out)
    rule(case, world, out)
    assert decision(case).excluded == [seat_of(world, 2).pk]


def test_the_chair_finds_each_ruling_in_the_inbox_until_it_is_made(world, vote):
    case = vote()

    def waits():
        return [row.case.title for row in Inbox.of(world.chair).page().rows if row.case.lifecycle == "declaration"]

    for who in (world.steering[1], world.steering[2], world.steering[3]):
        fire(case.pk, "declare_conflict", by=who, reason="Meine Firma bietet an.")
    assert len(waits()) == 3
    rule(case, world, world.steering[1], excluded=False)
    fire(declaration_of(case, world.steering[2]).pk, "withdraw", by=world.steering[2])
    assert len(waits()) == 1
    rule(case, world, world.steering[3])
    assert waits() == []
