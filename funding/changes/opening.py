"""How a change request comes into being: somebody of the recipient's begins one."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.changes.models import Change, Kind
from funding.changes.naming import title_of
from funding.people.models import User
from funding.recipient import check_is_recipient
from workflows.engine import open_case
from workflows.inputs import OneWord
from workflows.models import Case
from workflows.refusals import Refused

AnyKind = Annotated[str, OneWord(tuple(Kind.values))]


def open_change(award: Case, *, by: User, key: str | None = None, kind: str) -> Change:
    """A draft below the award. Raises Refused if this person does not act for the recipient or the award has ended."""
    check_is_recipient(award, by)
    if award.finished:
        raise Refused("award_has_ended", _("The award has ended. Nothing of it can be changed any more."))
    return open_case(
        "change",
        by=by,
        dossier=award.dossier,
        title=title_of(award, kind),
        places={},
        calendar=award.calendar,
        parent=award,
        key=key,
        kind=kind,
        facts={"kind": kind},
    )
