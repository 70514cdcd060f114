"""A budget is entered by one person and released by another; what is granted stays in its pots."""

from decimal import Decimal

import pytest

from funding.budgets.holding import hold, left, shrink
from funding.budgets.models import Holding, Pot
from funding.budgets.opening import open_budget
from funding.ideas.opening import open_idea
from funding.programmes.models import Programme
from tests.funding.asking import refusal, state, wrong
from tests.funding.budgets.conftest import TWO_FUNDERS
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_june(today_is):
    today_is("2024-06-03")


def pots():
    return [(pot.payer, pot.amount, pot.taken) for pot in Pot.objects.all()]


def test_a_case_worker_does_not_release(world, budget):
    assert refusal(budget("proposed"), "release", by=world.case_worker) == "not_yours"


def test_two_persons_release_a_budget(world, budget, alone):
    case = budget("proposed")
    assert refusal(case, "release", by=world.case_worker) == "four_eyes"
    assert pots() == []
    fire(case.pk, "release", by=world.approver)
    assert (state(case), pots()) == ("released", [("Land", Decimal(60000), 0), ("AOK", Decimal(30000), 0)])


def test_only_a_case_worker_of_the_authority_begins_one_and_one_a_year(world, budget, programme):
    with pytest.raises(Refused) as caught:
        open_budget(programme, world.authority, 2025, by=world.approver)
    assert caught.value.key == "not_yours"
    budget("draft")
    for year, key in ((2025, "budget_is_there"), (2023, "year_is_over")):
        with pytest.raises(Refused) as caught:
            open_budget(programme, world.authority, year, by=world.case_worker)
        assert caught.value.key == key


def test_a_discarded_budget_makes_room_for_another(world, budget, programme):
    fire(budget("draft").pk, "discard", by=world.case_worker)
    assert open_budget(programme, world.authority, 2025, by=world.case_worker).state == "draft"


def test_no_funder_stands_there_twice_and_none_is_no_budget(world, budget, programme):
    case = open_budget(programme, world.authority, 2025, by=world.case_worker)
    assert refusal(case, "propose", by=world.case_worker) == "no_shares"
    twice = [TWO_FUNDERS[0], TWO_FUNDERS[0]]
    assert wrong(case, "set_shares", by=world.case_worker, lines=twice) == "lines"


def test_a_returned_budget_is_corrected(world, budget):
    case = budget("proposed")
    assert refusal(case, "return", by=world.case_worker, reason="x") == "not_yours"
    fire(case.pk, "return", by=world.approver, reason="Der Anteil der AOK fehlt.")
    assert state(case) == "draft"


def test_a_grant_is_split_among_the_funders_and_never_more_than_is_there(world, budget, programme):
    case = budget()
    assert hold(case.pk, programme.key, world.authority.pk, {2025: Decimal("0.05")}) == []
    assert [pot[2] for pot in pots()] == [Decimal("0.03"), Decimal("0.02")]
    short = hold(case.pk, programme.key, world.authority.pk, {2025: Decimal("90000.03")})
    assert [(each.year, each.payer, each.lacking) for each in short] == [
        (2025, "Land", Decimal("0.02")), (2025, "AOK", Decimal("0.01")),
    ]  # fmt: skip
    assert [pot[2] for pot in pots()] == [Decimal("0.03"), Decimal("0.02")]
    assert hold(case.pk, programme.key, world.authority.pk, {2025: Decimal(90000)}) == []
    assert left(programme.key, world.authority.pk, 2025) == 0
    assert hold(case.pk, programme.key, world.authority.pk, {}) == []
    assert (left(programme.key, world.authority.pk, 2025), Holding.objects.count()) == (Decimal(90000), 0)


def test_a_year_without_a_budget_limits_nobody(world, budget, programme):
    case = budget()
    assert hold(case.pk, programme.key, world.authority.pk, {2026: Decimal("999999.00")}) == []
    assert left(programme.key, world.authority.pk, 2026) is None


def test_what_is_granted_is_not_taken_out_of_a_pot(world, budget, programme):
    case = budget()
    hold(case.pk, programme.key, world.authority.pk, {2025: Decimal(30000)})
    less = [{"payer": "Land", "weight": 2, "amount": "19999.99"}, {"payer": "AOK", "weight": 1, "amount": "10000.00"}]
    fire(case.pk, "propose_change", by=world.case_worker, lines=less, reason="Kürzung.")
    assert refusal(case, "release_change", by=world.approver) == "taken_already"
    fire(case.pk, "refuse_change", by=world.approver, reason="Schon bewilligt.")
    assert (state(case), case.budget.shares) == ("released", TWO_FUNDERS)
    more = [{"payer": "Land", "weight": 2, "amount": "20000.00"}, {"payer": "vdek", "weight": 1, "amount": "1.00"}]
    fire(case.pk, "propose_change", by=world.case_worker, lines=more, reason="Die AOK steigt aus.")
    assert refusal(case, "release_change", by=world.approver) == "taken_already"


