"""A revocation through the page every move has, and what its moves cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.reclaims.models import Reclaim
from tests.funding.below import below
from tests.funding.reclaims.conftest import INTENDED
from tests.funding.web.conftest import carried_by
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_the_case_worker_begins_it_from_the_awards_page(world, paid_award, client):
    award = paid_award()
    client.force_login(world.case_worker)
    page = client.get(f"/cases/{award.pk}/hear/")
    assert list(page.context["form"].fields) == [
        "ground", "extent", "reach", "amount", "ineffective_from", "known_on", "allegations", "answer_by",
    ]  # fmt: skip
    assert "amount" not in page.context["form"].initial  # not that of the award
    typed = {**INTENDED, "amount": "5.000,00"}
    answer = client.post(f"/cases/{award.pk}/hear/", {**carried_by(page.content.decode()), **typed})
    assert answer.status_code == 302
    found = Reclaim.objects.get()
    assert (found.amount, found.ground) == (5000, "not_for_purpose")
    assert client.get(f"/cases/{found.pk}/").status_code == 200


def test_moves_stay_in_the_budget_of_eight_statements_a_case_touched(world, reclaim, today_is):
    case = reclaim("notified")
    money, notice = below(case, "collection"), below(case, "notice")
    with CaptureQueriesContext(connection) as sent:
        fire(money.pk, "note_payment", by=world.case_worker, amount="1.00", value_date="2025-06-11")
    assert len(sent) <= 10  # the account stands in the reclaim, and whether its notice was sent in the notice
    with CaptureQueriesContext(connection) as sent:
        fire(notice.pk, "waive_remedy", by=world.signatory, declared=True)
    assert len(sent) <= 32  # the reclaim, its collection and the award follow
