"""How a meeting comes into being: the body's office plans it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funding.bodies.files import file_of
from funding.bodies.models import Body
from funding.meetings.models import Meeting
from funding.meetings.naming import next_number, title_of
from funding.meetings.queries import invitation_period
from funding.meetings.times import read_hour
from funding.people.models import User
from funding.regions.models import Region
from funding.roles import CLERK
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import Words
from workflows.models import RequestKey
from workflows.refusals import BadInput, Refused, not_yours
from workflows.requests import opened_before


def plan_meeting(
    body: Body, *, by: User, meets_on: dt.date, begins_at: str, place: str = "", key: str | None = None
) -> Meeting:
    """Planned, with a file of its own. The same key again answers the meeting of the first time.

    Raises Refused if this person is not of the body's office.
    """
    place = Words(200).read("place", place)
    _check(body, by, meets_on, begins_at)
    with transaction.atomic():
        if body.region_id:
            Region.objects.select_for_update().get(pk=body.region_id)
        body = Body.objects.select_for_update(of=("self",)).select_related("region__lead").get(pk=body.pk)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "meeting")
        number = next_number(body, meets_on)
        facts = file_of(body, title_of(body, number))
        period = invitation_period(body, facts["terms"], clock.today())
        return open_case(
            "meeting",
            by=by,
            title=title_of(body, number),
            key=key,
            **{**facts, "places": {"body": body.place}},
            body=body,
            number=number,
            meets_on=meets_on,
            begins_at=begins_at,
            place=place,
            facts={"meets_on": meets_on, "invitation": period},
        )


def _check(body: Body, by: User, meets_on: dt.date, begins_at: str) -> None:
    today = clock.today()
    if body.dissolved(today):
        raise Refused("no_body", _("This body has been dissolved."))
    desks = survey.holders(today, role=CLERK.key, place=str(body.place))
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CLERK.label))
    if meets_on <= today:
        raise BadInput("meets_on", _("Enter a day in the future."))
    read_hour("begins_at", begins_at)
