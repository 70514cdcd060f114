"""How an award comes into being: the authority issues the notice an application was granted by."""

import hashlib
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.awards.models import Award
from funding.awards.notice import file_letter, render_notice
from workflows.refusals import Refused
from workflows.step import Step

MUST_BE_SET = ("awarded", "award_from", "award_to", "proof_due_on", "reasons", "remedy_type")


def issue(step: Step, application: Any) -> Award:
    """The award below the application, with its signed notice on file. `step` is that of the second signature; who
    signed first stands in the move's "four eyes". Raises Refused if the notice leaves something open."""
    _refuse_gaps(application)
    first = [person for person in step.look.signed.values() if person]
    signed_by = [*dict.fromkeys([*first, step.actor])]
    fields = _fields(step, application)
    content = render_notice(fields, application, signed_by, step)
    award = step.open(
        "award",
        title=application.title,
        places={"authority": application.authority.place, "applicant": application.applicant.place},
        calendar=application.authority.calendar,
        facts={
            "amount": fields["amount"],
            "period_from": fields["period_from"],
            "period_to": fields["period_to"],
            "proof_due_on": fields["proof_due_on"],
            "signed_by": signed_by,
            "sha256": hashlib.sha256(content).hexdigest(),
        },
        **fields,
    )
    file_letter(award.pk, "award_notice", application.title, content, step, event_seq=award.seq)
    step.share(award, application.readers)
    return award


def _refuse_gaps(application: Any) -> None:
    names = [name for name in MUST_BE_SET if not getattr(application, name)]
    if names:
        missing = ", ".join(str(application._meta.get_field(name).verbose_name) for name in names)
        raise Refused("notice_incomplete", _("The notice does not say yet: %(missing)s."), missing=missing)


def _fields(step: Step, application: Any) -> dict[str, Any]:
    """What the notice says, as the award keeps it."""
    conditions = "\n\n".join(filter(None, (application.conditions, application.special_conditions)))
    return {
        "programme_version": application.programme_version,
        "authority": application.authority,
        "recipient": application.applicant,
        "jurisdiction": application.authority.state,
        "funding_kind": application.funding_kind,
        "amount": application.awarded,
        "own_share": application.own_share,
        "planned_expenditure": application.planned("expenditure"),
        "planned_other_income": application.planned("income", "public", "third_party"),
        "purpose": application.description,
        "conditions": conditions,
        "period_from": application.award_from,
        "period_to": application.award_to,
        "report_dates": application.report_dates,
        "proof_due_on": application.proof_due_on,
        "issued_on": step.today,
    }
