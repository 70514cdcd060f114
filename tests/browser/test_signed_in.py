"""A signed-in person sees their name and can leave, and the phone's menu says so, too."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page

from tests.browser.conftest import overflow, press, violations

pytestmark = [pytest.mark.urls("tests.browser.urls"), pytest.mark.django_db(transaction=True)]


def test_a_person_sees_who_they_are_and_signs_out_without_javascript(visitor: Callable[..., Page]) -> None:
    alice = get_user_model().objects.create_user("alice@example.org", "Alice Adam")
    page = visitor("/accounts/password/reset/", user=alice, javascript=False)
    assert page.get_by_text("Alice Adam").first.is_visible()
    press(page.locator(".fw-me button"))
    assert page.get_by_text("Alice Adam").count() == 0


@pytest.mark.parametrize("address", ["2fa/", "password/change/", "logout/", "reauthenticate/"])
def test_the_pages_of_the_account_have_no_barrier(visitor: Callable[..., Page], address: str) -> None:
    alice = get_user_model().objects.create_user("alice@example.org", "Alice Adam", "right-and-long-enough")
    page = visitor(f"/accounts/{address}", user=alice, width=390)
    assert violations(page) == []
    assert overflow(page) == []
