"""How a disbursement comes into being: somebody of the recipient's begins a request."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.naming import title_of
from funding.people.models import User
from funding.roles import APPLICANT, SIGNATORY
from workflows import clock, survey
from workflows.engine import open_case
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import NotFound, Refused, not_yours


def open_disbursement(award: Case, *, by: User, key: str | None = None, **fields: Any) -> Disbursement:
    """A draft below the award. Raises Refused if this person does not act for the recipient or the award has ended."""
    _check_who(award, by)
    if award.finished:
        raise Refused("award_has_ended", _("The award has ended. Nothing more can be called for."))
    return open_case(
        "disbursement",
        by=by,
        dossier=award.dossier,
        title=title_of(award),
        places={},
        calendar=award.calendar,
        parent=award,
        key=key,
        **fields,
    )


def _check_who(award: Case, by: User) -> None:
    today = clock.today()
    for role in (APPLICANT, SIGNATORY):
        desks = survey.holders(today, role=role.key, place=award.places.get(role.at))
        if by.pk in {person for desk in desks for person, _rank in desk.holders}:
            return
    if not may_read(award, by.pk, today):
        raise NotFound
    raise not_yours(f"{APPLICANT.label}, {SIGNATORY.label}")