def test_who_proposed_a_change_does_not_release_it(world, budget, alone):
    case = budget()
    fire(case.pk, "propose_change", by=world.case_worker, lines=TWO_FUNDERS, reason="x")
    assert refusal(case, "release_change", by=world.case_worker) == "four_eyes"
    fire(case.pk, "release_change", by=world.approver)
    assert state(case) == "released"


def test_it_closes_with_its_year_and_grants_no_more(world, budget, programme, today_is):
    case = budget(year=2024)
    hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(30)})
    for day, expected in (("2024-12-31", "released"), ("2025-01-01", "closed")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    assert case.events.get(move="close").facts["lapsed"] == "89970.00"
    assert hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(33)}) != []
    assert hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(27)}) == []


def change_weights(world, case):
    lines = [{"payer": "Land", "weight": 1, "amount": "60000.00"}, {"payer": "AOK", "weight": 2, "amount": "30000.00"}]
    fire(case.pk, "propose_change", by=world.case_worker, lines=lines, reason="Die AOK trägt mehr.")
    fire(case.pk, "release_change", by=world.approver)


def test_what_is_held_is_scaled_down_and_not_split_anew_where_the_weights_have_changed(
    world, budget, programme, today_is
):
    case = budget(year=2024)
    hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(30000)})
    change_weights(world, case)
    today_is("2025-01-01")
    sweep_deadlines()
    assert hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(15000)}) == []
    assert [pot[2] for pot in pots()] == [Decimal(10000), Decimal(5000)]


def test_where_the_weights_have_changed_only_what_is_more_follows_the_new_ones(world, budget, programme):
    case = budget()
    hold(case.pk, programme.key, world.authority.pk, {2025: Decimal(30000)})
    change_weights(world, case)
    assert hold(case.pk, programme.key, world.authority.pk, {2025: Decimal(33000)}) == []
    assert [pot[2] for pot in pots()] == [Decimal(21000), Decimal(12000)]


@pytest.mark.parametrize(
    ("by", "year", "left_in_it"),
    [("9000", 2024, "21000"), ("30000", None, "15000"), ("99999", 2024, "0"), ("-1", None, "30000")],
)
def test_a_holding_gives_back_in_proportion_also_to_a_closed_year(
    world, budget, programme, today_is, by, year, left_in_it
):
    case = budget(year=2024)
    budget(year=2025)
    hold(case.pk, programme.key, world.authority.pk, {2024: Decimal(30000), 2025: Decimal(30000)})
    today_is("2025-01-01")
    sweep_deadlines()
    shrink(case.pk, by=Decimal(by), year=year)
    of_2024 = Holding.objects.filter(case=case.pk, pot__budget__year=2024).order_by("pot")
    assert sum(each.amount for each in of_2024) == Decimal(left_in_it)
    assert [each.amount for each in of_2024] == [Decimal(left_in_it) * part / 3 for part in (2, 1)][: len(of_2024)]


def test_a_key_that_opened_something_else_opens_no_budget(world):
    open_idea(world.region, by=world.case_worker, title="Idee", invented=True, key="once")
    programme = Programme.objects.get(key="ni")
    with pytest.raises(Refused) as refused:
        open_budget(programme, world.authority, 2031, by=world.case_worker, key="once")
    assert refused.value.key == "key_used_otherwise"


def test_a_change_that_is_proposed_keeps_no_budget_open_beyond_its_year(world, budget, today_is):
    today_is("2025-12-20")
    case, pot = budget(), Pot.objects.first()
    more = [{**line, "amount": "99999.00"} for line in TWO_FUNDERS]
    fire(case.pk, "propose_change", by=world.case_worker, lines=more, reason="Nachtrag.")
    idea = open_idea(world.region, by=world.author, title="Lotsen", invented=True)
    of_the_pot = (pot.budget.programme.key, pot.budget.authority_id, {2025: Decimal("10.00")})
    today_is("2026-01-02")
    assert [each.year for each in hold(idea.pk, *of_the_pot)] == [2025] * Pot.objects.count()
    today_is("2025-12-31")
    assert hold(idea.pk, *of_the_pot) == []
