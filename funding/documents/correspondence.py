"""What the letters of a case have in common: their language, their head, who signed, where they are filed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override

from funding.documents.filing import store
from funding.documents.models import Document
from funding.people.models import User
from workflows.calculators.steps import Step as Reckoning
from workflows.clock import BERLIN
from workflows.models import Case, Dossier, Event
from workflows.step import Step
from workflows.wording import render_steps

LANGUAGE = "de"  # the official language (§ 23 VwVfG)


def letter_head(step: Step, dossier: Dossier, sender: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of every letter (`facts.Letter`), dated today."""
    return {
        "invented": dossier.invented,
        "made_at": step.now.replace(microsecond=0),
        "date": step.today,
        "reference": dossier.number,
        "sender": sender,
    }


def signature_in(event: Event) -> dict[str, Any]:
    """Of the person who made that move."""
    return {"name": event.actor.name, "function": "", "signed_on": event.at.astimezone(BERLIN).date()}


def signature_now(step: Step) -> dict[str, Any]:
    """Of the person whose move this is. One query."""
    return {"name": User.objects.get(pk=step.actor).name, "function": "", "signed_on": step.today}


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def calculation(stored: Iterable[Mapping[str, Any]]) -> list[str]:
    """A stored calculation in sentences."""
    with override(LANGUAGE):
        return render_steps(Reckoning.from_json(each) for each in stored)


def file_letter(step: Step, kind: str, content: bytes, *, title: Any, case: Case | None = None) -> Document:
    """Filed in the step's case with the event of its move, whose row names the kind; with `case`, in that one's file
    with its newest event."""
    step.check_document(kind)
    with override(LANGUAGE):
        words = str(title)
    return store(
        case.pk if case else step.case.pk,
        kind=kind,
        title=words,
        content=content,
        media_type="application/pdf",
        by=step.actor,
        at=step.now,
        source=Document.Source.LETTER,
        language=LANGUAGE,
        event_seq=case.seq if case else step.case.seq + 1,
    )
