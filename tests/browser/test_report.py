"""Writing a proof of use in a real browser, at a desk and on a phone: only amounts are typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from funding.reports.models import Report
from tests.browser.conftest import overflow, press, violations
from tests.funding import conftest as region
from tests.funding.applications.story import PLAN

pytestmark = pytest.mark.django_db(transaction=True)
award, report, today_is = region.award, region.report, region.today_is


@pytest.mark.parametrize("width", [1280, 390])
def test_the_items_of_the_plan_wait_for_their_amounts(visitor: Callable[..., Page], world, report, width):
    case = report("open", proof=True, plan=PLAN)
    page = visitor(f"/cases/{case.pk}/write/", user=world.applicant, width=width, javascript=False)
    page.locator("[name=progress]").fill("Drei Lotsinnen haben 240 Familien beraten.")
    page.get_by_label("Lotsinnen, E 9b").fill("84.000,00")
    press(page.locator("main form button[type=submit]"))
    page.wait_for_url(lambda url: "/write/" not in url)
    assert Report.objects.get().expenditure == [{"item": "Lotsinnen, E 9b", "amount": "84000.00"}]
    page = visitor(f"/cases/{case.pk}/write/", user=world.applicant, width=width)
    assert violations(page) + overflow(page) == []
