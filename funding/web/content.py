"""What a case is about, by when, and with which papers: rows of its page, made from the models."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import KINDS
from funding.documents.filing import open_to
from funding.documents.models import Document
from funding.web.above import fields_above
from funding.web.frame import upper_first
from funding.web.templatetags.foerderweg import money, plain_day
from workflows.models import Case
from workflows.reading import detail_of

SHOWN = (
    models.CharField, models.TextField, models.DecimalField, models.DateField, models.BooleanField, models.ForeignKey,
)  # fmt: skip
LETTERS = {
    "minutes_extract": _("Extract from the minutes"),
    "award_notice": _("Notice of award"),
    "change_notice": _("Change notice"),
    "rejection_notice": _("Notice of rejection"),
    "receipt": _("Confirmation of receipt"),
    "issued_notice": _("Notice issued elsewhere"),
    "paper_application": _("Application on paper"),
    "early_start": _("Decision on the early start"),
    "payment_order": _("Payment order"),
    "forwarding_contract": _("Forwarding contract"),
    "proof_result": _("Result of the proof of use"),
    "statement": _("Statement"),
    "statement_reminder": _("Reminder of the statement"),
    "invitation": _("Invitation"),
    "minutes": _("Minutes"),
    "supervision": _("Letter of the supervisory authority"),
    "public_extract": _("Public extract from the minutes"),
    "paper": _("Paper of the public part"),
    "closed_paper": _("Paper of the non-public part"),
    "archive_offer": _("Offer of a file to the archive"),
    "hearing": _("Hearing before a revocation"),
    "reclaim_notice": _("Notice of revocation and reclaim"),
    "interest_notice": _("Notice of interest"),
    "items_request": _("Request for missing items"),
    "voting_list": _("List of votes"),
    "progress_report": _("Progress report"),
    "interim_proof": _("Interim proof"),
    "proof_of_use": _("Proof of use"),
    "objection_ruling": _("Decision on the objection"),
    "late_use_notice": _("Notice of interest on money used late"),
}


def content_of(case: Case, *, inside: bool) -> list[dict]:
    """The fields of the case's own model that have words and are filled in, and those it shows of the case above it:
    these also where that keeps them from outsiders, but for what is `not_sent_yet`. `inside`: all of them."""
    detail = detail_of(case)
    rows = _rows(detail, type(detail)._meta.local_concrete_fields, inside=inside)
    if fields := fields_above(case.lifecycle):
        hidden = frozenset() if inside else getattr(detail, "not_sent_yet", frozenset())
        shown = [field for name, field in fields.items() if name not in hidden]
        rows += _rows(detail_of(case.parent), shown, inside=True)
    return rows


def _rows(detail: Case, fields: Iterable[models.Field], *, inside: bool) -> list[dict]:
    named = [field for field in fields if isinstance(field.verbose_name, Promise) and isinstance(field, SHOWN)]
    return [
        {"term": upper_first(str(field.verbose_name)), "value": _shown(detail, field)}
        for field in named
        if (inside or field.name not in detail.INSIDE) and getattr(detail, field.attname) not in (None, "", False)
    ]


def _shown(detail: Case, field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        return str(getattr(detail, field.name))
    value = getattr(detail, field.attname)
    match value:
        case bool():
            return gettext("yes")
        case Decimal():
            return money(value)
        case dt.date():
            return plain_day(value)
    return getattr(detail, f"get_{field.name}_display")() if field.choices else value


def _paper(document: Document) -> str:
    if document.erased_on:
        return gettext("erased on %(day)s") % {"day": plain_day(document.erased_on)}
    return document.title


def _kind(document: Document) -> str:
    """Unless the title says it."""
    kind = LETTERS.get(document.kind) or KINDS.get(document.kind, "")
    return "" if str(kind) == document.title else str(kind)


def document_rows(case: Case, reader: models.Model) -> list[dict]:
    papers = Document.objects.filter(case_id=case.pk).select_related("added_by")
    found = open_to(reader, papers).order_by("-id")
    return [
        {
            "number": document.pk,
            "title": _paper(document),
            "href": reverse("document", args=[document.pk]),
            "kind": _kind(document),
            "version": document.version,
            "author": document.added_by or gettext("the program"),
            "on": document.added_at,
        }
        for document in found
    ]
