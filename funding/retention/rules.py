"""What stands in the way of ending a file: a period that runs, a case that goes on."""

from django.utils.translation import gettext_lazy as _

from funding.retention.queries import goes_on, retention_of
from workflows.models import Case
from workflows.refusals import Refused, file_goes_on
from workflows.step import Step


def period_is_over(case: Case, step: Step) -> None:
    """The last day still counts, working day or not."""
    until = retention_of(case).kept_until
    if step.today <= until:
        text = _("The file is kept until %(day)s.")
        raise Refused("still_kept", text, day=until.isoformat())


def no_case_goes_on(case: Case, step: Step) -> None:
    if goes_on(case.dossier_id):
        raise file_goes_on()


def a_case_goes_on(case: Case, step: Step) -> None:
    if not goes_on(case.dossier_id):
        raise Refused("file_has_ended", _("All cases of this file have ended."))
