"""When the use of a payment, its return or another value date may be noted. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.disbursements.payments.queries import paid, payment_of
from funding.disbursements.rules import NOTICE
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def award_is_unsettled(case: Case, step: Step) -> None:
    if paid(case, step).award.final_amount is not None:
        raise Refused(
            "award_is_settled", _("The award is settled. What comes back now is asked back by a reclaim."), NOTICE
        )


def not_all_came_back(case: Case, step: Step) -> None:
    if payment_of(case, step).returned >= paid(case, step).approved_amount:
        raise Refused("all_came_back", _("All of this payment has come back already."))


def was_paid_after_the_proof(case: Case, step: Step) -> None:
    """Only as it is opened: one made before waits until its use is confirmed or the award ends."""
    begun = any(event.case_id == case.pk and event.move == "open" for event in step.work.events)
    if not begun or paid(case, step).award.final_amount is None:
        raise Refused("not_proven_yet", _("The proof of use was not checked before the payment."))


def no_correction_is_open(case: Case, step: Step) -> None:
    if case.children.filter(lifecycle="correction", finished=None).exists():
        raise Refused("is_being_corrected", _("A correction of this value date waits to be confirmed already."))


def correction_is_confirmed(case: Case, step: Step) -> None:
    """And not taken over yet in this transaction."""
    child = step.child
    confirmed = child is not None and (child.lifecycle, child.state) == ("correction", "confirmed")
    if not confirmed or paid(case, step).value_date == child.correction.value_date:
        raise Refused("not_confirmed", _("No correction has been confirmed."))
