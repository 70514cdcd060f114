"""The notice of rejection as a letter; that of the award is made with the award."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.applications.letters import common, with_names
from funding.applications.ruling.states import M
from funding.documents.correspondence import LANGUAGE, file_letter, paragraphs, signature_in, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.step import Step

TITLE = _("Notice of rejection")


def file_rejection(above: Case, step: Step, notice: Case) -> Document:
    """With its notice, which the applicant reads once it is sent."""
    application, ruling = with_names(above), step.case.ruling
    facts = {
        **common(application, step),
        "applied_on": application.received_at.astimezone(BERLIN).date(),
        "applied": application.requested,
        "resolution": application.resolved,
        "reasons": paragraphs(ruling.reasons),
        "legal_basis": [application.programme_version.legal_reference or application.programme_version.title],
        "remedy": ruling.remedy,
        "signatories": _signatories(step),
    }
    content = render("rejection_notice", language=LANGUAGE, facts=facts)
    return file_letter(step, "rejection_notice", content, title=TITLE, case=notice)


def _signatories(step: Step) -> list[dict[str, Any]]:
    """Who wrote the rejection last, and who issues it now."""
    wrote = step.case.events.filter(move__in=(M.DRAFT_REJECTION, M.CORRECT_REJECTION)).select_related("actor")
    return [signature_in(wrote.latest("seq")), signature_now(step)]
