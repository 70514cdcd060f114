"""When a permission to start early may be issued."""

from django.utils.translation import gettext_lazy as _

from funding.applications.early_start.queries import early_start_of
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded


def day_is_not_past(case: Case, step: Step) -> None:
    """No permission for what has begun already."""
    day = early_start_of(case).granted_from
    if day and day < step.today:
        raise Refused(
            "start_lies_back",
            _("The start on %(day)s lies back. Return the decision and set today or a later day."),
            day=worded(day),
        )
