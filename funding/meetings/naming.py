"""What a meeting is called in lists, tasks and letters."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.bodies.models import Body
from funding.documents.correspondence import LANGUAGE
from funding.meetings.models import Meeting


def next_number(body: Body, meets_on: dt.date) -> str:
    """Running number and year, for example 3/2026. The caller has locked the body's row."""
    year = f"/{meets_on.year}"
    return f"{Meeting.objects.filter(body=body, number__endswith=year).count() + 1}{year}"


def title_of(body: Body, number: str) -> str:
    """In the language of the file."""
    with override(LANGUAGE):
        return (_("Meeting %(number)s: %(body)s") % {"number": number, "body": body.name})[:200]


def minutes_title(meeting: Meeting) -> str:
    with override(LANGUAGE):
        words = _("Minutes of meeting %(number)s: %(body)s")
        return (words % {"number": meeting.number, "body": meeting.body.name})[:200]
