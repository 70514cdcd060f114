"""The budget's page offers the release outside a transaction, as a browser asks for it."""

import pytest
from django.test import Client

from workflows.engine import fire

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_releases_sees_the_page_and_the_form_and_releases(world, budget, today_is):
    today_is("2024-06-03")
    case = budget("proposed")
    client = Client()
    client.force_login(world.approver)
    pages = (f"/cases/{case.pk}/", f"/cases/{case.pk}/release/", f"/api/v1/cases/{case.pk}/moves/")
    assert [client.get(path).status_code for path in pages] == [200, 200, 200]
    fire(case.pk, "release", by=world.approver)
    fire(case.pk, "propose_change", by=world.case_worker, lines=case.shares, reason="x")
    assert client.get(f"/cases/{case.pk}/").status_code == 200
