"""The letters of a reclaim: the hearing, the notice of revocation and reclaim, the interest."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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
from funding.documents.models import Document
from funding.law.models import FEDERAL
from funding.notices.dates import known_law
from funding.notices.taking_back import anew
from funding.reclaims.grounds import GROUNDS
from funding.reclaims.models import Reach, Reclaim
from funding.regions.models import Organisation
from workflows.models import Case, Event
from workflows.step import Step
from workflows.timing import last_day

TITLES = {
    "hearing": _("Hearing before a revocation"),
    "reclaim_notice": _("Notice of revocation and reclaim"),
    "interest_notice": _("Notice of interest"),
}


def render_hearing(award: Any, fields: Mapping[str, Any], step: Step, whom: Organisation) -> bytes:
    facts = {
        **_about(award, step, whom),
        **_intended(fields),
        "allegations": paragraphs(fields["allegations"]),
        "answer_by": last_day(fields["answer_by"], step.facts_for_timing()),
        "signatories": [signature_now(step)],
    }
    return render("hearing", language=LANGUAGE, facts=facts)


def file_notice(reclaim: Reclaim, step: Step, *, signed: Event, notice: Case) -> Document:
    """With the notice, which the recipient reads once it is sent; the reclaim they read from the hearing on."""
    award = reclaim.award
    fields = {name: getattr(reclaim, name) for name in ("ground", "extent", "reach", "ineffective_from")}
    fields["amount"] = reclaim.drafted
    facts = {
        **_about(award, step, at_home(step.case)),
        **_intended(fields),
        "pay_by": reclaim.pay_by,
        "reclaimed": reclaim.reclaimed_of(reclaim.drafted),
        "margin": str(known_law(FEDERAL, "interest_margin", step.today)),
        "answered": bool(reclaim.answer),
        "reasons": paragraphs(reclaim.reasons),
        "remedy": reclaim.remedy,
        "signatories": [signature_in(signed), signature_now(step)],
    }
    content = render("reclaim_notice", language=LANGUAGE, facts=facts)
    return _file(step, "reclaim_notice", content, case=notice)


def file_interest(reclaim: Reclaim, step: Step, *, noted: Event, notice: Case) -> Document:
    """With its notice, which the recipient reads once it is sent."""
    settled = reclaim.interest_received + reclaim.interest_waived + reclaim.to_refund
    facts = {
        **_about(reclaim.award, step, at_home(step.case)),
        "notice_of": reclaim.issued_on,
        "reclaimed": reclaim.received,
        "interest": reclaim.interest,
        "steps": calculation(reclaim.interest_steps),
        "pay_by": reclaim.pay_by,
        "anew": anew(step.case, paid=settled, interest=reclaim.interest),
        "remedy": reclaim.remedy,
        "signatories": [signature_in(noted), signature_now(step)],
    }
    return _file(step, "interest_notice", render("interest_notice", language=LANGUAGE, facts=facts), case=notice)


def _about(award: Any, step: Step, whom: Organisation) -> dict[str, Any]:
    return {
        **letter_head(step, award.dossier, sender(award.authority)),
        "recipient": address(whom),
        "project": award.title,
        "programme": award.programme_version.title,
        "notice_date": award.issued_on,
    }


def _intended(fields: Mapping[str, Any]) -> dict[str, Any]:
    ground = GROUNDS[fields["ground"]]
    with override(LANGUAGE):
        because, basis = str(ground.label), str(ground.basis)
    return {
        "act": ground.act,
        "ground": because,
        "basis": basis,
        "extent": fields["extent"],
        "past": fields["reach"] == Reach.EX_TUNC,
        "amount": fields["amount"],
        "ineffective_from": fields["ineffective_from"],
    }


def _file(step: Step, kind: str, content: bytes, *, case: Case) -> Document:
    document = file_letter(step, kind, content, title=TITLES[kind], case=case)
    step.record(document=document.pk, sha256=document.content_id)
    return document
