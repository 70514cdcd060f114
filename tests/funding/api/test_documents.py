"""Papers through the API: filed once, with their fingerprint, read with their case."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.documents.models import Document
from workflows.models import Case, Event

pytestmark = pytest.mark.django_db
WORDS = b"Wir sind dabei."
SHA256 = hashlib.sha256(WORDS).hexdigest()


def send(client, case, content=WORDS, name="zusage.txt", key="k", seen="2", **more):
    sent = {"seen": seen, "file": SimpleUploadedFile(name, content), **more}
    return client.post(f"/api/v1/cases/{case.pk}/documents/", sent, "multipart", headers={"Idempotency-Key": key})


def test_a_file_is_filed_once_with_its_fingerprint_and_comes_back_as_it_was(world, idea, client_of):
    case, client = idea("draft"), client_of(world.author)
    first, again = (send(client, case, kind="declaration") for _time in range(2))
    document = Document.objects.get(case=case)
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.json() == {
        "case": case.pk,
        "seq": 3,
        "document": document.pk,
        "kind": "declaration",
        "version": 1,
        "sha256": SHA256,
    }
    answer = client.get(f"/api/v1/documents/{document.pk}/", headers={"accept": "application/pdf"})
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        WORDS,
        "text/plain",
        "nosniff",
    )
    listed = client.get(f"/api/v1/cases/{case.pk}/documents/").json()
    assert [(row["id"], row["sha256"], row["size"]) for row in listed] == [(document.pk, SHA256, len(WORDS))]


def test_the_same_key_for_another_file_is_refused(world, idea, client_of):
    case, client = idea("draft"), client_of(world.author)
    send(client, case)
    answer = send(client, case, b"Doch nicht.")
    assert (answer.status_code, answer.json()["key"]) == (422, "key_used_otherwise")


@pytest.mark.parametrize(
    ("sent", "status", "key"),
    [
        ({"content": b""}, 422, "upload.empty"),
        ({"name": "plan.exe"}, 422, "upload.not_taken"),
        ({"content": b"%PDF-1.7", "name": "plan.docx"}, 422, "upload.other_content"),
        ({"content": b"x" * 101}, 422, "upload.too_large"),
        ({"seen": "1"}, 409, "someone_was_faster"),
        ({"kind": "love_letter"}, 400, "invalid"),
        ({"colour": "red"}, 400, "invalid"),
        ({"key": ""}, 422, "bad_input"),
    ],
)
def test_what_is_not_taken_says_why_and_changes_nothing(world, idea, client_of, settings, sent, status, key):
    settings.UPLOAD_LIMIT = 100
    case = idea("draft")
    answer = send(client_of(world.author), case, **sent)
    assert (answer.status_code, answer.json()["key"], answer["Content-Type"]) == (
        status, key, "application/problem+json"
    )  # fmt: skip
    assert (Document.objects.count(), Case.objects.get(pk=case.pk).seq) == (0, 2)


def test_without_a_file_or_as_json_nothing_is_taken(world, idea, client_of):
    case, client = idea("draft"), client_of(world.author)
    address, key = f"/api/v1/cases/{case.pk}/documents/", {"Idempotency-Key": "k"}
    without = client.post(address, {"seen": "2"}, "multipart", headers=key)
    as_json = client.post(address, {"seen": "2"}, "json", headers=key)
    broken = client.generic("POST", address, b"--x\r\n", content_type="multipart/form-data", headers=key)
    assert [answer.status_code for answer in (without, as_json, broken)] == [400, 415, 400]


def test_more_than_a_request_may_hold_is_a_problem_too(world, idea, client_of, settings):
    settings.REQUEST_LIMIT = 100
    answer = send(client_of(world.author), idea("draft"), b"x" * 1000)
    assert (answer.status_code, answer.json()["key"]) == (413, "too_large")


def test_where_nothing_can_be_filed_the_move_is_unknown_and_elsewhere_it_is_not_possible(world, vote, client_of):
    ballot, client = vote(), client_of(world.office)
    assert send(client, ballot).json()["key"] == "unknown_move"
    idea = Case.objects.get(pk=ballot.parent_id)
    assert send(client, idea, seen=str(idea.seq)).json()["key"] == "not_possible_here"


def test_a_stranger_finds_no_case_and_no_paper_and_a_reading_token_files_nothing(world, idea, client_of):
    case = idea("draft")
    number = send(client_of(world.author), case).json()["document"]
    stranger, before = client_of(world.stranger), Event.objects.count()
    assert send(stranger, case, key="s").status_code == 404
    assert [stranger.get(f"/api/v1/{address}/").status_code for address in (
        f"cases/{case.pk}/documents", f"documents/{number}", "documents/999999")] == [404, 404, 404]  # fmt: skip
    assert send(client_of(world.author, "read"), case, key="r").status_code == 403
    assert Event.objects.count() == before
