"""The letter that permits or refuses an early start."""

from django.utils.translation import gettext_lazy as _

from funding.applications.early_start.models import Answer, EarlyStart
from funding.applications.early_start.states import M
from funding.documents.addresses import address, sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, paragraphs, signature_in, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from workflows.step import Step

TITLE = _("Decision on the early start")


def file_decision(request: EarlyStart, step: Step) -> Document:
    application = request.application
    signed = request.events.filter(move=M.SIGN).select_related("actor").latest("seq")
    facts = {
        **letter_head(step, request.dossier, sender(application.authority)),
        "reference": application.file_number,
        "recipient": address(application.applicant),
        "project": application.title,
        "programme": application.programme_version.title,
        "wanted_from": request.wanted_from,
        "granted_from": request.granted_from,
        "reasons": paragraphs(request.reasons),
        "remedy": request.remedy if request.answer == Answer.REFUSE else None,
        "signatories": [signature_in(signed), signature_now(step)],
    }
    content = render("early_start", language=LANGUAGE, facts=facts)
    return file_letter(step, "early_start", content, title=TITLE)
