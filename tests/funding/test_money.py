from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.money import Item, Share, ceiling, plan, settle, shift, split
from funding.money_request import answer
from tests.golden.case_files import cases, shown
from workflows.calculators.steps import WrongInput

sums = st.decimals(0, 10**12, places=2)
positive_sums = st.decimals(Decimal("0.01"), 10**12, places=2)
shares = st.fractions(0, 1, max_denominator=100)
kinds = st.sampled_from(["fixed", "share", "gap"])
NOTHING = Decimal("0.00")


@pytest.mark.parametrize("case", cases("grant"), ids=lambda case: case["id"])
def test_every_worked_case_comes_out(case):
    assert shown(case, answer(case)) == case["expected"]


@given(kinds, sums, shares, sums, st.none() | sums)
def test_a_grant_never_exceeds_what_is_eligible_nor_the_cap(kind, eligible, own_share, other_income, cap):
    grant = ceiling(kind, eligible, own_share, other_income=other_income, cap=cap).grant
    assert NOTHING <= grant <= min(eligible, eligible if cap is None else cap)


@given(kinds, sums, sums, positive_sums, sums, shares, sums, sums)
def test_a_settlement_stays_between_nothing_and_the_award(
    kind, awarded, paid, planned, proven, own_share, income_planned, income
):
    found = settle(
        kind,
        awarded=awarded,
        paid=paid,
        planned=planned,
        proven=proven,
        own_share=own_share,
        other_income_planned=income_planned,
        other_income=income,
    )
    assert NOTHING <= found.final <= awarded
    assert paid - found.repay + found.remaining == found.final
    assert NOTHING in (found.repay, found.remaining)


@given(st.sampled_from(["share", "gap"]), positive_sums, positive_sums, sums, sums)
def test_more_income_never_raises_the_final_grant(kind, awarded, planned, proven, income):
    facts = {"awarded": awarded, "paid": NOTHING, "planned": planned, "proven": proven}
    less, more = (settle(kind, **facts, other_income=sum_).final for sum_ in (income, income + 1))
    assert more <= less


