"""Who may confirm a correction, and when; and when the case above takes it over."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused, four_eyes
from workflows.step import Step


def is_second_person(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise four_eyes()


def still_fits(case: Case, step: Step) -> None:
    """What has happened to the payment since it was proposed may leave nothing to correct."""
    above = case.parent
    detail = getattr(above, above.lifecycle.replace("_", ""))  # as Django names the row of a case
    detail.check_correction(case.correction)


def no_correction_is_open(case: Case, step: Step) -> None:
    """Of the case above."""
    if case.children.filter(lifecycle="correction", finished=None).exists():
        raise Refused("is_being_corrected", _("A correction of a payment waits to be confirmed already."))


def correction_is_confirmed(case: Case, step: Step) -> None:
    """Of the case above, and not taken over by this move yet in this transaction."""
    child = step.child
    confirmed = child is not None and (child.lifecycle, child.state) == ("correction", "confirmed")
    followed = any((e.case_id, e.move) == (case.pk, step.row.name) for e in step.work.events)
    if not confirmed or followed:
        raise Refused("not_confirmed", _("No correction has been confirmed."))
