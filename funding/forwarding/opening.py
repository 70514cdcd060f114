"""How a forwarding comes into being: the recipient names a final recipient for a part of the grant."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.documents.correspondence import LANGUAGE
from funding.forwarding.models import Forwarding
from funding.forwarding.rules import VV
from funding.people.models import User
from funding.recipient import check_is_recipient
from funding.regions.models import Organisation
from funding.roles import FINAL_RECIPIENT
from workflows.engine import open_case
from workflows.inputs import Number
from workflows.models import Case, Desk
from workflows.refusals import BadInput, Refused


def which_final_recipient(*, final_recipient: Number) -> None:
    """One forwarding is for one final recipient from its beginning."""


def open_forwarding(award: Case, *, by: User, final_recipient: int, key: str | None = None) -> Forwarding:
    """A draft below the award, whose provisions it takes over. Raises Refused if this person does not act for the
    recipient, the award has ended, or neither programme nor award lets anything be forwarded."""
    check_is_recipient(award, by)
    _check_may_be_forwarded(award)
    granted = award.award
    found = Organisation.objects.filter(~Q(pk=granted.recipient_id), pk=final_recipient).first()
    if found is None:
        raise BadInput("final_recipient", _("Choose from the list."))
    if not _is_named(found, granted):
        raise BadInput(
            "final_recipient",
            _("The notice permits forwarding to “%(name)s” only. For another, ask for a change of the partner first."),
            name=granted.forwarding_to,
        )
    Desk.objects.get_or_create(role=FINAL_RECIPIENT.key, place=found.place)
    with override(LANGUAGE):
        title = f"{gettext('Forwarding')} ({found.name[:60]}): {award.title[:120]}"
    return open_case(
        "forwarding",
        by=by,
        dossier=award.dossier,
        title=title,
        places={FINAL_RECIPIENT.at: found.place},
        calendar=award.calendar,
        parent=award,
        key=key,
        final_recipient=found,
        purpose=granted.purpose,
        conditions=granted.conditions,
    )


def _is_named(found: Organisation, award: Any) -> bool:
    """As the notice has it: by the organisation, whatever it is called by now; by name where none was known then."""
    return (
        found.name == award.forwarding_to if award.final_recipient_id is None else found.pk == award.final_recipient_id
    )


def _check_may_be_forwarded(award: Case) -> None:
    if award.finished:
        raise Refused("award_has_ended", _("The award has ended. Nothing more can be forwarded."))
    if not award.terms.get("forwarding"):
        raise Refused("programme_is_silent", _("The programme does not provide for forwarding."), VV)
    if not award.award.forwarding_to:
        raise Refused(
            "award_names_nobody",
            _("The notice permits forwarding to nobody. Ask for a change of the partner first."),
            VV,
        )
