"""How a person wants to be told: one page, kept for every kind of mail that leaves a choice."""

import re

import pytest
from django.urls import reverse

from notifications.keys import Concern, Way
from notifications.models import Hours, Preference
from notifications.preferences import chosen

pytestmark = pytest.mark.django_db
TIME = re.compile(r'<input type="text" name="(\w+)" value="([^"]*)"')
TIMES = {"quiet_from": "20:00", "quiet_until": "07:00", "digest_at": "06:30"}


def test_a_choice_is_kept_and_shown_again(world, client):
    client.force_login(world.office)
    wishes = {"task": "daily", "information": "off", **TIMES}
    assert client.post(reverse("preferences"), wishes).status_code == 302
    assert chosen(world.office.pk) == {Concern.TASK: Way.DAILY, Concern.INFORMATION: Way.OFF}
    assert Hours.objects.get(person=world.office).quiet_from.hour == 20
    assert 'value="daily" selected' in client.get(reverse("preferences")).content.decode()
    assert chosen(world.author.pk) == {Concern.TASK: Way.NOW, Concern.INFORMATION: Way.NOW}


def test_times_are_shown_without_seconds(world, client):
    client.force_login(world.office)
    client.post(reverse("preferences"), {"task": "now", "information": "now", **TIMES})
    assert TIME.findall(client.get(reverse("preferences")).content.decode()) == list(TIMES.items())


@pytest.mark.parametrize(
    "wrong",
    [
        {"task": "never"},
        {"quiet_from": "25:00"},
        {"quiet_from": ""},
        {"digest_at": ""},
        {"task": "a\x00b"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(world, client, wrong):
    client.force_login(world.office)
    answer = client.post(reverse("preferences"), {"task": "daily", "information": "off", **TIMES} | wrong)
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_the_link_in_the_mails_leads_here(settings):
    assert reverse("preferences") == settings.PREFERENCES_PATH


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(reverse("preferences")).status_code == 302
