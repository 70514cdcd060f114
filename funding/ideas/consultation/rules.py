"""When an idea may be taken from a working group."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import seats
from funding.roles import WORKING_GROUP_LEAD
from workflows.guards import parent_has_ended
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def group_votes(case: Case, step: Step) -> None:
    """It has seats that are filled, and standing orders of its own in force today."""
    group = case.consultation.group
    own = group.standing_orders.filter(Q(valid_to=None) | Q(valid_to__gte=step.today), valid_from__lte=step.today)
    if not own.exists() or not any(seat.filled for seat in seats(group, step.today)):
        raise Refused(
            "group_votes_elsewhere",
            _("The working group has no seats and standing orders of its own here. Record what it has resolved."),
        )


def group_is_gone(case: Case, step: Step) -> None:
    """Dissolved, or with nobody to lead it: the idea would wait there for ever."""
    lead, group = step.desk(WORKING_GROUP_LEAD), case.consultation.group
    if not group.dissolved(step.today) and lead and lead.holders:
        raise Refused("group_goes_on", _("The working group exists and has a lead. Ask the lead to return the idea."))


def idea_has_left(case: Case, step: Step) -> None:
    """It has ended, or its application has come to life again."""
    above = step.work.above(case)
    if above is None or above.state != "in_application":
        parent_has_ended(case, step)
