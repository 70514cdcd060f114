"""When the rest of a year may be decided on. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.disbursements.year_end.queries import request_in_hand, undecided
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step


def something_is_left(case: Case, step: Step) -> None:
    """Asked as a request goes back or less of it is approved, and as money of a payment comes back. Not once a
    judgment has granted the whole sum anew."""
    year_end = case.yearend
    settled = year_end.award.finished or year_end.award.final_amount is not None
    if settled or year_end.absorbed_by or not undecided(year_end, without=request_in_hand(step)):
        raise no_result_yet()


def award_is_unsettled(case: Case, step: Step) -> None:
    if case.yearend.award.final_amount is not None:
        raise Refused("award_is_settled", _("The award is settled. Nothing is left to be decided for this year."))
