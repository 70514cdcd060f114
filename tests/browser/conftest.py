"""Pages in Debian's Chromium against a live server. Skipped where there is no Chromium, an error on CI."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

AXE = Path(__file__).parent / "vendor/axe.min.js"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What is in order stays in the browser: bringing it here takes longer than finding it.
VIOLATIONS = """tags =>
    axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found => found.violations)"""
STICKING_OUT = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [...document.body.querySelectorAll("*")].filter(it => it.getBoundingClientRect().right > window.innerWidth)
        .map(it => "sticks out: " + it.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="session")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    chromium = needs("chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's own loop runs in the test's thread, so Django would refuse the database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Opens a page at this width and colour scheme, with or without JavaScript, signed in if a user is given."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "/",
        *,
        user: AbstractBaseUser | None = None,
        width: int = 1280,
        scheme: str = "light",
        javascript: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="de-DE",
        )
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(user: AbstractBaseUser, url: str) -> dict:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def press(button: Locator) -> None:
    """Presses what sends a form, and waits for the page it leads to: one that is leaving cannot be looked at."""
    with button.page.expect_navigation():
        button.click()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its best practices, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(VIOLATIONS, tags)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> list[str]:
    """What sticks out of the window, where the page is wider than it."""
    return page.evaluate(STICKING_OUT)
