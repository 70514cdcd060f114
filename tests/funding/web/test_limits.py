"""What is too large is refused clearly, and is neither read to its end nor kept anywhere."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from funding.demo.serving import listen
from tests.funding.web.conftest import carried
from workflows.models import Event

pytestmark = pytest.mark.django_db

TWO_HUNDRED_MB = 200 * 2**20
MB = 2**20


def too_long(client: Client, path: str, **more: str):
    return client.generic("POST", path, b"--x", content_type="multipart/form-data; boundary=x", **more)


@pytest.mark.parametrize(("language", "heading"), [("de", "Das ist zu groß"), ("en", "This is too large")])
def test_a_page_says_so_in_the_readers_language(client, language, heading):
    answer = too_long(client, "/", headers={"content-length": str(TWO_HUNDRED_MB), "accept-language": language})
    assert (answer.status_code, heading in answer.content.decode(), "25 MB" in answer.content.decode()) == (
        413,
        True,
        True,
    )


def test_the_api_answers_with_a_problem(client):
    answer = too_long(client, "/api/v1/cases/", headers={"content-length": "9" * 40, "accept-language": "en"})
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert (answer.json()["key"], answer.json()["detail"]) == (
        "too_large",
        "The request is too large. Send at most 29 MB at once.",
    )


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html; charset=utf-8"), ("/api/v1/", "application/problem+json")]
)
def test_a_request_in_pieces_without_a_length_is_not_understood(client, path, kind):
    answer = client.generic("POST", path, headers={"transfer-encoding": "chunked"})
    assert (answer.status_code, answer["Content-Type"]) == (400, kind)


def test_more_than_was_said_is_stopped_while_it_arrives(rf, settings, tmp_path):
    """The handler counts, whatever the length says, and nothing is left of a file begun."""
    settings.REQUEST_LIMIT, settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = MB, tmp_path, 10
    request = rf.post("/", {"file": SimpleUploadedFile("plan.txt", b"x" * 2 * MB)})
    with pytest.raises(RequestDataTooBig):
        request.POST  # noqa: B018 - reading it is what is tried
    assert list(tmp_path.iterdir()) == []


def test_a_form_with_a_file_too_large_is_answered_and_changes_nothing(world, idea, as_person, settings):
    case = idea("draft")
    settings.REQUEST_LIMIT = MB
    before = Event.objects.count()
    sent = {**carried(case.seq), "file": SimpleUploadedFile("plan.txt", b"x" * 2 * MB), "kind": "concept"}
    answer = as_person(world.author).post(f"/cases/{case.pk}/attach/", sent)
    assert (answer.status_code, Event.objects.count()) == (413, before)


@pytest.mark.parametrize("letter", ["a", "ü"])
def test_a_megabyte_of_text_is_refused_at_its_field(world, idea, fill_in, letter):
    case = idea("draft")
    text = letter * (MB // len(letter.encode()))
    answer = fill_in(world.author, case, "edit", title="Pflegelotsen", summary=text)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["summary"])


@pytest.fixture
def server(settings) -> Iterator[http.client.HTTPConnection]:
    """The demonstration's, and a connection to it."""
    settings.REQUEST_LIMIT = MB
    server = listen(0)
    (running := Thread(target=server.run)).start()
    with closing(http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=20)) as connection:
        yield connection
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(server.close)
    running.join(10)


@pytest.mark.parametrize("more", [{}, {"Expect": "100-continue"}])
def test_the_demonstrations_server_refuses_by_the_length_in_our_words(server, more):
    server.request("POST", "/", headers={"Content-Length": str(TWO_HUNDRED_MB), "Accept-Language": "de", **more})
    answer = server.getresponse()
    assert (answer.status, answer.getheader("Connection")) == (413, "close")
    assert "Das ist zu groß" in answer.read().decode()


def test_the_demonstrations_server_stops_what_comes_in_pieces(server):
    headers = {"Accept-Language": "de", "Transfer-Encoding": "chunked"}
    server.request("POST", "/", iter([b"x" * (MB + 1)]), headers, encode_chunked=True)
    answer = server.getresponse()
    assert (answer.status, "Das ist zu groß" in answer.read().decode()) == (413, True)
