"""How a notification comes into being: somebody of the recipient's begins one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from funding.changes.notification.models import Notification
from funding.documents.correspondence import LANGUAGE
from funding.people.models import User
from funding.recipient import check_is_recipient
from workflows.engine import open_case
from workflows.models import Case
from workflows.refusals import Refused


def open_notification(award: Case, *, by: User, key: str | None = None) -> Notification:
    """A draft below the award. Raises Refused if this person does not act for the recipient or the award has ended."""
    check_is_recipient(award, by)
    if award.finished:
        raise Refused("award_has_ended", gettext_lazy("The award has ended. Write to the authority instead."))
    with override(LANGUAGE):
        title = f"{_('Notification')}: {award.title[:150]}"
    return open_case(
        "notification",
        by=by,
        dossier=award.dossier,
        title=title,
        places={},
        calendar=award.calendar,
        parent=award,
        key=key,
    )
