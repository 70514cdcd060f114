"""Two decisions at the same moment never take the same money. Real transactions in threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from funding.budgets.holding import hold, release
from funding.budgets.models import Holding, Pot
from workflows.models import Case, Clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS, AT_ONCE = 100, 4


def test_of_four_decisions_at_once_the_pots_bear_exactly_those_they_can(world, budget, programme, award):
    """Each wants a third of both years, in turn the one or the other year first: three get it, one waits, none locks
    another out."""
    Clock.objects.update_or_create(id=1, defaults={"demo": True})
    shares = [{"payer": "Land", "weight": 2, "amount": "60.00"}, {"payer": "AOK", "weight": 1, "amount": "30.00"}]
    for year in (2031, 2032):
        budget(year=year, shares=shares)
    cases = [award().pk for _each in range(AT_ONCE)]
    start, barrier = Case.objects.count(), threading.Barrier(AT_ONCE)

    def decide(number: int) -> bool:
        years = (2031, 2032) if number % 2 else (2032, 2031)
        barrier.wait(10)
        try:
            with transaction.atomic():
                return not hold(cases[number], programme.key, world.authority.pk, dict.fromkeys(years, Decimal(30)))
        finally:
            connection.close()

    taken = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _round in range(ROUNDS):
            granted = list(pool.map(decide, range(AT_ONCE)))
            assert granted.count(True) == AT_ONCE - 1
            assert {pot.left for pot in Pot.objects.all()} == {0}
            taken += Holding.objects.aggregate(sum=Sum("amount"))["sum"]
            with transaction.atomic():
                for case in cases:
                    release(case)
    assert (taken, Holding.objects.count(), Case.objects.count()) == (Decimal(180) * ROUNDS, 0, start)
    print(f"{ROUNDS} rounds of {AT_ONCE}: {ROUNDS * (AT_ONCE - 1)} granted, {ROUNDS} refused, no deadlock")
