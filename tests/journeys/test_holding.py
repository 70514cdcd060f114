"""What is looked at after each step of any way finds what is planted."""

import pytest

from funding.awards.models import Award
from funding.budgets.models import Holding, Pot
from tests.journeys.beginnings import carrier_of, usual_way
from tests.journeys.holding import (
    HOLDING,
    against_the_table,
    money_holds,
    pots_hold,
    somebody_is_next,
    tasks_are_of_the_stay,
)
from workflows.models import Case, Deadline, Event, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(world) -> Award:
    carrier_of(world)
    way = usual_way(world)
    while next(way) != "money paid":
        pass
    return Award.objects.get()


def test_nothing_is_wrong_on_the_usual_way_and_what_is_planted_is_found(running):
    assert [sentence for check in HOLDING for sentence in check()] == []
    Award.objects.update(paid="19999.00")
    assert list(money_holds()) == [f"award {running.pk}: paid out are 19999.00, its calls say 20000.00"]
    Holding.objects.filter(pot__budget__year=2025).update(amount="1.00")
    land, aok = Pot.objects.filter(budget__year=2025)
    assert list(pots_hold()) == [
        f"pot {land}: 26666.67 are taken of 40000.00, held are 1.00",
        f"pot {aok}: 13333.33 are taken of 20000.00, held are 1.00",
        f"award {running.pk}: 19999.00 are out, 80000.00 granted, but only 40002.00 held of the pots",
    ]
    payment = Case.objects.get(lifecycle="payment")
    Task.objects.filter(process=payment, status="NEW").update(status="DONE")
    Deadline.objects.filter(case=payment, of_stay=True).update(sweep_at=None)  # the clock would be next
    assert list(somebody_is_next()) == [f"payment {payment.pk}: nobody is next in use_awaited"]
    Deadline.objects.filter(case=payment, of_stay=True, status="running").update(opened_seq=0)
    assert len(list(tasks_are_of_the_stay())) == 1


def test_a_move_by_whom_it_is_not_for_is_found(running, world):
    check = Event.objects.get(move="check_arithmetical")
    assert list(against_the_table([check], check, might=True)) == []
    assert list(against_the_table([check], check, might=False)) == [f"{check}: by {world.checker.pk}, who might not"]
    check.actor = world.case_worker
    assert list(against_the_table([check], check, might=True)) == [
        f"{check}: by {world.case_worker.pk}, who signed before"
    ]
    check.actor = None
    assert list(against_the_table([check], None, might=False)) == [
        f"{check}: the clock has made what is not the clock's"
    ]
