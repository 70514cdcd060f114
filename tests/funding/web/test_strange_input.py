"""Whatever arrives at whatever address gets a clear answer, never a failure, and changes nothing."""

import itertools
import re
from functools import lru_cache

import pytest
from django.urls import get_resolver

from funding.web.urls import urlpatterns
from tests.funding.revisions import conftest as revisions
from tests.funding.web.conftest import carried
from workflows.models import Case, Event

pytestmark = pytest.mark.django_db
base, revision = revisions.base, revisions.revision
OF_FORMS = ("named", "valid_from", "valid_to", "key", "label", "measure", "cap", "own_share", "cutoff", "cutoff_unit",
            "draw_window", "draw_window_unit", "reminder_days", "report_dates", "needs_idea", "source", "verified",
            "email", "begins_at", "ends_at", "terms", "number", "place")  # fmt: skip
HUGE = str(10**30)
NUMBERED, SLUG = re.compile(r"<number:\w+>"), re.compile(r"<slug:(\w+)>")
STRANGE = ["\x00", "\ud800", "a" * 200_000, HUGE, "-1", "1e400", "٣", "<script>", "'; --", "NaN", "🙈"]
FIELDS = ("title", "summary", "total_cost", "group", "resolved_on", "reason", "choice", "procedure", "present", "q",
          "after", "act", "then", "person", "mail", "before", "region", "state", "show",
          "problem", "goal", "name", "email", "consent", "website", "shown")  # fmt: skip
SLUGS = {"act": "claim", "opens": "change", "key": "generic", "section": "way", "name": "cast"}
CLEAR = {200, 302, 400, 404, 405, 409, 413, 422}


def routes() -> list[str]:
    """Every address of the pages, with numbers that exist, do not, and cannot."""
    existing = [("{case}", name) for name in ("submit", "edit", "cast", "object", "no-such")]
    found = []
    for route, (number, name) in itertools.product(
        urlpatterns, [*existing, ("999999", "cast"), (HUGE, "cast"), ("0", "")]
    ):
        address = NUMBERED.sub(number, str(route.pattern)).replace("<slug:name>", name)
        address = address.replace("<slug:lifecycle>-<int:version>", f"idea-{number}").replace("<str:token>", name)
        found.append("/" + SLUG.sub("no-such" if name == "no-such" else _slug, address))
    return sorted(set(found))


def _slug(found: re.Match[str]) -> str:
    return SLUGS[found[1]]


def test_every_part_of_every_address_is_filled_in():
    assert [address for address in routes() if "<" in address] == []


def sent(value: str, path: str) -> bytes:
    """A form as bytes, so that even what is no text arrives."""
    hidden = "&".join(f"{name}={text}" for name, text in carried(1).items())
    return f"{hidden}&".encode() + filled(value, (*FIELDS, "task") if path == "/tasks/" else FIELDS)


@lru_cache(maxsize=2)
def filled(value: str, names: tuple[str, ...]) -> bytes:
    return "&".join(f"{name}={value}" for name in names).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("number", range(len(STRANGE)))
def test_no_address_fails_and_nothing_changes(world, idea, vote, as_person, number):
    case, ballot = idea("draft"), vote()
    before = Event.objects.count(), Case.objects.count()
    answers = {}
    for person, subject in ((world.author, case), (world.steering[1], ballot)):
        client = as_person(person)
        for address in routes():
            path = address.replace("{case}", str(subject.pk))
            body = sent(STRANGE[number], path)
            if len(body) < 100_000:
                asked = client.get(path, {"q": STRANGE[number].encode("utf-8", "surrogatepass")})
                answers["get", path] = asked.status_code
            posted = client.post(path, body, content_type="application/x-www-form-urlencoded")
            answers["post", path] = posted.status_code
    odd = {where: status for where, status in answers.items() if status not in CLEAR}
    assert odd == {}
    assert (Event.objects.count(), Case.objects.count()) == before


@pytest.mark.parametrize("number", range(len(STRANGE)))
def test_the_pages_of_a_programme_version_and_of_an_inspection_fail_for_nobody_who_may_use_them(
    world, revision, as_person, number
):
    """Whose they are meets their forms, and not only a page that is not there."""
    case, fields = revision(), (*FIELDS, *OF_FORMS)
    before = Event.objects.count(), Case.objects.count()
    pages = [f"/revisions/{case.pk}/{section}/" for section in ("way", "dates", "measures", "no-such")]
    pages += ["/programmes/generic/new/", f"/programmes/{case.base.key}/new/", "/inspections/", "/inspections/new/"]
    pages += [f"/programmes/{case.base.key}/", f"/programmes/{case.base.key}/backward/", f"/cases/{case.pk}/edit/"]
    client, text = as_person(world.case_worker), STRANGE[number]
    odd: set[tuple[str, int]] = set()
    for page in pages:
        body = sent(text, page) + b"&" + filled(text, fields)
        asked = [client.post(page, body, content_type="application/x-www-form-urlencoded")]
        if len(body) < 100_000:
            asked.append(client.get(page, {"q": text.encode("utf-8", "surrogatepass")}))
        odd |= {(page, answer.status_code) for answer in asked if answer.status_code not in CLEAR}
    assert odd == set()
    assert (Event.objects.count(), Case.objects.count()) == before


@pytest.mark.parametrize(
    "hidden",
    [
        {},
        {"seen": "x" * 5000, "key": "k"},
        {"seen": "1", "key": "\x00"},
        {"seen": "1", "key": "A" * 200},
        {**carried(1), "task": HUGE},
    ],
)
def test_a_form_that_is_none_of_ours_is_not_understood(world, idea, fill_in, hidden):
    case = idea("draft")
    answer = fill_in(world.author, case, "submit", hidden={"seen": "", "key": "", **hidden})
    assert (answer.status_code, Case.objects.get(pk=case.pk).state) == (400, "draft")


def test_a_move_nobody_has_heard_of_does_not_exist(world, idea, as_person):
    assert as_person(world.author).get(f"/cases/{idea('draft').pk}/conquer/").status_code == 404


def test_every_page_below_the_root_is_named(db):
    assert {route.name for route in urlpatterns} <= set(get_resolver().reverse_dict)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-01-01", "\x00"])
def test_a_bookmark_that_is_none_of_ours_is_the_beginning(world, idea, as_person, moment):
    case = idea("draft")
    page = as_person(world.author).get("/cases/", {"after": f"{moment}_1"})
    assert [row["href"] for row in page.context["cases"]] == [f"/cases/{case.pk}/"]
