"""How a disbursement comes into being: somebody of the recipient's begins a request."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.naming import title_of
from funding.people.models import User
from funding.recipient import check_is_recipient
from workflows.engine import open_case
from workflows.models import Case
from workflows.refusals import Refused


def open_disbursement(award: Case, *, by: User, key: str | None = None, **fields: Any) -> Disbursement:
    """A draft below the award. Raises Refused if this person does not act for the recipient or the award has ended."""
    check_is_recipient(award, by)
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
        **{"iban": award.award.iban, "payee_id": award.award.recipient_id, **fields},
    )
