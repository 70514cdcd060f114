"""What the proof of use makes of the grant, and the letter that says so."""

import datetime as dt
from typing import Any

from django.utils.translation import override

from funding.awards.notice import LANGUAGE, file_letter, letter_head, signatories
from funding.documents.letters import render
from funding.money import Settlement
from funding.reports.queries import report_of, settlement_of
from workflows.calculators.deadline import end
from workflows.calculators.values import Length
from workflows.step import Step
from workflows.survey import BERLIN
from workflows.wording import render_steps


def settle_award(award: Any, step: Step) -> None:
    """`step.child` is the proof of use just checked."""
    report, checked = report_of(step.child), step.work.last_event_of(step.child)
    settled = settlement_of(report)
    award.proven, award.final_amount = report.proven, settled.final
    award.settlement = [each.to_json() for each in settled.steps]
    award.checked_by_id = checked.actor_id
    award.save(update_fields=["proven", "final_amount", "settlement", "checked_by"])
    step.record(final=settled.final, repay=settled.repay, remaining=settled.remaining, checked_by=checked.actor_id)
    content = render("proof_result", language=LANGUAGE, facts=_facts(award, report, settled, step))
    document = file_letter(award.pk, "proof_result", award.title, content, step, event_seq=step.case.seq + 1)
    step.record(document=document.pk, sha256=document.content_id)


def _facts(award: Any, report: Any, settled: Settlement, step: Step) -> dict[str, Any]:
    with override(LANGUAGE):
        steps = render_steps(settled.steps)
    return {
        **letter_head(award.dossier, award.authority, award.recipient, step),
        "project": award.title,
        "programme": award.programme_version.title,
        "notice_date": award.issued_on,
        "received_on": report.submitted_at.astimezone(BERLIN).date(),
        "result": "accepted" if settled.final == award.amount else "accepted_with_reduction",
        "awarded": award.amount,
        "paid": award.kept,
        "planned": award.planned_expenditure,
        "proven": award.proven,
        "final": settled.final,
        "repay": settled.repay,
        "remaining": settled.remaining,
        "steps": steps,
        "findings": [report.findings] if report.findings else [],
        "retention_until": _retention(award, report.submitted_at.astimezone(BERLIN).date()),
        "signatories": signatories([award.checked_by_id], step),
    }


def _retention(award: Any, submitted: dt.date) -> dt.date | None:
    """Papers are kept for the programme's years from the proof's submission; such an end never moves."""
    years = award.terms.get("retention_years")
    return years and end(submitted, Length("years", years), "event", shift=False).due
