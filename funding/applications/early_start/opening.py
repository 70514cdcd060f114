"""How a request for an early start comes into being: somebody who signs for the applicant begins it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from funding.applications.early_start.models import EarlyStart
from funding.documents.correspondence import LANGUAGE
from funding.people.models import User
from funding.recipient import check_is_recipient
from funding.roles import SIGNATORY
from workflows.engine import open_case
from workflows.models import Case
from workflows.refusals import Refused


def open_early_start(application: Case, *, by: User, key: str | None = None) -> EarlyStart:
    """A draft below the application. Raises Refused before the application has been received, or after its end."""
    check_is_recipient(application, by, (SIGNATORY,))
    if application.finished or application.application.received_at is None:
        raise Refused("not_with_authority", gettext_lazy("An early start is asked for once the application is in."))
    with override(LANGUAGE):
        title = f"{_('Early start')}: {application.title[:150]}"
    return open_case(
        "early_start",
        by=by,
        dossier=application.dossier,
        title=title,
        places={},
        calendar=application.calendar,
        parent=application,
        key=key,
    )
