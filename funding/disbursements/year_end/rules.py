"""When the rest of a year may be decided on. Each refuses with the reason."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step

CONFIRMED = ("correction", "confirmed")


def payment_crossed_its_end(case: Case, step: Step) -> None:
    """By a value date that was corrected in this transaction from one side of the year's end to the other."""
    last = dt.date(case.yearend.year, 12, 31)
    confirmed = [each.correction for each in step.work.chain if (each.lifecycle, each.state) == CONFIRMED]
    if not any((each.noted_date <= last) != (each.value_date <= last) for each in confirmed):
        raise no_result_yet()


def award_is_unsettled(case: Case, step: Step) -> None:
    if case.yearend.award.final_amount is not None:
        raise Refused("award_is_settled", _("The award is settled. Nothing is left to be decided for this year."))
