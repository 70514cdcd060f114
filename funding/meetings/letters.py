"""The invitation to a meeting: day, place, agenda, its public part apart from the rest."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from funding.meetings.models import AgendaItem, Meeting
from workflows.step import Step


def file_invitation(meeting: Meeting, items: list[AgendaItem], step: Step) -> None:
    who = signature_now(step)
    papers = list(Document.objects.filter(case_id=meeting.pk, kind__endswith="paper").order_by("id"))
    facts = {
        **letter_head(step, meeting.dossier, sender(meeting.body, contact=who["name"])),
        "body": meeting.body.name,
        "number": meeting.number,
        "meets_on": meeting.meets_on,
        "begins_at": meeting.begins_at,
        "place": meeting.place,
        "second": meeting.second,
        "public": agenda(item for item in items if item.public),
        "closed": agenda(item for item in items if not item.public),
        "public_papers": [paper.title for paper in papers if paper.kind == "paper"],
        "closed_papers": [paper.title for paper in papers if paper.kind != "paper"],
        "signatories": [who],
    }
    document = file_letter(
        step, "invitation", render("invitation", language=LANGUAGE, facts=facts), title=_("Invitation")
    )
    step.record(document=document.pk, sha256=document.content_id)


def agenda(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    return [{"number": str(item.number), "title": item.title} for item in items]
