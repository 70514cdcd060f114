"""The offer of a file to an archive: a letter with a list of what the file holds."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from funding.regions.models import Organisation, Region
from funding.retention.queries import cases_of
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.step import Step

TITLE = _("Offer of a file to the archive")


def file_offer(case: Case, step: Step, recipient: dict[str, str]) -> Document:
    retention, who = case.retention, signature_now(step)
    with override(LANGUAGE):
        kind, listed = str(retention.get_kind_display()), _listed(case)
    facts = {
        **letter_head(step, case.dossier, _keeper(case, who["name"])),
        "recipient": recipient,
        "subject": case.title,
        "kind": kind,
        "kept_until": retention.kept_until,
        "answer_by": retention.answer_by,
        "cases": listed,
        "papers": Document.objects.filter(case__dossier=case.dossier_id, content__isnull=False).count(),
        "signatories": [who],
    }
    return file_letter(step, "archive_offer", render("archive_offer", language=LANGUAGE, facts=facts), title=TITLE)


def _listed(case: Case) -> list[dict[str, Any]]:
    """What the file holds, in the order in which it came about; the last case of a file has ended."""
    return [
        {
            "kind": str(each.table.label),
            "title": each.title,
            "begun_on": each.created.astimezone(BERLIN).date(),
            "ended_on": each.finished.astimezone(BERLIN).date(),
        }
        for each in cases_of(case.dossier_id)
    ]


def _keeper(case: Case, contact: str) -> dict[str, Any]:
    """The grant authority, or whoever leads the region; a region that nobody leads has only its name."""
    if authority := Organisation.objects.filter(place=case.places.get("authority")).first():
        return sender(authority, contact=contact)
    region = Region.objects.select_related("lead").get(place=case.places["region"])
    if region.lead:
        return sender(region.lead, contact=contact)
    return {"name": region.name, "street": "", "postcode": "", "city": "", "contact": {"name": contact}}
