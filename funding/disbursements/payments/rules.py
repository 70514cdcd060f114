"""When the use of a payment, its return or another value date may be noted. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.corrections import rules as corrections
from funding.disbursements.payments.queries import paid, payment_of
from funding.disbursements.rules import NOTICE
from funding.disbursements.states import S as Called
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


def request_has_ended(case: Case, step: Step) -> None:
    """With the award. One that only followed its payment goes on where a correction leaves the use unknown again."""
    above = step.work.above(case)
    if above is None or above.state != Called.ENDED:
        raise Refused("parent_goes_on", _("The case this belongs to goes on."))


def no_correction_is_open(case: Case, step: Step) -> None:
    if case.children.filter(lifecycle="correction", finished=None).exists():
        raise Refused("is_being_corrected", _("A correction of this payment waits to be confirmed already."))


def interest_was_paid(case: Case, step: Step) -> None:
    """And no correction of it waits."""
    below = Case.objects.filter(parent_id=case.pk, lifecycle="late_use")
    if not below.exclude(lateuse__payments=[]).exists():
        raise Refused("no_interest_paid", _("No payment of interest is noted."))
    if Case.objects.filter(parent__in=below, lifecycle="correction", finished=None).exists():
        raise Refused("is_being_corrected", _("A correction of a payment waits to be confirmed already."))


def correction_is_confirmed(case: Case, step: Step) -> None:
    _check_confirmed(case, step, of_a_return=False)


def corrected_return_is_confirmed(case: Case, step: Step) -> None:
    _check_confirmed(case, step, of_a_return=True)


def _check_confirmed(case: Case, step: Step, *, of_a_return: bool) -> None:
    corrections.correction_is_confirmed(case, step)
    if step.child.correction.is_of_a_sum != of_a_return:
        raise Refused("not_confirmed", _("No correction has been confirmed."))
