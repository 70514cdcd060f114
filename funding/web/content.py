"""What a case is about, by when, and with which papers: rows of its page, made from the models."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import KINDS
from funding.documents.models import Document
from funding.web.fields import detail_of
from funding.web.frame import upper_first
from funding.web.templatetags.foerderweg import money, plain_day
from workflows.calculators.steps import Step
from workflows.models import Case, Deadline
from workflows.wording import filled

SHOWN = (models.CharField, models.TextField, models.DecimalField, models.DateField, models.BooleanField)
LETTERS = {
    "minutes_extract": _("Extract from the minutes"),
    "award_notice": _("Notice of award"),
    "change_notice": _("Change notice"),
    "rejection_notice": _("Notice of rejection"),
    "receipt": _("Confirmation of receipt"),
    "early_start": _("Decision on the early start"),
    "payment_order": _("Payment order"),
    "proof_result": _("Result of the proof of use"),
    "statement": _("Statement"),
    "statement_reminder": _("Reminder of the statement"),
    "invitation": _("Invitation"),
    "minutes": _("Minutes"),
    "public_extract": _("Public extract from the minutes"),
    "paper": _("Paper of the public part"),
    "closed_paper": _("Paper of the non-public part"),
    "archive_offer": _("Offer of a file to the archive"),
    "hearing": _("Hearing before a revocation"),
    "reclaim_notice": _("Notice of revocation and reclaim"),
    "interest_notice": _("Notice of interest"),
    "late_use_notice": _("Notice of interest on money used late"),
}
DEADLINES = {
    "retrieval": _("Retrieval from the portal"),
    "receipt": _("Word of the receipt"),
    "report": _("Report"),
    "revocation": _("Last day to revoke"),
}
STATUS_FEELINGS = {"met": "success", "missed": "neutral", "suspended": "neutral"}


def content_of(case: Case, *, inside: bool) -> list[dict]:
    """The fields of the case's own model that have words and are filled in; `inside` also those kept from outsiders."""
    detail = detail_of(case)
    fields = [
        field
        for field in type(detail)._meta.local_concrete_fields
        if isinstance(field.verbose_name, Promise) and isinstance(field, SHOWN)
        if inside or field.name not in detail.INSIDE
    ]
    return [
        {"term": upper_first(str(field.verbose_name)), "value": _shown(detail, field)}
        for field in fields
        if getattr(detail, field.attname) not in (None, "", False)
    ]


def _shown(detail: Case, field: models.Field) -> Any:
    value = getattr(detail, field.attname)
    match value:
        case bool():
            return gettext("yes")
        case Decimal():
            return money(value)
        case dt.date():
            return plain_day(value)
    return getattr(detail, f"get_{field.name}_display")() if field.choices else value


def deadline_rows(case: Case) -> list[dict]:
    """Running ones first, each with its calculation to be opened."""
    found = sorted(case.deadlines.all(), key=lambda deadline: (deadline.closed_at is not None, deadline.due_on))
    return [_deadline(case, deadline) for deadline in found]


def _deadline(case: Case, deadline: Deadline) -> dict:
    row = {
        "title": _title(case, deadline),
        "about": deadline.get_nature_display(),
        "steps": [step_row(stored) for stored in deadline.steps],
    }
    if deadline.status in (Deadline.Status.RUNNING, Deadline.Status.EXTENDED):
        return {**row, "due_on": deadline.due_on}
    badge = {"feeling": STATUS_FEELINGS[deadline.status], "words": _how_it_ended(deadline)}
    return {**row, "badge": badge, "aside_note": gettext("due %(day)s") % {"day": plain_day(deadline.due_on)}}


def _how_it_ended(deadline: Deadline) -> str:
    """With the day it ended; a day that itself had only to come, such as the end of a right, was met by that alone."""
    closed = deadline.closed_at and localdate(deadline.closed_at)
    if closed and deadline.status == Deadline.Status.MISSED:
        return gettext("missed, ended on %(day)s") % {"day": plain_day(closed)}
    if closed and closed <= deadline.due_on:
        return gettext("met on %(day)s") % {"day": plain_day(closed)}
    return deadline.get_status_display()


def _title(case: Case, deadline: Deadline) -> str:
    stay = case.table.stay_in.get(deadline.kind)
    words = DEADLINES.get(deadline.kind) or (stay and (stay.task or getattr(stay.state, "label", "")))
    return upper_first(str(words or deadline.kind.replace("_", " ")))


def step_row(stored: Mapping[str, Any]) -> dict:
    step = Step.from_json(stored)
    return {"text": filled(step.text, step.values), "rule": gettext(step.rule)}


def _paper(document: Document) -> str:
    if document.erased_on:
        return gettext("erased on %(day)s") % {"day": plain_day(document.erased_on)}
    return document.title


def document_rows(case: Case) -> list[dict]:
    found = Document.objects.filter(case_id=case.pk).select_related("added_by").order_by("-id")
    return [
        {
            "title": _paper(document),
            "href": reverse("document", args=[document.pk]),
            "kind": LETTERS.get(document.kind) or KINDS.get(document.kind, ""),
            "version": document.version,
            "author": document.added_by or gettext("the program"),
            "on": document.added_at,
        }
        for document in found
    ]
