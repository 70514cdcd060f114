"""The letters of a statement: to its addressee, and the reminder where no reply has come."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, paragraphs, signature_now
from funding.documents.letters import render
from funding.statements.models import Statement
from workflows.models import Case
from workflows.step import Step

TITLES = {"statement": _("Statement"), "statement_reminder": _("Reminder of the statement")}


def file_statement(case: Case, step: Step) -> None:
    statement = _with_names(case)
    facts = {**_common(statement, step), "paragraphs": paragraphs(statement.wording)}
    _file(step, "statement", facts)


def file_reminder(case: Case, step: Step, asked_for: dt.date) -> None:
    """`asked_for`: the day by which an answer had been asked for before."""
    facts = {**_common(_with_names(case), step), "asked_for": asked_for}
    _file(step, "statement_reminder", facts)


def _with_names(case: Case) -> Statement:
    return Statement.objects.select_related("body__region__lead", "dossier").get(pk=case.pk)


def _common(statement: Statement, step: Step) -> dict[str, Any]:
    who = signature_now(step)
    return {
        **letter_head(step, statement.dossier, sender(statement.body, contact=who["name"])),
        "recipient": {
            "name": statement.addressee,
            "street": statement.street,
            "postcode": statement.postcode,
            "city": statement.town,
        },
        "subject": statement.title,
        "resolution": {"body": statement.body.name, "date": statement.resolved_on},
        "answer_by": statement.answer_by,
        "signatories": [who],
    }


def _file(step: Step, kind: str, facts: dict[str, Any]) -> None:
    document = file_letter(step, kind, render(kind, language=LANGUAGE, facts=facts), title=TITLES[kind])
    step.record(document=document.pk, sha256=document.content_id)
