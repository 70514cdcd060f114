"""The recipient's report as a paper, first as a form to fill in, then as it was signed; and what the authority asks
for when something is missing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import address, sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, paragraphs, signature_in, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from funding.financing import Category, Side, planned
from funding.money import NOTHING
from funding.reports.models import Kind, Report
from funding.reports.queries import paid_within
from funding.reports.states import M
from workflows.clock import BERLIN
from workflows.step import Step

LETTER = {Kind.PROGRESS: "progress_report", Kind.INTERIM: "interim_proof", Kind.PROOF: "proof_of_use"}
TITLES = {
    "progress_report": _("Progress report"),
    "interim_proof": _("Interim proof"),
    "proof_of_use": _("Proof of use"),
}
REQUEST = _("Request for missing items")
EXTENSION = _("Extension of the period")
OWN, OTHER, GRANT = _("Own funds"), _("Other income"), _("Grant")


def file_form(report: Report, step: Step) -> Document:
    """With everything the case knows, and lines for the rest."""
    return _file_report(report, step, text=[], attached=[], signatories=[])


def file_signed(report: Report, step: Step) -> Document:
    """The report as it is handed in."""
    released = report.events.filter(move=M.RELEASE_INTERNALLY).select_related("actor").latest("seq")
    uploads = report.documents.filter(source=Document.Source.UPLOAD).order_by("id")
    newest = {(each.kind, each.title): each for each in uploads}
    attached = [{"title": each.title, "version": each.version, "sha256": each.content_id} for each in newest.values()]
    return _file_report(
        report,
        step,
        text=[*(paragraphs(report.progress) or ["–"]), *_hours(report)],
        attached=attached,
        signatories=[signature_in(released), signature_now(step)],
    )


def _hours(report: Report) -> list[str]:
    if report.hours is None:
        return []
    with override(LANGUAGE):
        sentence = gettext("Hours worked: %(hours)s, of these on other topics: %(elsewhere)s.")
    return [sentence % {"hours": report.hours, "elsewhere": report.hours_elsewhere}]


def _file_report(report: Report, step: Step, **written: Any) -> Document:
    award, letter = report.award, LETTER[Kind(report.kind)]
    facts = {
        **letter_head(step, report.dossier, sender(award.recipient)),
        "recipient": address(award.authority),
        **_about(award),
        "notice_date": award.issued_on,
        "purpose": award.purpose,
        "covers_from": report.covers_from,
        "covers_to": report.covers_to,
        "due_on": report.due_on,
        **written,
    }
    with override(LANGUAGE):
        filled = bool(written["text"])
        more = _progress(report) if report.kind == Kind.PROGRESS else _figures(report, award, filled=filled)
    return _file(step, letter, TITLES[letter], {**facts, **more})


def _about(award: Any) -> dict[str, Any]:
    return {"project": award.title, "programme": award.programme_version.title}


def _progress(report: Report) -> dict[str, Any]:
    return {"nothing": report.nothing_to_report}


def _figures(report: Report, award: Any, *, filled: bool) -> dict[str, Any]:
    """Plan and actual by item, of an interim proof those of its year; a plan nobody has entered has one line, what was
    recognised as eligible."""
    interim = report.kind == Kind.INTERIM
    tolerance = None if interim else award.terms.get("shift_tolerance")
    paid = paid_within(report) if interim else award.kept
    return {
        "year": report.covers_to.year if interim else None,
        "awarded": award.amount,
        "paid": paid,
        "expenditure": list(_expenditure(report, award, tolerance, filled=filled)),
        "income": _income(report, award, paid, filled=filled),
        "tolerance": tolerance,
        "simple": bool(award.terms.get("simple_proof")),
    }


def _expenditure(report: Report, award: Any, tolerance: str | None, *, filled: bool) -> Iterable[dict[str, Any]]:
    plan = _by_name(line for line in report.plan_covered() if line["side"] == Side.EXPENDITURE)
    if not award.plan:
        plan = {str(_("Eligible expenditure")): award.planned_expenditure}
    spent = {line["item"]: Decimal(line["amount"]) for line in report.expenditure} if filled else {}
    for name in [*plan, *(item for item in spent if item not in plan)]:
        most = Fraction(plan.get(name, NOTHING)) * (1 + Fraction(tolerance or 0))
        actual = spent.get(name, NOTHING) if filled else None
        above = tolerance is not None and actual is not None and Fraction(actual) > most
        yield _compared(name, plan.get(name, NOTHING), actual, above=above)


def _by_name(lines: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    """The years of one item together, in the order of the plan."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line["name"]] = sums.get(line["name"], NOTHING) + Decimal(line["amount"])
    return sums


def _income(report: Report, award: Any, paid: Decimal, *, filled: bool) -> list[dict[str, Any]]:
    plan, grant, other = report.plan_covered(), award.amount, award.planned_other_income
    if report.kind == Kind.INTERIM:
        grant = planned(plan, Side.INCOME, Category.GRANT)
        other = planned(plan, Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY)
    rows = (
        (OWN, planned(plan, Side.INCOME, Category.OWN), report.spent - paid - report.other_income),
        (OTHER, other, report.other_income),
        (GRANT, grant, paid),
    )
    return [_compared(str(name), plan, actual if filled else None) for name, plan, actual in rows]


def _compared(name: str, plan: Decimal, actual: Decimal | None, *, above: bool = False) -> dict[str, Any]:
    apart = None if actual is None else actual - plan
    return {"name": name, "planned": plan, "actual": actual, "apart": apart, "above": above}


def file_request(report: Report, step: Step, *, items: str, until: dt.date, before: dt.date | None = None) -> Document:
    """What is missing and by when; with `before`, that the period is longer now."""
    award = report.award
    facts = {
        **letter_head(step, report.dossier, sender(award.authority)),
        "recipient": address(award.recipient),
        **_about(award),
        "about": report.kind,
        "received_on": report.submitted_at.astimezone(BERLIN).date(),
        "items": paragraphs(items),
        "until": until,
        "before": before,
        "steps": [],
        "signatories": [signature_now(step)],
    }
    return _file(step, "items_request", EXTENSION if before else REQUEST, facts)


def _file(step: Step, kind: str, title: Any, facts: Mapping[str, Any]) -> Document:
    return file_letter(step, kind, render(kind, language=LANGUAGE, facts=facts), title=title)
