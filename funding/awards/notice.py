"""The notice of award as a letter, and what every letter of an award has in common."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import override

from funding.documents.addresses import address, sender
from funding.documents.filing import store
from funding.documents.letters import render
from funding.documents.models import Document
from funding.law.queries import UnknownLaw, law
from funding.people.models import User
from funding.regions.models import Organisation
from workflows.calculators.cents import cents, euros
from workflows.models import Dossier
from workflows.step import Step

LANGUAGE = "de"  # the official language (§ 23 VwVfG)


def render_notice(award: dict[str, Any], application: Any, signed_by: Iterable[int], step: Step) -> bytes:
    """`award`: the fields the award will have; `signed_by`: the two who issue it, in the order they signed."""
    with override(LANGUAGE):
        facts = _facts(award, application, step) | _terms(award, application.terms)
    return render("award_notice", language=LANGUAGE, facts=facts | {"signatories": signatories(signed_by, step)})


def _facts(award: dict[str, Any], application: Any, step: Step) -> dict[str, Any]:
    version = award["programme_version"]
    resolution = {"body": application.resolved_by, "date": application.resolved_on}
    return {
        **letter_head(application.dossier, award["authority"], award["recipient"], step),
        "reference": application.file_number or application.dossier.number,
        "project": application.title,
        "programme": version.title,
        "applied_on": application.received_at,
        "applied": application.requested,
        "resolution": resolution if application.resolved_on else None,
        "reasons": [application.reasons],
        "legal_basis": [version.legal_reference or version.title],
        "remedy": {
            "type": application.remedy_type,
            "name": application.remedy_name,
            "street": application.remedy_street,
            "postcode": application.remedy_postcode,
            "city": application.remedy_town,
        },
        "expenditure": _items(application, "expenditure"),
        "income": _items(application, "income"),
    }


def _items(application: Any, side: str) -> list[dict[str, Any]]:
    return [
        {"name": f"{line.get_category_display()}: {line.name} ({line.year})", "amount": line.amount}
        for line in application.plan
        if line.side == side
    ]


def _terms(award: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    """What the notice says and what the programme's general rules set beside it."""
    names = ("funding_kind", "purpose", "period_from", "period_to")
    window, cap = terms.get("draw_window"), terms.get("cap")
    return {
        **{name: award[name] for name in names},
        "awarded": award["amount"],
        "own_share": award["own_share"] or None,
        "cap": cap and Decimal(cap),
        "payments": {
            "window": window and {"unit": next(iter(window)), "count": next(iter(window.values()))},
            "after_final": True,
            "instalments": [],
            "retained": _retained(award["amount"], terms.get("retained_share")),
        },
        "annex": _annex(award),
        "conditions": award["conditions"].split("\n\n") if award["conditions"] else [],
        "forwarding": [],
        "reports": [{"title": _now("Progress report"), "due_on": day} for day in award["report_dates"]],
        "proof": {
            "due_on": award["proof_due_on"],
            "simple": terms.get("simple_proof"),
            "retention_years": terms.get("retention_years"),
        },
        "subsidy_relevant": not award["recipient"].is_municipal,
    }


def _retained(amount: Decimal, share: str | None) -> Decimal | None:
    """What is left when the rest is rounded down to the cent."""
    return amount - euros(floor(cents(amount, "amount") * (1 - Fraction(share)))) if share else None


def _annex(award: dict[str, Any]) -> str | None:
    """The general conditions follow the kind of recipient."""
    rule = "conditions_municipal" if award["recipient"].is_municipal else "conditions_private"
    try:
        return law(award["jurisdiction"], rule, award["issued_on"])
    except UnknownLaw:
        return None


def letter_head(dossier: Dossier, authority: Organisation, recipient: Organisation, step: Step) -> dict[str, Any]:
    return {
        "invented": dossier.invented,
        "made_at": step.now.replace(microsecond=0),
        "date": step.today,
        "reference": dossier.number,
        "sender": sender(authority),
        "recipient": address(recipient),
    }


def signatories(people: Iterable[int], step: Step) -> list[dict[str, Any]]:
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    return [{"name": names[person], "function": "", "signed_on": step.today} for person in people]


def file_letter(case_id: int, kind: str, title: str, content: bytes, step: Step, *, event_seq: int) -> Document:
    return store(
        case_id,
        kind=kind,
        title=title,
        content=content,
        media_type="application/pdf",
        by=step.actor,
        at=step.now,
        source="letter",
        language=LANGUAGE,
        event_seq=event_seq,
    )
