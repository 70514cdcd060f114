"""Two at the same instant, with real transactions: never more than the award, no order after the stop."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from funding.awards.models import Award
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import committed, payable
from tests.snapshot import again
from workflows.engine import fire
from workflows.models import Case, Event
from workflows.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def at_once():
    """What two acts answer, or the key of the refusal. Each has a thread, and its connection, of its own."""
    barrier = Barrier(2)

    def run(act):
        connection.ensure_connection()
        barrier.wait(timeout=20)
        try:
            return act().to_state
        except Refused as refusal:
            return refusal.key

    with ThreadPoolExecutor(2) as pool:
        yield lambda *acts: [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]
        for _thread in range(2):
            pool.submit(lambda: (connection.close(), barrier.wait(timeout=20)))


@pytest.mark.timeout(300)
def test_two_approvals_at_once_never_exceed_the_award(world, award, call, at_once):
    granted = award("running")
    winners = set()

    def two_checked():
        two = [call("checked_arithmetical", granted, amount="40000.00") for _ in range(2)]
        Award.objects.update(amount=Decimal("79999.99"))
        return two

    for two in again(50, two_checked):
        answers = at_once(*[partial(fire, one.pk, "approve", by=world.approver, amount="40000.00") for one in two])
        assert sorted(answers) == ["approved", "more_than_left"]
        winners.add(answers.index("approved"))
    assert winners == {0, 1}


@pytest.mark.timeout(300)
def test_two_submissions_at_once_never_exceed_the_award(world, award, call, at_once):
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
def test_nothing_is_ordered_after_the_payments_were_suspended(world, award, call, at_once):
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
