from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from funding.bodies.models import Body, StandingOrders
from funding.bodies.queries import standing_orders

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
RULE = {
    "majority": {"over": "1/2", "of": "yes_no"},
    "quorum": {"over": "1/2", "of": "filled"},
    "circular": {"participation": {"at_least": "1/2"}},
}


def test_the_bodys_own_orders_for_the_kind_of_decision_come_first(body, orders):
    orders()
    orders(decision_kind="election")
    orders(body)
    own = orders(body, "election")

    assert standing_orders(body, "election", MAY) == own


def test_the_bodys_own_orders_for_any_decision_come_before_the_common_ones(body, orders):
    orders(decision_kind="election")
    own = orders(body)

    assert standing_orders(body, "election", MAY) == own


def test_a_body_without_own_orders_decides_by_the_common_ones(body, region, orders):
    common = orders()
    orders(Body.objects.create(region=region, name="Forum", kind="forum"))

    assert standing_orders(body, "idea", MAY) == common


def test_the_orders_of_the_day_count(body, orders):
    first = orders(body, valid_to=date(2026, 4, 30))
    second = orders(body, valid_from=MAY)

    assert standing_orders(body, "idea", date(2026, 4, 30)) == first
    assert standing_orders(body, "idea", MAY) == second


def test_without_orders_on_the_day_nothing_is_decided(body, orders):
    orders(valid_from=date(2026, 5, 2))

    with pytest.raises(StandingOrders.DoesNotExist):
        standing_orders(body, "idea", MAY)


def test_finding_the_orders_is_one_query(body, orders, django_assert_num_queries):
    orders()

    with django_assert_num_queries(1):
        standing_orders(body, "idea", MAY)


@pytest.mark.parametrize("change", [{"rule": {}}, {"early_close": True}, {"valid_from": MAY}])
def test_standing_orders_never_change(body, orders, change):
    orders(body)

    with pytest.raises(IntegrityError, match="stay as they are"), transaction.atomic():
        StandingOrders.objects.update(**change)


def test_standing_orders_may_end_and_wrong_ones_nobody_used_may_go(body, orders):
    orders(body)

    assert StandingOrders.objects.update(valid_to=MAY) == 1
    assert StandingOrders.objects.all().delete() == (1, {"funding.StandingOrders": 1})


def test_two_orders_for_the_same_decision_cannot_begin_on_one_day(orders):
    orders()

    with pytest.raises(IntegrityError, match="standing_orders_once"):
        orders(days=7)


@pytest.mark.parametrize(
    ("rule", "procedure", "sentence"),
    [
        ({}, "session", "rule.majority: is missing"),
        ({"majority": {"over": "1/2", "of": "yes_no"}}, "session", "rule.quorum: is missing"),
        ({"majority": {"over": "1/2", "of": "yes_no"}}, "circular", "rule.circular: is missing"),
    ],
)
def test_a_rule_the_verdict_cannot_be_reckoned_by_is_refused_with_the_reason(rule, procedure, sentence):
    with override("en"), pytest.raises(ValidationError) as refused:
        StandingOrders(rule=rule, procedure=procedure).clean()

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"circular_days": 0}, "circular_days"),
        ({"circular_days": -14}, "circular_days"),
        ({"invitation_days": 0}, "invitation_days"),
        ({"objection_days": 9999}, "objection_days"),
        ({"challenge_days": 0}, "challenge_days"),
        ({"urgent_majority": "7/5"}, "urgent_majority"),
        ({"secret": "4/3"}, "secret"),
        ({"secret_persons": "4/3"}, "secret_persons"),
        ({"rule": {"majority": {"over": "7/5", "of": "yes_no"}}}, "rule"),
        ({"rule": {"quorum": {"at_least": "7/5", "of": "filled"}}}, "rule"),
        ({"rule": {"quorum": {"over": "1/1", "of": "filled"}}}, "rule"),
    ],
)
def test_no_body_can_be_asked_for_more_than_all_nor_for_a_period_of_no_days(body, orders, wrong, field):
    found = orders(body)
    found.rule = RULE
    for name, value in wrong.items():
        setattr(found, name, {**RULE, **value} if name == "rule" else value)
    with pytest.raises(ValidationError) as refused:
        found.full_clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("asks", [{"group_cap": "49/100"}, {"contributor_consent": True}])
@pytest.mark.parametrize("field", ["secret", "secret_persons"])
def test_no_secret_vote_is_promised_where_the_rule_asks_how_single_seats_voted(body, orders, asks, field):
    found = orders(body)
    found.rule = {**RULE, **asks}
    found.full_clean()
    setattr(found, field, "1/3")
    with pytest.raises(ValidationError) as refused:
        found.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_all_of_them_may_be_asked_for(body, orders):
    found = orders(body)
    found.rule, found.urgent_majority, found.secret = RULE, "1/1", "1/1"
    found.full_clean()