@given(sums, st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_parts_add_up_and_lie_within_a_cent_of_their_share(amount, weights):
    parts = split(amount, [Share(str(index), weight) for index, weight in enumerate(weights)]).parts
    exact = [Fraction(amount) * weight / sum(weights) for weight in weights]
    assert sum(parts.values()) == amount
    too_far = [
        share
        for part, share in zip(parts.values(), exact, strict=True)
        if abs(Fraction(part) - share) >= Fraction(1, 100)
    ]
    assert too_far == []


@given(sums, st.integers(1, 100), st.integers(2, 10))
def test_equal_payers_differ_by_a_cent_and_the_earlier_pay_it(amount, weight, payers):
    parts = list(split(amount, [Share(str(index), weight) for index in range(payers)]).parts.values())
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= Decimal("0.01")


@given(st.lists(sums), st.lists(sums))
def test_a_plan_balances_exactly_when_nothing_is_left(expenditure, income):
    found = plan(expenditure, income)
    assert found.balanced == (found.difference == 0)
    assert found.difference == -plan(income, expenditure).difference


@given(kinds, st.lists(sums, min_size=1), shares)
def test_spending_as_planned_needs_no_request(kind, amounts, tolerance):
    items = [Item(str(index), amount, amount) for index, amount in enumerate(amounts)]
    assert shift(kind, items, tolerance).needs_change_request is False
    assert shift(kind, items, tolerance).items == ()


def test_sums_stay_exact_beyond_the_precision_of_a_decimal_context():
    large = Decimal("9" * 50 + ".99")
    assert plan([large, Decimal("0.01")], []).difference == Decimal("-1" + "0" * 50 + ".00")
    assert split(large, [Share("a", 1), Share("b", 1)]).parts["b"] == Decimal("4" + "9" * 49 + ".99")


def test_a_decimal_with_half_cents_is_refused():
    with pytest.raises(WrongInput) as refused:
        plan([Decimal("1.00"), Decimal("0.005")], [])
    assert refused.value.field == "expenditure[1]"


CEILING = {"ask": "ceiling", "kind": "fixed", "eligible": "100.00", "own_share": "1/10", "cap": None}
SETTLE = {"ask": "settle", "kind": "share", "awarded": "90.00", "paid": "0.00", "planned": "100.00", "proven": "100.00"}
SHIFT = {
    "ask": "shift",
    "kind": "share",
    "tolerance": "1/5",
    "items": [{"name": "staff", "planned": "1.00", "actual": "1.00"}],
}
SPLIT = {"ask": "split", "amount": "1.00", "shares": [{"payer": "a", "weight": 1}]}


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("ask", {"ask": "grant"}),
        ("kind", {**CEILING, "kind": "loan"}),
        ("eligible", {**CEILING, "eligible": None}),
        ("eligible", {**CEILING, "eligible": "-0.01"}),
        ("eligible", {**CEILING, "eligible": "1"}),
        ("eligible", {**CEILING, "eligible": "1.000"}),
        ("eligible", {**CEILING, "eligible": "1,00"}),
        ("eligible", {**CEILING, "eligible": " 1.00"}),
        ("eligible", {**CEILING, "eligible": "1.00\n"}),
        ("eligible", {**CEILING, "eligible": "1e2.00"}),
        ("eligible", {**CEILING, "eligible": "١.٠٠"}),
        ("eligible", {**CEILING, "eligible": 1.0}),
        ("eligible", {**CEILING, "eligible": "9" * 5000 + ".00"}),
        ("own_share", {**CEILING, "own_share": None}),
        ("own_share", {**CEILING, "own_share": "0.1"}),
        ("own_share", {**CEILING, "own_share": "1/0"}),
        ("own_share", {**CEILING, "own_share": "-1/2"}),
        ("own_share", {**CEILING, "own_share": "1/-2"}),
        ("own_share", {**CEILING, "own_share": "11/10"}),
        ("own_share", {**CEILING, "own_share": True}),
        ("cap", {**CEILING, "cap": "-1.00"}),
        ("other_income", {**CEILING, "kind": "gap"}),
        ("planned", {**SETTLE, "planned": "0.00"}),
        ("planned", {**SETTLE, "planned": None}),
        ("planned", {**SETTLE, "kind": "gap", "planned": None}),
        ("own_share", {**SETTLE, "kind": "fixed"}),
        ("awarded", {**SETTLE, "awarded": None}),
        ("paid", {**SETTLE, "paid": "-1.00"}),
        ("other_income", {**SETTLE, "other_income": "-1.00"}),
        ("expenditure", {"ask": "plan", "income": []}),
        ("expenditure[1]", {"ask": "plan", "expenditure": ["1.00", 1], "income": []}),
        ("income", {"ask": "plan", "expenditure": [], "income": "1.00"}),
        ("tolerance", {**SHIFT, "tolerance": "20"}),
        ("items", {**SHIFT, "items": None}),
        ("items[0].planned", {**SHIFT, "items": [{"name": "staff", "actual": "1.00"}]}),
        ("items[0].name", {**SHIFT, "items": [{"name": 1, "planned": "1.00", "actual": "1.00"}]}),
        ("amount", {**SPLIT, "amount": "-1.00"}),
        ("shares", {**SPLIT, "shares": []}),
        ("shares", {**SPLIT, "shares": SPLIT["shares"] * 2}),
        ("shares[0].weight", {**SPLIT, "shares": [{"payer": "a", "weight": 0}]}),
        ("shares[0].weight", {**SPLIT, "shares": [{"payer": "a", "weight": True}]}),
        ("shares[0].weight", {**SPLIT, "shares": [{"payer": "a", "weight": 1.5}]}),
        ("shares[0].payer", {**SPLIT, "shares": [{"weight": 1}]}),
    ],
)
def test_what_is_wrong_is_named(field, request_):
    with pytest.raises(WrongInput) as refused:
        answer(request_)
    assert refused.value.field == field


def test_what_a_kind_does_not_use_is_ignored():
    assert answer({**SETTLE, "own_share": "nonsense"})["final"] == "90.00"
    fixed = {**SETTLE, "kind": "fixed", "own_share": "1/10", "planned": "nonsense", "other_income": "nonsense"}
    assert answer(fixed)["final"] == "90.00"


def test_what_final_recipients_owe_back_is_not_kept_of_an_award_that_has_lapsed_in_part():
    """Of 10,000 there are 3,000 lapsed; of the 7,000 left 2,000 are owed back."""
    facts = {"awarded": Decimal("10000.00"), "paid": Decimal("7000.00"), "proven": Decimal("20000.00")}
    lapsed = {"at_most": Decimal("7000.00"), "lapsed": Decimal("3000.00")}
    found = settle("fixed", **facts, **lapsed, own_share=Fraction(1, 10), owed_back=Decimal("2000.00"))
    assert (found.final, found.repay) == (Decimal("5000.00"), Decimal("2000.00"))
