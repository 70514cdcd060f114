from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden.case_files import cases, shown
from workflows.calculators.facts import (
    Ballot,
    Circular,
    Facts,
    Majority,
    Quorum,
    Rule,
    Seat,
    Secret,
    Threshold,
    Unanimity,
)
from workflows.calculators.verdict import Outcome, verdict
from workflows.calculators.verdict_request import answer

NAMES = "abcdefgh"
thresholds = st.builds(Threshold, st.fractions(0, 1, max_denominator=12), st.booleans())
any_majority = st.builds(Majority, thresholds, st.sampled_from(["yes_no", "cast", "present", "seats", "eligible"]))
unanimities = st.builds(Unanimity, st.sampled_from(["lenient", "strict"]))


rarely = st.sampled_from([False, False, False, True])
few_seats = st.frozensets(st.sampled_from(NAMES), max_size=2)
many_seats = st.just(frozenset(NAMES)) | st.frozensets(st.sampled_from(NAMES))
groups = st.sampled_from([None, "x", "y"])
all_seats = st.tuples(*(st.builds(Seat, st.just(name), groups, rarely, rarely.map(lambda x: not x)) for name in NAMES))
ballots = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "no", "abstain"])).map(
    lambda chosen: tuple(Ballot(seat, choice) for seat, choice in chosen.items())
)
quorums = st.builds(
    Quorum,
    thresholds,
    st.sampled_from(["seats", "filled", "eligible"]),
    st.integers(0, 4),
    st.sampled_from(["opening", "vote"]),
)
circulars = st.builds(
    Circular,
    thresholds,
    st.sampled_from(["not_cast", "rejects"]),
    st.sampled_from(["aborts", "ignored"]),
    st.integers(1, 3),
)
caps = st.none() | st.just(Fraction(49, 100))


def facts(majority=any_majority | unanimities, group_cap=caps):
    rule = st.builds(
        Rule,
        majority,
        quorums,
        circulars,
        st.sampled_from(["rejected", "chair"]),
        group_cap,
        st.sampled_from([None, "approval"]),
        st.booleans(),
    )
    return st.builds(
        Facts,
        st.sampled_from(["session", "circular"]),
        all_seats,
        rule,
        ballots=ballots,
        present=many_seats,
        present_at_opening=many_seats,
        excluded=few_seats,
        objections=few_seats,
        contributors=few_seats,
        second_meeting=rarely,
    )


@pytest.mark.parametrize("case", cases("verdict"), ids=lambda case: case["id"])
def test_every_worked_case_comes_out(case):
    assert shown(case, answer(case)) == case["expected"]


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_seats_does_not_matter(given_facts, random):
    shuffled = replace(
        given_facts,
        ballots=tuple(random.sample(given_facts.ballots, len(given_facts.ballots))),
        seats=tuple(random.sample(given_facts.seats, len(given_facts.seats))),
    )
    found, again = verdict(given_facts), verdict(shuffled)
    assert replace(again, steps=()) == replace(found, steps=())


@given(facts(majority=st.builds(Majority, thresholds, st.just("yes_no")), group_cap=st.none()), st.sampled_from(NAMES))
def test_one_more_yes_never_turns_adopted_into_rejected(given_facts, seat):
    others = tuple(ballot for ballot in given_facts.ballots if ballot.seat != seat)
    without = verdict(replace(given_facts, ballots=others))
    with_yes = verdict(replace(given_facts, ballots=(*others, Ballot(seat, "yes"))))
    if without.outcome in (Outcome.ADOPTED, Outcome.ADOPTED_SUBJECT_TO_APPROVAL):
        assert with_yes.outcome == without.outcome


@given(facts())
def test_without_a_yes_nothing_is_adopted(given_facts):
    found = verdict(given_facts)
    if found.yes == 0:
        assert found.outcome in (Outcome.REJECTED, Outcome.NOT_QUORATE, Outcome.ABORTED, Outcome.INVALID)


@given(facts())
def test_every_seat_that_may_vote_is_counted_once(given_facts):
    found = verdict(given_facts)
    counted = found.yes + found.no + found.abstain
    if given_facts.in_session:
        assert found.silent == 0
        assert counted <= len(given_facts.present_eligible)
    else:
        assert counted + found.silent == len(given_facts.eligible)


@given(facts())
def test_a_result_is_void_exactly_if_excluded_ballots_would_change_it(given_facts):
    seats = frozenset(ballot.seat for ballot in given_facts.ballots) & given_facts.excluded
    as_if = replace(
        given_facts,
        excluded=given_facts.excluded - seats,
        present=given_facts.present | seats,
        present_at_opening=given_facts.present_at_opening | seats,
    )
    assert verdict(given_facts).void == (verdict(as_if).outcome != verdict(given_facts).outcome and bool(seats))


@given(facts(group_cap=st.none()))
def test_a_secret_ballot_ends_like_an_open_one_without_a_chairs_casting_vote(given_facts):
    rule = replace(given_facts.rule, tie="rejected", contributor_consent=False)
    openly = replace(given_facts, rule=rule)
    found = verdict(openly)
    papers = found.yes + found.no + found.abstain
    secret = Secret(papers, papers, found.yes, found.no, found.abstain)
    secretly = verdict(replace(openly, ballots=(), secret=secret))
    assert (secretly.outcome, secretly.silent) == (found.outcome, found.silent)


@given(facts())
def test_ballots_of_seats_that_may_not_vote_change_no_sum(given_facts):
    kept = tuple(ballot for ballot in given_facts.ballots if ballot.seat in given_facts.present_eligible)
    assert replace(verdict(replace(given_facts, ballots=kept)), void=False, steps=()) == replace(
        verdict(given_facts), void=False, steps=()
    )
