"""The notice of interest on money used late, § 49a (4) VwVfG."""

from funding.disbursements.late_use.models import LateUse
from funding.documents.addresses import address, at_home, sender
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
from funding.notices.taking_back import anew
from workflows.models import Case, Event
from workflows.step import Step


def file_notice(late: LateUse, step: Step, *, signed: Event, notice: Case) -> None:
    """With the notice, which the recipient reads once it is sent; the case above they read from the hearing on."""
    award = late.award
    facts = {
        **letter_head(step, award.dossier, sender(award.authority)),
        "recipient": address(at_home(late)),
        "project": award.title,
        "programme": award.programme_version.title,
        "notice_date": award.issued_on,
        "paid_on": late.paid_on,
        "use_until": late.use_until,
        "amount": late.amount,
        "interest": late.interest,
        "steps": calculation(late.interest_steps),
        "reasons": paragraphs(late.reasons),
        "pay_by": late.pay_by,
        "anew": anew(late, paid=late.received + late.surplus, interest=late.interest),
        "remedy": late.remedy,
        "signatories": [signature_in(signed), signature_now(step)],
    }
    content = render("late_use_notice", language=LANGUAGE, facts=facts)
    document = file_letter(step, "late_use_notice", content, title=late.title, case=notice)
    step.record(document=document.pk, sha256=document.content_id)
