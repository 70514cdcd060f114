"""When a notice falls without a remedy. Refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def was_taken_back(case: Case, step: Step) -> None:
    if case.notice.taken_back_on is None:
        raise Refused("not_taken_back", _("The notice has not been taken back."))
