"""Attaching a file to a case: looked into, filed as the next version, bound to the event that brought it."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.documents.filing import store
from funding.documents.models import Document
from funding.documents.uploads import accept
from workflows.inputs import File, OneWord, Upload
from workflows.models import Case
from workflows.step import Step

KINDS = {
    "description": _("Project description"),
    "resolution": _("Resolution"),
    "declaration": _("Declaration of a partner"),
    "concept": _("Concept"),
    "evidence": _("Evidence"),
    "attachment": _("Other document"),
}


def attach(case: Case, step: Step, *, file: File, kind: Annotated[str, OneWord(tuple(KINDS))] = "attachment") -> str:
    """Effect of a move that leaves the state as it is. Raises UploadRefused. The event holds the SHA-256."""
    document = take(case, step, file, kind=kind)
    step.record(kind=kind, version=document.version)
    return case.state


def take(case: Case, step: Step, file: Upload, *, kind: str) -> Document:
    """The file that came with a move, for its effect. Raises UploadRefused. The event holds the SHA-256."""
    taken = accept(file.name, file.content)
    document = store(
        case.pk,
        kind=kind,
        title=taken.title,
        content=taken.content,
        media_type=taken.media_type,
        by=step.actor,
        at=step.now,
        source="upload",
        event_seq=case.seq + 1,
    )
    step.facts.pop("file")
    step.record(document=document.pk, sha256=document.content_id)
    return document
