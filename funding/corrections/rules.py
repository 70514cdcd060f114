"""Who may confirm a correction, and when."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused, four_eyes
from workflows.step import Step
from workflows.wording import worded


def is_second_person(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise four_eyes()


def still_fits(case: Case, step: Step) -> None:
    """What has happened to the payment since it was proposed may leave nothing to correct."""
    payment = case.parent.payment
    if payment.has_ended:
        raise Refused("nothing_to_correct", _("The payment is settled otherwise by now. Refuse the correction."))
    used = min((until for _amount, until in payment.parts()), default=None)
    if used and case.correction.value_date > used:
        raise Refused(
            "used_before",
            _("The money was used, or came back, on %(day)s, before that day. Refuse the correction."),
            day=worded(used),
        )
