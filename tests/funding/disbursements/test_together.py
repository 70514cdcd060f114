"""Two at the same instant, with real transactions: never more than the award, no order after the stop."""

from decimal import Decimal
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection

from funding.awards.models import Award
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import committed, payable
from workflows.engine import fire
from workflows.models import Case, Event
from workflows.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*acts):
    """What each act answers, or the key of its refusal; anything else that goes wrong fails the test."""
    barrier, answers = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            answers[number] = act().to_state
        except Refused as refusal:
            answers[number] = refusal.key
        except Exception as error:  # noqa: BLE001 - the test says which
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return answers


@pytest.mark.timeout(300)
def test_two_approvals_at_once_never_exceed_the_award(world, award, call):
    granted = award("running")
    winners = set()
    for _round in range(50):
        Award.objects.update(amount=Decimal("80000.00"))
        two = [call("checked_arithmetical", granted, amount="40000.00") for _ in range(2)]
        Award.objects.update(amount=Decimal("79999.99"))
        answers = at_once(*[partial(fire, one.pk, "approve", by=world.approver, amount="40000.00") for one in two])
        assert sorted(answers) == ["approved", "more_than_left"]
        winners.add(answers.index("approved"))
        for one in two:
            fire(one.pk, "reject", by=world.case_worker, reason="Nächste Runde.")
    assert winners == {0, 1}


@pytest.mark.timeout(300)
def test_two_submissions_at_once_never_exceed_the_award(world, award, call):
    granted = award("running")
    for _round in range(50):
        two = [call("draft", granted, amount="40000.01") for _ in range(2)]
        answers = at_once(*[partial(fire, one.pk, "submit", by=world.signatory) for one in two])
        assert sorted(answers) == ["more_than_left", "submitted"]
        assert committed(granted) == Decimal("40000.01") <= payable(granted)
        for one in two:
            fire(one.pk, "withdraw", by=world.applicant, reason="Nächste Runde.")
    numbers = Disbursement.objects.exclude(number=None).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 51))


@pytest.mark.timeout(300)
def test_nothing_is_ordered_after_the_payments_were_suspended(world, award, call):
    granted = award("running")
    case = call("approved", granted)
    seen = set()
    for _round in range(200):
        stop = partial(fire, granted.pk, "suspend", by=world.case_worker, reason="Bericht fehlt.")
        stopped, ordered = at_once(stop, partial(fire, case.pk, "order", by=world.cashier))
        assert (stopped, ordered) in {("suspended", "ordered"), ("suspended", "award_stands_still")}
        seen.add(ordered)
        if ordered == "ordered":
            order, suspension = (Event.objects.filter(move=move).latest("id") for move in ("order", "suspend"))
            assert order.id < suspension.id
            fire(case.pk, "recall", by=world.cashier, reason="Nächste Runde.")
        fire(granted.pk, "resume", by=world.case_worker)
    assert Case.objects.get(pk=case.pk).state == "approved"
    assert seen == {"ordered", "award_stands_still"}
