from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from notifications import outbox
from notifications.delivery import TRIES, deliver_due
from notifications.keys import DIGEST, Way
from notifications.leases import Batch
from notifications.models import Hours, Message, Preference, State
from notifications.preferences import Wishes, hours_end, next_at

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def choose(person, kind, way):
    Preference.objects.update_or_create(person=person, kind=kind, defaults={"way": way})


def morning():
    """The digests are due."""
    Message.objects.filter(kind=DIGEST.name).update(due_at="2026-01-01T00:00:00Z")


def test_what_is_switched_off_is_not_sent(mail_server, alice, bob, tell):
    choose(alice, "test.news", Way.OFF)
    off = tell(alice, "test.news")
    tell(bob, "test.news")
    tell(alice)

    assert deliver_due() == 2
    off.refresh_from_db()
    assert (off.state, off.last_error) == (State.VOID, "SwitchedOff")


@pytest.mark.parametrize("way", [Way.OFF, Way.DAILY])
def test_a_legal_message_goes_out_at_once_whatever_is_stored(way, mail_server, alice, tell):
    choose(alice, "test.notice", way)
    tell(alice, "test.notice")

    assert deliver_due() == 1
    assert mail_server.mails[0]["List-Unsubscribe"] is None


def test_daily_messages_come_in_one_mail_a_person(mail_server, alice, bob, tell):
    for person in (alice, bob):
        choose(person, "test.news", Way.DAILY)
        choose(person, "test.vote", Way.DAILY)
    parts = [tell(alice, "test.news"), tell(alice), tell(alice, stage="2"), tell(bob, "test.news")]

    assert deliver_due() == 0
    assert Message.objects.filter(kind=DIGEST.name).count() == 2
    morning()
    assert deliver_due() == 2

    subjects = sorted(mail["Subject"].partition(",")[0] for mail in mail_server.mails)
    assert subjects == ["3 Nachrichten für Sie", "One message for you"]
    ends = Message.objects.filter(pk__in=[part.pk for part in parts]).values_list("state", "message_id", "person")
    by_person = dict(Message.objects.filter(kind=DIGEST.name).values_list("person", "message_id"))
    assert list(ends) == [(State.SENT, by_person[person], person) for *_rest, person in ends]


def test_what_comes_during_the_day_joins_the_same_digest(mail_server, alice, tell):
    choose(alice, "test.news", Way.DAILY)
    for stage in ("1", "2", "3"):
        tell(alice, "test.news", stage=stage)
        deliver_due()

    assert Message.objects.get(kind=DIGEST.name).members.count() == 3


def test_a_digest_that_was_tried_takes_no_more_parts(mail_server, alice, tell):
    choose(alice, "test.news", Way.DAILY)
    tell(alice, "test.news")
    deliver_due()
    Message.objects.filter(kind=DIGEST.name).update(attempts=1)
    late = tell(alice, "test.news", stage="2")

    deliver_due(limit=1)

    late.refresh_from_db()
    assert (late.digest, late.state, late.lease_token) == (None, State.WAITING, None)


def test_a_digest_shares_its_end_with_its_parts_and_the_office_sees_the_parts(mail_server, alice, tell, wait):
    choose(alice, "test.news", Way.DAILY)
    part = tell(alice, "test.news")
    deliver_due()
    morning()
    mail_server.refused = {alice.email: "550 no"}
    Message.objects.filter(kind=DIGEST.name).update(attempts=TRIES - 1)

    assert deliver_due() == 0
    assert list(outbox.undelivered()) == [part]

    mail_server.refused = {}
    choose(alice, "test.news", Way.NOW)
    outbox.send_again([part])
    assert deliver_due() == 1


def test_one_part_without_words_does_not_stop_the_daily_mail(mail_server, alice, tell):
    choose(alice, "test.news", Way.DAILY)
    choose(alice, "test.broken", Way.DAILY)
    good, broken = tell(alice, "test.news"), tell(alice, "test.broken", context={"amount": "a lot"})
    deliver_due()
    morning()

    assert deliver_due() == 1
    assert list(outbox.undelivered()) == [broken]
    good.refresh_from_db()
    assert good.state == State.SENT


def test_a_daily_mail_without_parts_is_not_sent(mail_server, alice, tell):
    choose(alice, "test.broken", Way.DAILY)
    tell(alice, "test.broken", context={"amount": "a lot"})
    deliver_due()
    morning()

    assert deliver_due() == 0
    assert Message.objects.get(kind=DIGEST.name).state == State.VOID


def test_a_daily_mail_switched_off_takes_its_parts_with_it(mail_server, alice, tell):
    choose(alice, "test.news", Way.DAILY)
    choose(alice, DIGEST.name, Way.OFF)
    tell(alice, "test.news")
    deliver_due()
    morning()

    assert deliver_due() == 0
    assert set(Message.objects.values_list("state", flat=True)) == {State.VOID}


def test_quiet_hours_put_off_but_cost_no_try(mail_server, alice, tell, wait):
    hours = Hours.objects.create(person=alice, quiet_from=time(0), quiet_until=time(23, 59, 59, 999999))
    message, legal = tell(alice), tell(alice, "test.notice")

    assert deliver_due() == 1
    message.refresh_from_db()
    legal.refresh_from_db()
    assert (message.state, message.attempts, message.lease_token) == (State.WAITING, 0, None)
    assert message.lease_until > datetime.now(UTC)
    assert legal.state == State.SENT

    hours.delete()
    wait(message)
    assert deliver_due() == 1


@pytest.mark.parametrize(
    ("start", "end", "now", "over"),
    [
        ("22:00", "06:00", "2026-11-22T23:00", "2026-11-23T06:00"),
        ("22:00", "06:00", "2026-11-22T05:59", "2026-11-22T06:00"),
        ("22:00", "06:00", "2026-11-22T22:00", "2026-11-23T06:00"),
        ("22:00", "06:00", "2026-11-22T06:00", None),
        ("22:00", "06:00", "2026-11-22T12:00", None),
        ("12:00", "13:00", "2026-11-22T12:30", "2026-11-22T13:00"),
        ("12:00", "13:00", "2026-11-22T13:00", None),
        ("12:00", "12:00", "2026-11-22T12:00", None),
        ("22:00", "06:00", "2026-03-28T23:00", "2026-03-29T06:00"),
    ],
)
def test_quiet_hours_end_where_the_clock_says(start, end, now, over):
    found = hours_end(
        time.fromisoformat(start), time.fromisoformat(end), datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    )

    assert found == (over and datetime.fromisoformat(over).replace(tzinfo=BERLIN))


def test_the_next_seven_o_clock_is_strictly_later():
    assert next_at(time(7), datetime(2026, 10, 24, 7, tzinfo=BERLIN)) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert next_at(time(7), datetime(2026, 10, 24, 6, 59, tzinfo=BERLIN)) == datetime(2026, 10, 24, 5, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, 20])
def test_putting_together_costs_the_same_for_one_and_for_many(count, alice, tell, statements):
    choose(alice, "test.news", Way.DAILY)
    for number in range(count):
        tell(alice, "test.news", stage=str(number))
    statements.clear()

    deliver_due(limit=count)
    assert len(statements) == 9


def test_the_wishes_of_a_batch_cost_two_statements(alice, bob, tell, statements):
    tell(alice)
    tell(bob)
    batch = Batch.claim(10)
    statements.clear()

    Wishes.of(batch.messages)
    assert len(statements) == 2
