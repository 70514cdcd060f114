"""Who may confirm a correction, and when."""

from workflows.models import Case
from workflows.refusals import four_eyes
from workflows.step import Step


def is_second_person(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise four_eyes()


def still_fits(case: Case, step: Step) -> None:
    """What has happened to the payment since it was proposed may leave nothing to correct."""
    above = case.parent
    detail = getattr(above, above.lifecycle.replace("_", ""))  # as Django names the row of a case
    detail.check_correction(case.correction)
