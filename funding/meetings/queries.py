"""What waits for a body, by which orders it meets, and what stands on the agenda."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body, StandingOrders
from funding.bodies.queries import standing_orders
from funding.meetings.models import AgendaItem, Meeting
from workflows.models import Case, Event
from workflows.refusals import Refused

WAITING = "prepared"  # a vote that has not been opened
OPEN = "open"
OPENS_A_VOTE = "open_vote"


def meeting_of(case: Case) -> Meeting:
    return case if isinstance(case, Meeting) else case.meeting


def orders_on(body: Body, day: dt.date) -> StandingOrders:
    """The body's orders for its meetings. Raises Refused where it has none."""
    try:
        return standing_orders(body, "", day)
    except StandingOrders.DoesNotExist:
        raise Refused(
            "no_standing_orders", _("The body has no standing orders for this day. Enter them first.")
        ) from None


def invitation_period(body: Body, terms: Mapping[str, Any], day: dt.date) -> dict[str, int] | None:
    """{"days": 14}: by the standing orders, else by the programme; None where both are silent."""
    if period := orders_on(body, day).invitation_days:
        return {"days": period}
    return {"weeks": weeks} if (weeks := terms.get("invitation_weeks")) else None


def waiting_for(body: Body) -> QuerySet[Any]:
    """The votes prepared for this body that no meeting has on its agenda yet, the oldest first."""
    on_an_agenda = AgendaItem.objects.filter(matter=OuterRef("pk"), meeting__finished=None)
    return body.decisions.filter(~Exists(on_an_agenda), state=WAITING).order_by("pk")


def next_item_number(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1


def has_open_vote(meeting: Meeting) -> bool:
    return bool(meeting.decisions.filter(state=OPEN).exists())


def votes_opened_at(meeting: Meeting) -> list[dt.datetime]:
    opened = Event.objects.filter(case__decision__held_in=meeting, move=OPENS_A_VOTE)
    return list(opened.order_by("at").values_list("at", flat=True))


def minutes_of(meeting: Meeting) -> Case | None:
    return meeting.children.filter(lifecycle="minutes").first()
