"""People are forgotten when no file needs them any more, and not before."""

import datetime as dt
from io import StringIO

import pytest
from axes.models import AccessLog
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from funding.law.models import LawEntry
from funding.people.models import User
from funding.retention.people import NOWHERE, forget, forgettable
from workflows import audit
from workflows.engine import open_case
from workflows.models import Dossier, Holder

pytestmark = pytest.mark.django_db
THEN = dt.date(2026, 6, 4)


def left(person, until):
    User.objects.filter(pk=person.pk).update(is_active=False)
    Holder.objects.filter(person=person).update(until_on=until)


def test_who_has_left_and_whose_files_are_erased_is_forgotten_and_the_chains_verify(world, retention):
    retention("erased")
    left(world.author, dt.date(2025, 6, 3))
    member = world.steering[3]
    left(member, dt.date(2025, 6, 3))
    assert list(forgettable(THEN)) == [world.author, member]
    AccessLog.objects.create(username=member.email, attempt_time=timezone.now())
    forget(member)
    assert not AccessLog.objects.exists()
    member = User.objects.get(pk=member.pk)
    with override("en"):
        assert str(member) == "somebody who was forgotten"
    assert (member.name, member.email, member.has_usable_password()) == ("", f"{member.public_id}{NOWHERE}", False)
    assert list(forgettable(THEN)) == [world.author]
    assert list(audit.Audit().findings()) == []


@pytest.mark.parametrize(
    ("active", "until"), [(True, dt.date(2025, 6, 3)), (False, None), (False, dt.date(2025, 6, 4))]
)
def test_nobody_is_forgotten_who_may_sign_in_or_whose_term_ended_less_than_a_year_ago(world, retention, active, until):
    retention("erased")
    member = world.steering[3]
    left(member, until)
    User.objects.filter(pk=member.pk).update(is_active=active)
    assert list(forgettable(THEN)) == []


def test_nobody_is_forgotten_who_has_a_part_in_a_file_that_is_kept(world, retention):
    retention("erasure_proposed")
    left(world.author, dt.date(2020, 1, 1))
    assert list(forgettable(THEN)) == []


def test_the_command_says_who_and_erases_only_when_told(world, retention):
    retention("erased")
    name = world.author.name
    left(world.author, dt.date(2025, 6, 3))
    said = StringIO()
    call_command("forget_people", stdout=said)
    assert (name in said.getvalue(), User.objects.get(pk=world.author.pk).name) == (True, name)
    call_command("forget_people", yes=True, stdout=said)
    assert User.objects.get(pk=world.author.pk).name == ""
    LawEntry.objects.filter(key="retention_member").delete()
    with pytest.raises(CommandError):
        call_command("forget_people", stdout=said)


def test_nobody_is_forgotten_whose_attendance_or_seat_in_a_secret_vote_a_kept_file_shows(world, retention):
    retention("erased")
    member, present = world.steering[3], world.steering[4]
    for each in (member, present):
        left(each, dt.date(2025, 6, 3))
    seats = {seat.number: seat for seat in world.steering_group.seats.all()}
    dossier = Dossier.objects.create(number="X-1", title="Sitzung", lead_place=world.region.place)
    places, at = {"body": world.steering_group.place}, timezone.now()
    begun = {"by": world.office, "dossier": dossier, "title": "X", "places": places, "calendar": "NI"}
    body = {"body": world.steering_group}
    meeting = open_case("meeting", **begun, **body, number="1", meets_on=THEN, begins_at="10:00")
    seen = {"kind": "came", "at": at, "entered_by": present, "entered_at": at}
    meeting.attendance.create(seat=seats[5], person=present, **seen)
    asked = {"kind": "idea", "question": "?", "proposal": "approve", "content_hash": "0" * 64}
    decision = open_case("decision", **begun, **body, **asked)
    assert list(forgettable(THEN)) == [member]
    decision.roll.create(seat=seats[4], voted=True)
    assert list(forgettable(THEN)) == []
