"""What the proof of use makes of the grant, and the letter that says so."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.budgets.returning import follow_money
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
from funding.people.models import User
from funding.reclaims.account import SUMS, reckon
from funding.reclaims.models import Reclaim
from funding.reports.models import Kind
from funding.reports.queries import report_of, settlement_of, sums_of
from workflows.calculators.deadline import end
from workflows.calculators.values import Length
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.step import Step

TITLE = _("Result of the check of the proof of use")


def settle_award(award: Any, step: Step) -> None:
    """Takes over what the check has reckoned. `step.child` is the proof of use just checked."""
    report, checked = report_of(step.child), step.work.last_event_of(step.child)
    award.proven, award.reckoning = report.proven, report.reckoning
    award.entitled = settlement_of(report, by_itself=True).final
    award.final_amount = Decimal(report.reckoning["final"])
    award.checked_by = User.objects.get(pk=checked.actor_id)
    award.save(update_fields=["proven", "entitled", "final_amount", "reckoning", "checked_by"])
    if award.revoked_on and award.to_pay:  # the pots have got back what was not paid when it was revoked
        follow_money(award, -award.to_pay, step)
    checked.actor = award.checked_by
    step.record(checked_by=checked.actor_id)
    _file_result(award, report, step, signature=signature_in(checked))


def reckon_anew(award: Any, step: Step) -> None:
    """By the same proof of use, after a remedy has changed what was granted or recognised as eligible."""
    proofs = Case.objects.filter(ancestors__contains=[award.pk], lifecycle="report", report__kind=Kind.PROOF)
    report = report_of(proofs.exclude(report__reckoning=None).latest("pk"))
    settled = settlement_of(report)
    award.entitled = entitled_anew(award, settlement_of(report, by_itself=True).final)
    award.reckoning = {**sums_of(settled), "steps": [each.to_json() for each in settled.steps]}
    reckon(award, Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False))
    award.save(update_fields=["entitled", "reckoning", *SUMS])
    _file_result(award, report, step, signature=signature_now(step))


def entitled_anew(award: Any, entitled: Decimal) -> Decimal:
    """A rest that the recipient has forgone stays so."""
    forgone = Event.objects.filter(case__parent=award.pk, case__lifecycle="settlement", move="forgo_rest").exists()
    return min(award.entitled, entitled) if forgone else entitled


def _file_result(award: Any, report: Any, step: Step, *, signature: dict[str, Any]) -> None:
    content = render("proof_result", language=LANGUAGE, facts=_facts(award, report, step, signature))
    document = file_letter(step, "proof_result", content, title=TITLE)
    sums = {name: award.reckoning[name] for name in ("final", "repay", "remaining")}
    step.record(**sums, document=document.pk, sha256=document.content_id)


def _facts(award: Any, report: Any, step: Step, signature: dict[str, Any]) -> dict[str, Any]:
    received_on = report.submitted_at.astimezone(BERLIN).date()
    return {
        **letter_head(step, award.dossier, sender(award.authority)),
        "recipient": address(award.recipient),
        "project": award.title,
        "programme": award.programme_version.title,
        "notice_date": award.issued_on,
        "received_on": received_on,
        "result": "accepted" if award.final_amount == award.amount else "accepted_with_reduction",
        "awarded": award.amount,
        "paid": award.held - award.remitted,
        "planned": award.planned_expenditure,
        "proven": award.proven,
        "final": award.final_amount,
        "repay": award.to_repay,
        "remaining": award.to_pay,
        "steps": calculation(award.reckoning["steps"]),
        "findings": paragraphs(report.findings),
        "retention_until": _retention(award, received_on),
        "signatories": [signature],
    }


def _retention(award: Any, submitted: dt.date) -> dt.date | None:
    """Papers are kept for the programme's years from the proof's submission; such an end never moves."""
    years = award.terms.get("retention_years")
    return years and end(submitted, Length("years", years), "event", shift=False).due
