"""Conditions any lifecycle may use in its column "only if"."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def due_has_passed(case: Case, step: Step) -> None:
    if not step.is_past_due():
        raise Refused("not_yet_due", _("The day has not passed yet."))


def parent_has_ended(case: Case, step: Step) -> None:
    above = step.work.above(case)
    if above is None or above.finished is None:
        raise Refused("parent_goes_on", _("The case this belongs to goes on."))
