"""The paper by which a partner has signed a commitment, of an application as of a change request."""

from typing import Annotated

from funding.documents.attaching import KINDS, take
from funding.promises import check_names
from workflows.inputs import File, Line, OneWord
from workflows.models import Case
from workflows.reading import detail_of
from workflows.step import Step


def attach_paper(
    case: Case,
    step: Step,
    *,
    file: File,
    kind: Annotated[str, OneWord(tuple(KINDS))] = "attachment",
    partner: Line = "",
) -> str:
    """`partner`: whose signed letter of intent or agreement it is, as the list of commitments names it. Raises
    UploadRefused."""
    listed = detail_of(case)
    if partner:
        check_names(listed.commitments, partner, kind)
    document = take(case, step, file, kind=kind)
    step.record(kind=kind, version=document.version)
    if partner:
        paper = {"document": document.pk, "sha256": document.content_id}
        listed.agreements = {**listed.agreements, partner: paper}
        listed.save(update_fields=["agreements"])
    return case.state
