from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from funding.bodies.models import Body, StandingOrders
from funding.bodies.queries import standing_orders

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


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
