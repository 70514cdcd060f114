"""What the content security policy would refuse, and the outline of a page: no browser is needed to see it."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.browser.examples import PAGES

pytestmark = [pytest.mark.urls("tests.browser.urls"), pytest.mark.django_db]
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:src=|type="application/json"))""")


class Outline(HTMLParser):
    """Ids, headings and nesting of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.mark.parametrize("address", ["/parts/", "/accounts/login/", *(f"/pages/{name}/" for name in PAGES)])
def test_a_page_has_one_heading_unique_ids_and_nothing_inline(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    outline = Outline(html)
    assert INLINE.findall(html) == []
    assert outline.headings.count(1) == 1
    assert sorted(outline.ids) == sorted(set(outline.ids))


def test_a_page_that_does_not_exist_says_so_in_the_frame(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert b"kern.min.css" in response.content
