"""The contract by which a part of the grant is passed on, filed with its fingerprint when it is agreed."""

from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import address, sender
from funding.documents.correspondence import (
    LANGUAGE,
    calculation,
    file_letter,
    letter_head,
    paragraphs,
    signature_in,
    signature_now,
)
from funding.documents.letters import render
from funding.documents.models import Document
from funding.forwarding.models import Forwarding
from funding.forwarding.states import M
from funding.roles import FINAL_RECIPIENT
from workflows.step import Step

TITLE = _("Forwarding contract")


def file_contract(forwarding: Forwarding, step: Step) -> Document:
    award = forwarding.award
    facts = {
        **letter_head(step, forwarding.dossier, sender(award.recipient)),
        "recipient": address(forwarding.final_recipient),
        "project": award.title,
        "programme": award.programme_version.title,
        "authority": award.authority.name,
        "notice_date": award.issued_on,
        "amount": forwarding.amount,
        "purpose": forwarding.purpose,
        "period_from": forwarding.period_from,
        "period_to": forwarding.period_to,
        "provisions": paragraphs(forwarding.conditions),
        "proof_due_on": forwarding.proof_due_on,
        "steps": calculation(forwarding.proof_steps),
        "retention_years": award.terms.get("retention_years"),
        "agreed_on": forwarding.agreed_on,
        "signatories": [_offered(forwarding), _agreed(forwarding, step)],
    }
    content = render("forwarding_contract", language=LANGUAGE, facts=facts)
    return file_letter(step, "forwarding_contract", content, title=TITLE)


def _offered(forwarding: Forwarding) -> dict[str, Any]:
    offered = forwarding.events.filter(move=M.OFFER).select_related("actor").latest("seq")
    return {**signature_in(offered), "function": forwarding.award.recipient.name}


def _agreed(forwarding: Forwarding, step: Step) -> dict[str, Any]:
    """Somebody of the final recipient's; or who recorded on the recipient's side that it has agreed on paper."""
    desk = step.desk(FINAL_RECIPIENT)
    name = forwarding.final_recipient.name
    if desk is None or step.actor not in step.holders_of(desk.id):
        with override(LANGUAGE):
            name = gettext("recorded for %(name)s") % {"name": name}
    return {**signature_now(step), "function": name}
