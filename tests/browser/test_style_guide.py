"""Every page and part: no barrier in both colour schemes, no sideways scrolling down to 320 px, usable by keyboard."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import overflow, press, violations
from tests.browser.examples import PAGES

pytestmark = [pytest.mark.urls("tests.browser.urls"), pytest.mark.django_db(transaction=True)]

ADDRESSES = ["/parts/", "/accounts/login/", "/accounts/password/reset/", *(f"/pages/{name}/" for name in PAGES)]
FOCUS = """() => {
    const it = document.activeElement
    const box = it.closest("label") || it
    const style = getComputedStyle(it), around = getComputedStyle(box)
    return {
        name: `${it.tagName} ${it.type || ""} ${it.name || it.className}`,
        visible: [style, around].some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2
            || s.boxShadow !== "none"),
    }
}"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_barrier_and_does_not_scroll_sideways(visitor: Callable[..., Page], address: str) -> None:
    page = visitor(address)
    found = {}
    for width, scheme in product([1280, 390, 320], ["light", "dark"]):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if problems := [*violations(page), *overflow(page)]:
            found[width, scheme] = problems
    assert found == {}


@pytest.mark.parametrize("address", ["/pages/vote/", "/pages/tasks/", "/pages/fields/", "/pages/sign-in-as/"])
def test_whatever_the_keyboard_reaches_shows_that_it_has_the_focus(visitor: Callable[..., Page], address: str) -> None:
    page = visitor(address)
    unseen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["visible"] and not focus["name"].startswith("BODY"):
            unseen.append(focus["name"])
    assert unseen == []


def test_the_first_tab_stop_skips_to_the_content(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/start/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_after_an_error_the_title_says_so_and_the_summary_has_the_focus(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/idea/")
    summary = page.get_by_role("alert")
    assert page.title().startswith(("Fehler: ", "Error: "))
    assert summary.evaluate("it => it === document.activeElement") is True
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "email"


def test_one_can_vote_without_javascript(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/vote/", width=390, javascript=False)
    assert page.locator("input[name=choice]:checked").count() == 0
    page.get_by_label("Ja", exact=True).check()
    assert page.locator("input[name=choice]:checked").get_attribute("value") == "yes"


def test_the_menu_opens_on_a_phone_without_javascript(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/start/", width=390, javascript=False)
    page.locator("summary").first.click()
    assert page.locator(".fw-menu").get_by_role("link", name="Verzeichnis").is_visible()


def test_the_language_changes_without_javascript(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/start/", javascript=False)
    press(page.get_by_role("button", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/pages/start/")


def test_on_a_phone_a_table_row_becomes_a_card_with_labels(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/cases/", width=390)
    cell = page.locator("td[data-l]").first
    assert cell.evaluate("it => getComputedStyle(it, '::before').content") == f'"{cell.get_attribute("data-l")}"'


def test_no_page_asks_for_anything_the_policy_refuses(visitor: Callable[..., Page]) -> None:
    page = visitor("/parts/")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in ADDRESSES:
        page.goto(address)
    assert complaints == []


def test_the_checks_see_a_barrier_and_a_page_that_is_too_wide(visitor: Callable[..., Page]) -> None:
    page = visitor("/pages/plan/")
    page.evaluate("""() => {
        const cell = document.querySelector(".fw-cell")
        cell.removeAttribute("aria-label")
        cell.style.cssText = "max-width: none; width: 2000px"
    }""")
    assert [line.split(":")[0] for line in violations(page)] == ["label"]
    assert overflow(page) != []
