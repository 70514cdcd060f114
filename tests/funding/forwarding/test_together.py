"""Two at the same instant, with real transactions: never more forwarded than awarded."""

from functools import partial

import pytest

from funding.forwarding.models import Forwarding
from tests.funding.disbursements import test_together as together
from tests.snapshot import again
from workflows.engine import fire
from workflows.models import Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
at_once = together.at_once


@pytest.mark.timeout(300)
def test_two_offers_at_once_never_exceed_the_award(world, forwarding, at_once):
    first = forwarding("drafted", amount="30000.00")
    second = forwarding("drafted", of=Case.objects.get(pk=first.parent_id), amount="30000.00")
    winners = set()
    for two in again(20, lambda: [first, second]):
        answers = at_once(
            *[partial(fire, one.pk, "offer", by=world.signatory, provisions_passed_on=True) for one in two]
        )
        assert sorted(answers) == ["more_than_awarded", "offered"]
        winners.add(answers.index("offered"))
    assert (winners, Forwarding.objects.count()) == ({0, 1}, 2)
