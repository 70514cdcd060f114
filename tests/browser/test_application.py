"""Writing an application in a real browser, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import overflow, press, violations
from tests.funding import conftest as region
from workflows.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
application, idea, today_is = region.application, region.idea, region.today_is


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_in_sections_has_no_barrier_right_or_wrong(visitor: Callable[..., Page], world, application, width):
    case = application("draft")
    page = visitor(f"/cases/{case.pk}/edit/", user=world.applicant, width=width, javascript=False)
    assert page.locator("main form > section").count() == 5
    page.locator("[name=executor]").fill("")
    page.locator("[name=requested]").fill("viel")
    press(page.locator("main form > .fw-row button[type=submit]"))
    assert page.locator(".kern-alert--danger a[href='#id_requested']").count() == 1
    page.locator("[name=requested]").fill("80.000,00")
    press(page.locator("button[name=then]"))
    page.wait_for_url(f"**/cases/{case.pk}/set_plan/")
    assert Case.objects.get(pk=case.pk).application.executor == ""
    page = visitor(f"/cases/{case.pk}/edit/", user=world.applicant, width=width)
    assert violations(page) + overflow(page) == []
