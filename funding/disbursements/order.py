"""The payment order to the cash office: certified by two, approved by a third, ordered by a fourth."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.models import Disbursement
from funding.disbursements.states import M
from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, signature_in, signature_now
from funding.documents.letters import render
from workflows.models import Event
from workflows.step import Step

SIGNED = (M.SUBMIT, M.CHECK_FACTUAL, M.CHECK_ARITHMETICAL, M.ORDER)


def file_order(disbursement: Disbursement, step: Step) -> None:
    content = render("payment_order", language=LANGUAGE, facts=_facts(disbursement, step))
    document = file_letter(step, "payment_order", content, title=disbursement.title)
    step.record(document=document.pk, sha256=document.content_id)


def _facts(disbursement: Disbursement, step: Step) -> dict[str, Any]:
    award = disbursement.award
    events = _signatures(disbursement)
    signed = {event.move: signature_in(event) for event in events}
    again = sum(event.move == M.ORDER for event in events) + 1  # one called back must not be taken for the next
    number = f"{disbursement.dossier.number}/{disbursement.number}-{again}"
    due_on = max(step.today, disbursement.needed_from)
    return {
        **letter_head(step, disbursement.dossier, sender(award.authority)),
        "number": number,
        "project": award.title,
        "notice_date": award.issued_on,
        "request": {"number": str(disbursement.number), "received_on": signed[M.SUBMIT]["signed_on"]},
        "payee": {"name": disbursement.payee.name, "iban": disbursement.iban},
        "amount": disbursement.approved_amount,
        "due_on": due_on,
        "payment_reference": number,
        "budget_year": due_on.year,
        "budget_item": None,
        "steps": _steps(disbursement),
        "factual": signed[M.CHECK_FACTUAL],
        "arithmetical": signed[M.CHECK_ARITHMETICAL],
        "ordered": signature_now(step),
    }


def _steps(disbursement: Disbursement) -> list[dict[str, Any]]:
    """From the amount requested to the amount approved."""
    with override(LANGUAGE):
        steps = [{"name": _("Amount requested"), "amount": disbursement.amount}]
        if refused := disbursement.amount - disbursement.approved_amount:
            steps.append({"name": _("of this, not approved"), "amount": -refused})
        return steps


def _signatures(disbursement: Disbursement) -> list[Event]:
    """Who submitted, certified and ordered, the last one last."""
    events = Event.objects.filter(case_id=disbursement.pk, move__in=SIGNED).select_related("actor")
    return list(events.order_by("seq"))
