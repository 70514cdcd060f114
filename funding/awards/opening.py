"""How an award comes into being: the authority issues the notice by which an application is granted."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from funding.awards.models import Award
from funding.awards.notice import TITLE, render_notice
from funding.documents.correspondence import LANGUAGE, file_letter, signature_in, signature_now
from workflows.models import Event
from workflows.step import Step


def issue(step: Step, application: Any, *, prepared_by: Iterable[int]) -> Award:
    """The award below the application, with the notice on file and its fingerprint in the first event.

    `step` is that of the second signature; the first is the move that its table names under "four eyes".
    `prepared_by`: who assessed the application or wrote the notice.
    """
    first = _first_signature(step)
    fields = _fields(step, application)
    content = render_notice(fields, application, [signature_in(first), signature_now(step)], step)
    award = step.open(
        "award",
        title=application.title,
        places={"authority": application.authority.place, "applicant": application.applicant.place},
        calendar=application.authority.calendar,
        facts={
            **{name: fields[name] for name in ("amount", "period_from", "period_to", "proof_due_on")},
            "signed_by": [first.actor_id, step.actor],
            "prepared_by": sorted(prepared_by),
            "sha256": hashlib.sha256(content).hexdigest(),
        },
        **fields,
    )
    file_letter(step, "award_notice", content, title=TITLE, case=award)
    return award


def _first_signature(step: Step) -> Event:
    signed = step.case.events.filter(move__in=step.row.four_eyes).select_related("actor")
    return signed.latest("seq")


def _fields(step: Step, application: Any) -> dict[str, Any]:
    """What the notice says, as the award keeps it."""
    return {
        "programme_version": application.programme_version,
        "authority": application.authority,
        "recipient": application.applicant,
        "jurisdiction": application.authority.state,
        "funding_kind": application.funding_kind,
        "granted": application.awarded,
        "amount": application.awarded,
        "own_share": application.own_share,
        "planned_expenditure": application.eligible,
        "planned_other_income": application.planned("income", "public", "third_party"),
        "plan": application.written_plan(),
        "executor": application.executor,
        "purpose": "\n\n".join(filter(None, (application.description, application.goals))),
        "conditions": "\n".join(filter(None, _conditions(application))),
        "period_from": application.award_from,
        "period_to": application.award_to,
        "report_dates": application.report_dates,
        "proof_due_on": application.proof_due_on,
        "proof_steps": application.proof_steps,
        "draw_by": application.draw_by,
        "issued_on": step.today,
    }


def _conditions(application: Any) -> Iterator[str]:
    yield application.conditions
    yield application.special_conditions
    if application.draw_by:
        with override(LANGUAGE):
            text = gettext("The notice becomes ineffective if no money is called for by %(day)s.")
            yield text % {"day": date_format(application.draw_by)}
