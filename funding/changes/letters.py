"""The change notice (Änderungsbescheid): what becomes different, what stays, and why."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from funding.changes.models import Change, Kind, Result
from funding.changes.promised import promised
from funding.documents.addresses import address, at_home, sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, paragraphs, signature_in, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from funding.financing import Side, items, with_grant
from funding.promises import as_letters_show, binding
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.step import Step
from workflows.wording import worded

TITLE = gettext_lazy("Change notice")
LAST_DIGITS = 4


def file_notice(change: Change, step: Step, *, signed: Event, notice: Case) -> Document:
    """With the notice, which the recipient reads once it is sent; the request they read all the time."""
    with override(LANGUAGE):
        facts = _facts(change, step, signed)
    content = render("change_notice", language=LANGUAGE, facts=facts)
    return file_letter(step, "change_notice", content, title=TITLE, case=notice)


def _facts(change: Change, step: Step, signed: Event) -> dict[str, Any]:
    award, version = change.award, change.award.programme_version
    plan = plan_granted(change) if change.result != Result.REJECT else []
    return {
        **letter_head(step, change.dossier, sender(award.authority)),
        "recipient": address(at_home(change)),
        "project": award.title,
        "programme": version.title,
        "number": change.number,
        "kind": str(change.get_kind_display()),
        "applied_on": change.submitted_at.astimezone(BERLIN).date(),
        "notice_date": award.issued_on,
        "result": change.result,
        "changes": _changes(change) if change.result != Result.REJECT else [],
        "succession": _succession(change) if change.result != Result.REJECT else None,
        "expenditure": items(plan, Side.EXPENDITURE),
        "income": items(plan, Side.INCOME),
        "commitments": _commitments(change) if change.result != Result.REJECT else [],
        "conditions": paragraphs(f"{change.conditions}\n{change.special_conditions}"),
        "reports": [{"title": _("Progress report"), "due_on": day} for day in change.report_dates],
        "resolution": {"body": change.resolved_by, "date": change.resolved_on} if change.resolved_on else None,
        "reasons": paragraphs(change.reasons),
        "legal_basis": [version.legal_reference or version.title],
        "remedy": change.remedy,
        "signatories": [signature_in(signed), signature_now(step)],
    }


def _succession(change: Change) -> dict[str, Any] | None:
    """To whom the award passes, and when."""
    if change.new_recipient is None:
        return None
    return {"old": change.award.recipient.name, "new": change.new_recipient.name, "passes_on": change.passes_on}


def _commitments(change: Change) -> list[dict[str, Any]]:
    """The whole list, where it becomes different."""
    return [] if change.promises is None else as_letters_show(binding(promised(change), {}))


def plan_granted(change: Change) -> list[dict[str, Any]]:
    """The plan asked for; where less was granted, own funds stand in for the rest. Empty where no plan changes."""
    if change.kind == Kind.INCREASE and change.granted_amount < change.amount:
        with override(LANGUAGE):
            return with_grant(change.plan, change.granted_amount)
    return change.plan


def _changes(change: Change) -> list[dict[str, str]]:
    """What was and what will be, each a line."""
    award = change.award
    rows = [
        (_("Grant"), worded(award.amount), change.granted_amount and worded(change.granted_amount)),
        (_("End of the funding period"), _day(award.period_to), _day(change.granted_period_to)),
        (_("Proof of use due on"), _day(award.proof_due_on), _day(change.granted_period_to and change.proof_due_on)),
        (_("Content and goals"), _("as in the notice of award"), change.description),
        (_("Carried out by"), award.executor or _("as in the notice of award"), change.partner),
        (_("Recipient"), _on_envelope(award.recipient), change.new_recipient and _on_envelope(change.new_recipient)),
        (_("Passes to the new recipient on"), "", _day(change.passes_on)),
        (_("Bank account"), masked(award.iban) or _("as named with each request"), masked(change.iban)),
    ]
    return [{"name": name, "before": before, "after": after} for name, before, after in rows if after]


def _on_envelope(organisation: Any) -> str:
    town = f"{organisation.postcode} {organisation.town}".strip()
    return ", ".join(filter(None, (organisation.name, organisation.street, town)))


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def masked(iban: str) -> str:
    """Letters are kept for years and read by many: enough to know the account again."""
    return f"{iban[:2]}** … {iban[-LAST_DIGITS:]}" if iban else ""
