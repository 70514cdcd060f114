"""When a working group may vote on an idea here, and when the idea may be taken from it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import seats
from funding.ideas.states import S
from funding.roles import CHAIR, CLERK, WORKING_GROUP_LEAD
from workflows.guards import parent_has_ended
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.survey import holders


def group_votes(case: Case, step: Step) -> None:
    """It has seats that are filled, and standing orders of its own in force today."""
    group = case.consultation.group
    own = group.standing_orders.filter(Q(valid_to=None) | Q(valid_to__gte=step.today), valid_from__lte=step.today)
    if not own.exists() or not any(seat.filled for seat in seats(group, step.today)):
        raise Refused(
            "group_votes_elsewhere",
            _("The working group has no seats and standing orders of its own here. Record what it has resolved."),
        )


def others_lead_the_vote(case: Case, step: Step) -> None:
    """The group's office and its chair, two persons at least: whoever leads the group takes neither by leading it."""
    place = str(case.consultation.group.place)
    found = [
        {person for desk in holders(step.today, role=role.key, place=place) for person, _rank in desk.holders}
        for role in (CLERK, CHAIR)
    ]
    if not all(found) or len(set.union(*found)) == 1:
        raise Refused(
            "nobody_leads_the_vote",
            _(
                "A vote here needs an office and a chair of the working group, held by two persons. Have them entered "
                "for the group first, or record what the group has resolved."
            ),
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


def answer_does_not_fall(case: Case, step: Step) -> None:
    """An idea that is not recommended comes back to the group with it, where the vote on that has fallen."""
    if case.parent.state == S.NOT_RECOMMENDED:
        raise Refused("answer_fell", _("The working group's vote has fallen. It has the idea on its table again."))
