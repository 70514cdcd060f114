"""Putting a document into a case's file, and taking it out again."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from urllib.parse import quote

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet

from funding.documents.models import Document
from workflows import prepared
from workflows.models import Bar
from workflows.reading import readable_cases

# One round trip: the version follows the newest, and the same bytes as the newest on the same question add nothing.
FILE_IT = """
WITH newest AS (
    SELECT * FROM funding_document
    WHERE case_id = %(case_id)s AND kind = %(kind)s AND title = %(title)s
    ORDER BY version DESC LIMIT 1
), same AS (
    SELECT * FROM newest WHERE content_id = %(sha256)s AND about_id IS NOT DISTINCT FROM %(about)s::bigint
), kept AS (
    INSERT INTO funding_filecontent (sha256, size, content)
    SELECT %(sha256)s, %(size)s, %(content)s::bytea WHERE NOT EXISTS (SELECT FROM same)
    ON CONFLICT (sha256) DO NOTHING
), added AS (
    INSERT INTO funding_document
        (case_id, kind, title, version, content_id, media_type, language, added_by_id, added_at, event_seq, source,
        about_id)
    SELECT %(case_id)s, %(kind)s, %(title)s, coalesce((SELECT version FROM newest), 0) + 1, %(sha256)s,
        %(media_type)s, %(language)s, %(by)s::bigint, %(at)s, %(event_seq)s::integer, %(source)s,
        %(about)s::bigint
    WHERE NOT EXISTS (SELECT FROM same)
    RETURNING *
)
SELECT * FROM same UNION ALL SELECT * FROM added
"""


@dataclass(frozen=True)
class OpenedDocument:
    name: str
    media_type: str
    content: bytes

    @property
    def headers(self) -> dict[str, str]:
        """Always to be saved, never shown inside our pages; the browser does not guess what it is."""
        return {
            "Content-Type": self.media_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(self.name, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }


class DamagedDocument(Exception):
    """The bytes are not those that were filed."""


def store(  # noqa: PLR0913 - everything a document has from its first day
    case_id: int,
    *,
    kind: str,
    title: str,
    content: bytes,
    media_type: str,
    by: int | None,
    at: dt.datetime,
    source: str,
    language: str = "",
    event_seq: int | None = None,
    about: int | None = None,
) -> Document:
    """The document's next version, or the newest one if it has the same bytes. One statement.

    The caller holds the case's lock, in the transaction of the event that brings the document. `by` is a person's id,
    or None for the clock.
    """
    facts = {
        "case_id": case_id,
        "kind": kind,
        "title": title,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "size": len(content),
        "media_type": media_type,
        "language": language,
        "by": by,
        "at": at,
        "event_seq": event_seq,
        "source": source,
        "about": about,
    }
    with prepared.cursor() as cursor:  # bytes as they are: bound in the client they would be text, several times over
        cursor.execute(FILE_IT, facts)
        row = dict(zip((column.name for column in cursor.description), cursor.fetchone(), strict=True))
    names = [field.attname for field in Document._meta.concrete_fields]
    return Document.from_db(connection.alias, names, [row[name] for name in names])


def readable_documents(person: Model, today: dt.date | None = None) -> QuerySet[Document]:
    """Papers are read with their case, through whatever door."""
    return open_to(person, Document.objects.filter(case__in=readable_cases(person, today)))


def open_to(person: Model, papers: QuerySet[Document]) -> QuerySet[Document]:
    """Without those about a question from which the person is excluded, at whatever desk."""
    barred = Bar.objects.filter(case=OuterRef("about"), person=person.pk)
    return papers.filter(~Exists(barred))


def open_document(document: Document) -> OpenedDocument:
    """The bytes and a name that is safe in a header. Raises DamagedDocument if the fingerprint does not match."""
    content = bytes(document.content.content)
    if hashlib.sha256(content).hexdigest() != document.content_id:
        raise DamagedDocument(document.content_id)
    return OpenedDocument(document.file_name, document.media_type, content)
