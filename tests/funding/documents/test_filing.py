"""Documents in a case's file: versions, fingerprints, nothing changed afterwards."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from funding.documents.correspondence import file_letter
from funding.documents.filing import DamagedDocument, OpenedDocument, open_document, store
from funding.documents.letters import LETTERS
from funding.documents.models import Document, FileContent
from tests.walked import lifecycles
from workflows.lifecycle import BadTable
from workflows.work import Work

AT = dt.datetime(2026, 2, 12, 9, 30, tzinfo=dt.UTC)


def file_plan(case, content=b"%PDF-1 first", **changes):
    facts = {
        "kind": "financing_plan",
        "title": "Plan",
        "content": content,
        "media_type": "application/pdf",
        "by": None,
        "at": AT,
        "source": "upload",
    }
    return store(case.id, **facts | changes)


def test_a_document_keeps_its_bytes_and_who_brought_it_when(case, otto):
    filed = Document.objects.get(pk=file_plan(case, by=otto.pk, language="de", event_seq=1).pk)
    assert (filed.case_id, filed.kind, filed.title, filed.version) == (case.id, "financing_plan", "Plan", 1)
    assert (filed.added_by, filed.added_at, filed.event_seq, filed.language) == (otto, AT, 1, "de")
    assert open_document(filed) == OpenedDocument("Plan-v1.pdf", "application/pdf", b"%PDF-1 first")


def test_other_bytes_under_the_same_title_are_the_next_version(case):
    versions = [file_plan(case, content).version for content in (b"one", b"two", b"three")]
    assert versions == [1, 2, 3]


def test_the_newest_bytes_again_are_no_new_version(case):
    first, again = file_plan(case), file_plan(case)
    assert first == again
    assert Document.objects.count() == 1


def test_earlier_bytes_again_are_a_new_version_because_they_are_valid_again(case):
    versions = [file_plan(case, content).version for content in (b"one", b"two", b"one")]
    assert versions == [1, 2, 3]
    assert FileContent.objects.count() == 2


def test_title_and_kind_make_the_series(case):
    assert file_plan(case).version == 1
    assert file_plan(case, title="Other plan").version == 1
    assert file_plan(case, kind="report").version == 1
    assert FileContent.objects.count() == 1


def test_storing_takes_one_statement(case, django_assert_num_queries):
    with django_assert_num_queries(1):
        file_plan(case)
    with django_assert_num_queries(1):
        file_plan(case, b"second")


def test_what_is_rolled_back_was_never_filed(case):
    with transaction.atomic():
        file_plan(case)
        transaction.set_rollback(True)
    assert (Document.objects.count(), FileContent.objects.count()) == (0, 0)


def test_a_list_knows_sizes_without_loading_bytes(case, django_assert_num_queries):
    file_plan(case, b"x" * 1000)
    with django_assert_num_queries(1) as queries:
        sizes = [document.size for document in Document.objects.filter(case_id=case.id).with_size()]
    assert sizes == [1000]
    assert '"funding_filecontent"."content"' not in queries[0]["sql"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_document SET title = 'Other'",
        "DELETE FROM funding_document",
        "TRUNCATE funding_document CASCADE",
        "UPDATE funding_filecontent SET content = 'x'",
        "DELETE FROM funding_filecontent",
        "TRUNCATE funding_filecontent CASCADE",
    ],
)
def test_nothing_filed_can_be_changed_or_removed(case, change):
    document = file_plan(case)
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert open_document(Document.objects.get(pk=document.pk)).content == b"%PDF-1 first"


@pytest.mark.parametrize(
    ("sha256", "size"), [("0" * 64, 3), ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 4)]
)
def test_the_database_itself_checks_fingerprint_and_size(db, sha256, size):
    with pytest.raises(IntegrityError), transaction.atomic():
        FileContent.objects.create(sha256=sha256, size=size, content=b"abc")


def test_damaged_bytes_are_never_handed_out(case):
    document = file_plan(case)
    document.content.content = b"%PDF-1 forged"
    with pytest.raises(DamagedDocument):
        open_document(document)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plan", "Plan-v1.pdf"),
        ("Kosten & Finanzen, „Größe“", "Kosten & Finanzen, „Größe“-v1.pdf"),
        ("../../etc/passwd", "etc-passwd-v1.pdf"),
        ('a"b\r\nSet-Cookie: x', "a-b-Set-Cookie- x-v1.pdf"),
        ("CON", "CON-v1.pdf"),
        ("ä" * 255, "ä" * 90 + "-v1.pdf"),
    ],
)
def test_the_name_for_downloading_is_safe(title, name):
    assert Document(title=title, version=1, media_type="application/pdf").file_name == name


def test_the_same_bytes_on_another_question_are_a_document_of_their_own(case):
    """Else whoever is barred from that question would read them as a paper of all."""
    filed = [file_plan(case, about=question) for question in (None, case.pk, case.pk)]
    assert [(each.about_id, each.version) for each in filed] == [(None, 1), (case.pk, 2), (case.pk, 2)]


def test_each_letter_is_filed_by_moves_whose_rows_name_it():
    assert {kind for table in lifecycles() for row in table.moves for kind in row.files} == set(LETTERS)


def test_a_letter_the_row_of_the_move_does_not_name_is_not_filed(case):
    with pytest.raises(BadTable, match="files receipt, which its row does not name"), Work.on(case.pk) as work:
        file_letter(work.step(), "receipt", b"%PDF-1", title="Eingang")
    assert not Document.objects.exists()
