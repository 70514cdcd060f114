"""When the rest of a year may be decided on. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def award_is_unsettled(case: Case, step: Step) -> None:
    if case.yearend.award.final_amount is not None:
        raise Refused("award_is_settled", _("The award is settled. Nothing is left to be decided for this year."))
