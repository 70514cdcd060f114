"""How an award comes into being: the authority issues the notice by which an application is granted."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from funding.awards.models import Award
from funding.awards.notice import TITLE, render_notice
from funding.documents.correspondence import LANGUAGE, file_letter, signature_in, signature_now
from funding.documents.filing import store
from funding.documents.models import Document
from funding.money import NOTHING
from funding.notices.opening import open_notice
from funding.regions.models import organisation_named
from workflows.models import Event
from workflows.step import NO_MOVE, Step
from workflows.timing import last_day


def issue(step: Step, application: Any, ruling: Any, *, prepared_by: Iterable[int]) -> Award:
    """The award below the application, with the notice on file and its fingerprint in the first event.

    `ruling`: the notice as it was written, a case below the application, too. `step` is that of the second signature;
    the first is the move that its table names under "four eyes". `prepared_by`: who assessed the application or wrote
    the notice.
    """
    first = _first_signature(step)
    fields = _fields(step, application, ruling)
    content = render_notice(fields, application, ruling, [signature_in(first), signature_now(step)], step)
    award = _open(step, application, fields, content, prepared_by=sorted(prepared_by))
    file_letter(step, "award_notice", content, title=TITLE, case=award)
    return award


def take_over(
    step: Step,
    application: Any,
    ruling: Any,
    notice: Document,
    *,
    issued_on: dt.date,
    payments: list[tuple[Decimal, dt.date]],
    prepared_by: Iterable[int],
) -> Award:
    """As `issue`, of a notice that was issued elsewhere on this day, with what was paid on it by value date."""
    paid = sum((amount for amount, _day in payments), NOTHING)
    fields = _fields(step, application, ruling) | {"issued_on": issued_on, "paid": paid}
    content = bytes(notice.content.content)
    award = _open(step, application, fields, content, prepared_by=sorted(prepared_by), taken_over=True, paid=paid)
    store(
        award.pk,
        kind="award_notice",
        title=notice.title,
        content=content,
        media_type=notice.media_type,
        by=step.actor,
        at=step.now,
        source="upload",
        event_seq=award.seq,
    )
    for number, (amount, value_date) in enumerate(payments, start=1):
        _pay_elsewhere(step, award, number, amount, value_date)
    return award


def _pay_elsewhere(step: Step, award: Award, number: int, amount: Decimal, value_date: dt.date) -> None:
    """A payment of its own below the award; nobody here has called for it, certified or ordered it."""
    facts = {"number": number, "amount": amount, "approved_amount": amount, "value_date": value_date}
    facts["payee_id"] = award.recipient_id
    paid = step.work.open("disbursement", by=step.actor, parent=award, title=award.title, now=step.now, **facts)
    step.work.make(paid, "take_over", None, {})


def _open(step: Step, application: Any, fields: dict[str, Any], notice: bytes, **facts: Any) -> Award:
    award = step.work.open(
        "award",
        by=step.actor,
        parent=step.work.above(step.case),
        now=step.now,
        title=application.title,
        places={"authority": application.authority.place, "applicant": application.applicant.place},
        calendar=application.authority.working_days,
        readers=[application.authority.place],
        facts={
            **{name: fields[name] for name in ("amount", "period_from", "period_to", "proof_due_on")},
            "signed_by": [_first_signature(step).actor_id, step.actor],
            "sha256": hashlib.sha256(notice).hexdigest(),
            **facts,
        },
        **fields,
    )
    below = Step(step.work, award, NO_MOVE, step.actor, step.work.look(award))
    open_notice(below, award.authority, award.title, issued_on=award.issued_on)
    return award


def _first_signature(step: Step) -> Event:
    signed = step.case.events.filter(move__in=step.row.four_eyes).select_related("actor")
    return signed.latest("seq")


def _fields(step: Step, application: Any, ruling: Any) -> dict[str, Any]:
    """What the notice says, as the award keeps it."""
    examined = application.examined
    forwarding_to = application.executor if application.terms.get("forwarding") else ""
    return {
        "programme_version": application.programme_version,
        "authority": application.authority,
        "recipient": application.applicant,
        "jurisdiction": application.authority.state,
        "funding_kind": examined.funding_kind,
        "granted": ruling.awarded,
        "amount": ruling.awarded,
        "own_share": examined.own_share,
        "planned_expenditure": examined.eligible,
        "planned_other_income": application.planned("income", "public", "third_party"),
        "plan": application.written_plan(),
        "executor": application.executor,
        "forwarding_to": forwarding_to,
        "final_recipient": organisation_named(forwarding_to, application.authority.state),
        "purpose": "\n\n".join(filter(None, (application.description, application.goals))),
        "conditions": "\n".join(filter(None, _conditions(step, application, ruling))),
        "period_from": ruling.award_from,
        "period_to": ruling.award_to,
        "report_dates": ruling.report_dates,
        "proof_due_on": ruling.proof_due_on,
        "proof_steps": ruling.proof_steps,
        "draw_by": ruling.draw_by,
        "issued_on": step.today,
    }


def _conditions(step: Step, application: Any, ruling: Any) -> Iterator[str]:
    yield application.approved.conditions
    yield ruling.special_conditions
    if ruling.draw_by:
        with override(LANGUAGE):
            text = gettext("The notice becomes ineffective if no money is called for by %(day)s.")
            yield text % {"day": date_format(last_day(ruling.draw_by, step.facts_for_timing()))}
