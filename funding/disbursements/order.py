"""The payment order to the cash office: certified by two, approved by a third, ordered by a fourth."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.models import Disbursement
from funding.disbursements.states import M
from funding.documents.addresses import sender
from funding.documents.filing import store
from funding.documents.letters import render
from funding.people.models import User
from workflows.models import Event
from workflows.step import Step
from workflows.survey import BERLIN

LANGUAGE = "de"  # the official language (§ 23 VwVfG)
SIGNED = (M.SUBMIT, M.CHECK_FACTUAL, M.CHECK_ARITHMETICAL, M.ORDER)


def file_order(disbursement: Disbursement, step: Step) -> None:
    document = store(
        disbursement.pk,
        kind="payment_order",
        title=disbursement.title,
        content=render("payment_order", language=LANGUAGE, facts=_facts(disbursement, step)),
        media_type="application/pdf",
        by=step.actor,
        at=step.now,
        source="letter",
        language=LANGUAGE,
        event_seq=step.case.seq + 1,
    )
    step.record(document=document.pk, sha256=document.content_id)


def _facts(disbursement: Disbursement, step: Step) -> dict[str, Any]:
    award = disbursement.award
    events = _signatures(disbursement)
    signed = {event.move: event for event in events}
    again = sum(event.move == M.ORDER for event in events) + 1  # one called back must not be taken for the next
    number = f"{disbursement.dossier.number}/{disbursement.number}-{again}"
    due_on = max(step.today, disbursement.needed_from)
    return {
        "invented": disbursement.dossier.invented,
        "made_at": step.now.replace(microsecond=0),
        "date": step.today,
        "reference": disbursement.dossier.number,
        "sender": sender(award.authority),
        "number": number,
        "project": award.title,
        "notice_date": award.issued_on,
        "request": {"number": str(disbursement.number), "received_on": _day(signed[M.SUBMIT])},
        "payee": {"name": award.recipient.name, "iban": disbursement.iban},
        "amount": disbursement.approved_amount,
        "due_on": due_on,
        "payment_reference": number,
        "budget_year": due_on.year,
        "budget_item": None,
        "steps": _steps(disbursement),
        "factual": _signatory(signed[M.CHECK_FACTUAL]),
        "arithmetical": _signatory(signed[M.CHECK_ARITHMETICAL]),
        "ordered": {"name": User.objects.get(pk=step.actor).name, "function": "", "signed_on": step.today},
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


def _signatory(event: Event) -> dict[str, Any]:
    return {"name": event.actor.name, "function": "", "signed_on": _day(event)}


def _day(event: Event) -> Any:
    return event.at.astimezone(BERLIN).date()
