"""The letters about an application: its receipt and its rejection. The award has the notice of its own."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.applications.models import Application
from funding.documents.addresses import address, sender
from funding.documents.correspondence import (
    LANGUAGE,
    calculation,
    file_letter,
    letter_head,
    paragraphs,
    signature_now,
)
from funding.documents.letters import render
from funding.documents.models import Document
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.step import Step
from workflows.timing import last_day

TITLES = {
    "receipt": _("Confirmation of receipt"),
    "items_request": _("Request for missing items"),
}
EXTENSION = _("Extension of the period")
BY_MACHINE = _("Made by machine and valid without a signature")


def file_receipt(case: Case, step: Step, *, in_time: bool, cutoff: dt.date | None) -> Document:
    application = with_names(case)
    with override(LANGUAGE):
        by_machine = str(BY_MACHINE)
    facts = {
        **common(application, step),
        "received_at": application.version_received_at,
        "on_paper": application.on_paper,
        "version": application.version,
        "applied": application.requested,
        "cutoff": cutoff,
        "in_time": in_time,
        "attachments": _attachments(application),
        "signatories": [{"name": application.authority.name, "function": by_machine}],
    }
    return _file(case, step, "receipt", facts)


def file_request(
    case: Case, step: Step, *, until: dt.date, before: dt.date | None = None, steps: Iterable[Any] = ()
) -> Document:
    """What is missing and by when, with the calculation where it was counted; with `before`, that the period is longer
    now."""
    application = with_names(case)
    facts = {
        **common(application, step),
        "about": "application",
        "received_on": application.version_received_at.astimezone(BERLIN).date(),
        "items": paragraphs(case.application.requested_items),
        "until": last_day(until, step.facts_for_timing()),
        "before": before,
        "steps": calculation(steps),
        "signatories": [signature_now(step)],
    }
    document = _file(case, step, "items_request", facts, title=EXTENSION if before else None)
    step.record(document=document.pk, sha256=document.content_id)
    return document


def with_names(case: Case) -> Application:
    return Application.objects.select_related("applicant", "authority", "programme_version", "dossier").get(pk=case.pk)


def common(application: Application, step: Step) -> dict[str, Any]:
    return {
        **letter_head(step, application.dossier, sender(application.authority)),
        "reference": application.file_number,
        "recipient": address(application.applicant),
        "project": application.title,
        "programme": application.programme_version.title,
    }


def _attachments(application: Application) -> list[dict[str, Any]]:
    """The newest version of each document handed in."""
    handed_in: Iterable[Document] = application.documents.filter(source=Document.Source.UPLOAD).order_by("id")
    newest = {(document.kind, document.title): document for document in handed_in}
    return [
        {"title": document.title, "version": document.version, "sha256": document.content_id}
        for document in newest.values()
    ]


def _file(case: Case, step: Step, kind: str, facts: dict[str, Any], title: Any = None) -> Document:
    """In the application's file, also where its examination asks for the letter."""
    content = render(kind, language=LANGUAGE, facts=facts)
    return file_letter(step, kind, content, title=title or TITLES[kind], case=None if case.pk == step.case.pk else case)
