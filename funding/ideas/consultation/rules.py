"""When an idea may be taken from a working group."""

from django.utils.translation import gettext_lazy as _

from funding.roles import WORKING_GROUP_LEAD
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def group_is_gone(case: Case, step: Step) -> None:
    """Dissolved, or with nobody to lead it: the idea would wait there for ever."""
    lead, group = step.desk(WORKING_GROUP_LEAD), case.consultation.group
    if not group.dissolved(step.today) and lead and lead.holders:
        raise Refused("group_goes_on", _("The working group exists and has a lead. Ask the lead to return the idea."))
