"""A mail may wait for hours until it goes out. Who may no longer read the case by then is told nothing."""

import datetime as dt

import pytest
from django.core import mail

from notifications.delivery import deliver_due
from notifications.keys import DIGEST, Way
from notifications.models import Message, Preference, State
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.models import Bar, Holder
from workflows.reminding import remind

pytestmark = pytest.mark.django_db
YESTERDAY = dt.datetime.now(BERLIN).date() - dt.timedelta(days=1)


@pytest.fixture
def reminded(thing, people):
    """The leader of the group is reminded of what waits for the group."""
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    Message.objects.all().delete()
    assert remind(case.pk, by=people.anna) == 1
    return case


def leave(case, person):
    Holder.objects.filter(person=person, desk__role="lead").update(until_on=YESTERDAY)


def be_excluded(case, person):
    Bar.objects.create(case=case, person=person, place=case.places["group"])


def told(person):
    return [sent.subject for sent in mail.outbox if any(person.email in to for to in sent.recipients())]


def test_who_still_reads_the_case_is_told(reminded, people):
    assert deliver_due() == 1
    assert told(people.lena)


@pytest.mark.parametrize("lose", [leave, be_excluded])
def test_who_lost_the_right_to_read_is_told_nothing(lose, reminded, people):
    lose(reminded, people.lena)
    assert deliver_due() == 0
    assert not told(people.lena)
    assert Message.objects.values_list("state", "last_error").get() == (State.VOID, "NotReadable")


@pytest.mark.parametrize("lose", [leave, be_excluded])
def test_who_lost_it_meanwhile_finds_nothing_in_the_daily_mail(lose, reminded, people):
    Preference.objects.create(person=people.lena, kind="task.reminded", way=Way.DAILY)
    assert deliver_due() == 0
    lose(reminded, people.lena)
    Message.objects.filter(kind=DIGEST.name).update(due_at="2026-01-01T00:00:00Z")
    assert deliver_due() == 0
    assert not told(people.lena)
    assert Message.objects.values_list("state", "last_error").get(kind="task.reminded") == (State.VOID, "NotReadable")


def test_of_what_a_period_depends_on_everybody_it_was_put_for_is_told(reminded, people):
    Message.objects.update(kind="notice.sent", context={"title": "Nurses on wheels", "reference": "NI-2026-0001"})
    leave(reminded, people.lena)
    assert deliver_due() == 1
