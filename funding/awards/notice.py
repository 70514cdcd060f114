"""The notice of award as a letter."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import address, sender
from funding.documents.correspondence import LANGUAGE, letter_head, paragraphs
from funding.documents.letters import render
from funding.law.queries import UnknownLaw, general_conditions
from funding.programmes.days import interim_days
from funding.promises import as_letters_show, binding
from funding.regions.models import Organisation
from workflows.calculators.cents import cents, euros
from workflows.clock import BERLIN
from workflows.step import Step

TITLE = _("Notice of award")


def render_notice(
    award: dict[str, Any], application: Any, ruling: Any, signatories: list[dict[str, Any]], step: Step
) -> bytes:
    """`award`: the fields the award will have; `signatories`: the two who issue it, in the order they signed."""
    with override(LANGUAGE):
        facts = _facts(award, application, ruling, step) | _terms(award, application.terms)
        facts["reports"] += _interim_proofs(award, application.terms, step)
    return render("award_notice", language=LANGUAGE, facts=facts | {"signatories": signatories})


def _facts(award: dict[str, Any], application: Any, ruling: Any, step: Step) -> dict[str, Any]:
    version = award["programme_version"]
    return {
        **letter_head(step, application.dossier, sender(award["authority"])),
        "recipient": address(award["recipient"]),
        "reference": application.file_number,
        "project": application.title,
        "programme": version.title,
        "applied_on": application.received_at.astimezone(BERLIN).date(),
        "applied": application.requested,
        "resolution": application.resolved,
        "reasons": paragraphs(ruling.reasons),
        "legal_basis": [version.legal_reference or version.title],
        "remedy": ruling.remedy,
        "expenditure": _items(application, "expenditure"),
        "income": _items(application, "income"),
        "commitments": as_letters_show(binding(application.commitments, application.agreements)),
    }


def _items(application: Any, side: str) -> list[dict[str, Any]]:
    return [
        {"name": f"{line.get_category_display()}: {line.name} ({line.year})", "amount": line.amount}
        for line in application.plan
        if line.side == side
    ]


def _terms(award: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    """What the notice sets, and beside it what the programme's general rules do."""
    cap = terms.get("cap")
    return {
        **{name: award[name] for name in ("funding_kind", "purpose", "period_from", "period_to")},
        "awarded": award["amount"],
        "own_share": award["own_share"] or None,
        "cap": cap and Decimal(cap),
        "payments": _payments(award["amount"], terms),
        "annex": _annex(award, award["recipient"]),
        "conditions": paragraphs(award["conditions"]),
        "forwarding": _forwarding(award),
        "reports": [{"title": str(_("Progress report")), "due_on": day} for day in award["report_dates"]],
        "proof": {
            "due_on": award["proof_due_on"],
            "simple": terms.get("simple_proof"),
            "retention_years": terms.get("retention_years"),
        },
        "subsidy_relevant": not award["recipient"].is_municipal,
    }


def _interim_proofs(award: dict[str, Any], terms: dict[str, Any], step: Step) -> list[dict[str, Any]]:
    calendar = step.facts_for_timing().working_days
    ends = interim_days(terms, award["period_from"], award["period_to"], calendar)
    return [
        {"title": gettext("Interim proof %(year)s") % {"year": end.year}, "due_on": counted.due}
        for end, counted in ends
    ]


def _payments(amount: Decimal, terms: dict[str, Any]) -> dict[str, Any]:
    """Kept back is what is left when the rest has been rounded down to the cent."""
    unit, count = next(iter((terms.get("draw_window") or {}).items()), (None, None))
    share = terms.get("retained_share")
    return {
        "window": unit and {"unit": unit, "count": count},
        "after_final": True,
        "instalments": [],
        "retained": amount - euros(floor(cents(amount, "amount") * (1 - Fraction(share)))) if share else None,
    }


def _forwarding(award: dict[str, Any]) -> list[dict[str, Any]]:
    """To whom parts of the grant may be forwarded, of which at most it all, and which general conditions go with it."""
    if not (name := award["forwarding_to"]):
        return []
    found = award["final_recipient"]
    return [{"name": name, "amount": award["amount"], "annex": found and _annex(award, found)}]


def _annex(award: dict[str, Any], recipient: Organisation) -> str | None:
    """The general conditions follow the kind of recipient."""
    municipal = recipient.is_municipal
    try:
        return general_conditions(award["jurisdiction"], award["issued_on"], municipal=municipal)
    except UnknownLaw:
        return None
