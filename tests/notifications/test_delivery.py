import pytest

from notifications import delivery, outbox
from notifications.delivery import PAUSES, TRIES, deliver_due
from notifications.leases import Batch
from notifications.models import Message, State
from tests.notifications.mail_server import DROP, HANG

pytestmark = pytest.mark.django_db


def test_a_due_message_is_delivered_once(mail_server, alice, tell):
    message = tell(alice)

    assert [deliver_due(), deliver_due()] == [1, 0]

    message.refresh_from_db()
    assert mail_server.ids == [message.message_id]
    assert (message.state, message.attempts, message.lease_token) == (State.SENT, 1, None)
    assert message.sent_at is not None


def test_a_message_of_tomorrow_waits(mail_server, alice, tell):
    message = tell(alice)
    Message.objects.update(due_at="2999-01-01T00:00:00Z")

    assert deliver_due() == 0
    assert mail_server.mails == []
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)


def test_a_busy_server_gets_the_message_after_the_pause(mail_server, alice, tell, wait):
    message = tell(alice)
    mail_server.answers.append("451 try again later")

    assert [deliver_due(), deliver_due()] == [0, 0]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.WAITING, 1, "SMTPDataError 451")

    wait(message)
    assert deliver_due() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 2, "")


def test_a_refused_message_is_given_up_after_the_last_try_and_then_seen(mail_server, alice, tell, wait):
    message = tell(alice)
    mail_server.refused = {alice.email: "550 no such mailbox alice@example.org"}

    for attempt in range(1, TRIES):
        deliver_due()
        message.refresh_from_db()
        assert (message.state, message.attempts) == (State.WAITING, attempt)
        wait(message)
    assert list(outbox.undelivered()) == []

    deliver_due()
    assert list(outbox.undelivered()) == [message]
    message.refresh_from_db()
    assert (message.attempts, message.last_error) == (TRIES, "SMTPRecipientsRefused 550")


def test_each_pause_is_longer_than_the_one_before(mail_server, alice, tell, wait):
    message = tell(alice)
    mail_server.refused = {alice.email: "450 busy"}
    pauses = []
    for _try in PAUSES:
        deliver_due()
        rest = Message.objects.extra(select={"rest": "lease_until - statement_timestamp()"}).get(pk=message.pk).rest
        pauses.append(round(rest.total_seconds() / 60))
        wait(message)

    assert pauses == [1, 5, 15, 60, 180, 360, 720, 1440]


def test_what_the_office_was_told_of_is_not_told_again_and_can_be_sent_again(mail_server, alice, tell):
    message = tell(alice)
    Message.objects.update(state=State.UNDELIVERED, attempts=TRIES)

    outbox.mark_reported(outbox.undelivered())
    assert list(outbox.undelivered()) == []

    outbox.send_again([message])
    assert deliver_due() == 1
    assert len(mail_server.mails) == 1


def test_a_mail_whose_receipt_got_lost_comes_again_with_the_same_id(mail_server, alice, tell, wait):
    message = tell(alice)
    mail_server.answers.append(DROP)

    assert deliver_due() == 0
    wait(message)
    assert deliver_due() == 1

    message.refresh_from_db()
    assert mail_server.ids == [message.message_id, message.message_id]


def test_a_server_that_hangs_is_left_after_the_timeout(mail_server, alice, tell, wait):
    message = tell(alice)
    mail_server.answers.append(HANG)

    assert deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.WAITING, "SMTPServerDisconnected")

    wait(message)
    assert deliver_due() == 1


def test_an_unreachable_server_ends_the_round_and_costs_the_others_no_try(
    mail_server, settings, alice, bob, tell, wait
):
    first, second = tell(alice), tell(bob)
    settings.EMAIL_PORT = 1

    assert deliver_due() == 0

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, first.last_error) == (1, "ConnectionRefusedError")
    assert (second.attempts, second.last_error, second.lease_until) == (0, "", None)
    settings.EMAIL_PORT = mail_server.port
    wait(first)
    assert deliver_due() == 2


def test_one_poison_message_never_stops_the_rest(mail_server, alice, bob, tell):
    broken = tell(alice, "test.broken", context={"amount": "a lot"})
    unknown = tell(alice, "test.nobody_registered_this")
    refused = tell(alice)
    good = tell(bob)
    mail_server.refused = {alice.email: "550 no"}

    assert deliver_due() == 1

    states = dict(Message.objects.values_list("pk", "last_error"))
    assert states == {
        broken.pk: "InvalidOperation",
        unknown.pk: "TemplateDoesNotExist",
        refused.pk: "SMTPRecipientsRefused 550",
        good.pk: "",
    }


def test_whoever_may_not_sign_in_gets_nothing_and_the_office_sees_it(mail_server, alice, bob, tell):
    inactive, without_address = tell(alice), tell(bob)
    alice.is_active = False
    alice.save()
    type(bob).objects.filter(pk=bob.pk).update(email="")

    assert deliver_due() == 0

    assert mail_server.mails == []
    assert [(each.pk, each.last_error) for each in outbox.undelivered()] == [
        (inactive.pk, "PersonInactive"),
        (without_address.pk, "NoAddress"),
    ]


def test_a_message_to_a_vanished_person_is_void(mail_server, alice, tell):
    message = tell(alice)
    alice.delete()

    assert deliver_due() == 0

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.VOID, "PersonGone")
    assert list(outbox.undelivered()) == []


def test_the_same_key_is_one_message(alice, bob, tell):
    tell(alice)
    outbox.put([outbox.message("test.vote", person_id=alice.pk, about="NI-2026-0042", link="/other/", stage="1",
                               context={}, due_at="2026-01-01T00:00:00Z")])  # fmt: skip
    tell(alice, stage="2")
    tell(bob)

    assert sorted(Message.objects.values_list("key", "link")) == sorted(
        [
            (f"test.vote/{alice.pk}/1/NI-2026-0042", "/cases/NI-2026-0042/"),
            (f"test.vote/{alice.pk}/2/NI-2026-0042", "/cases/NI-2026-0042/"),
            (f"test.vote/{bob.pk}/1/NI-2026-0042", "/cases/NI-2026-0042/"),
        ]
    )


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", "cases/1/", ""])
def test_a_link_leads_into_our_own_house(alice, tell, link):
    with pytest.raises(ValueError, match="path of ours"):
        tell(alice, link=link)


def test_a_key_cannot_be_made_ambiguous(alice, tell):
    with pytest.raises(ValueError, match="no slash"):
        tell(alice, stage="1/2")


def test_a_worker_whose_lease_was_taken_over_can_write_nothing(alice, tell, wait):
    message = tell(alice)
    stale = Batch.claim(10)
    wait(message)
    Message.objects.filter(pk=message.pk).update(attempts=0)
    current = Batch.claim(10)

    assert current.hold(current.messages[0]) is True
    assert stale.hold(stale.messages[0]) is False
    assert stale.settle(stale.messages[0], state=State.SENT) is False
    stale.release()

    message.refresh_from_db()
    assert (message.state, message.attempts, message.lease_token) == (State.WAITING, 1, current.token)


def test_a_message_that_keeps_killing_its_worker_is_given_up(mail_server, alice, tell, wait):
    message = tell(alice)
    for _kill in range(TRIES):
        batch = Batch.claim(1)
        assert batch.hold(batch.messages[0]) is True
        wait(message)

    assert deliver_due() == 0
    assert [each.last_error for each in outbox.undelivered()] == ["WorkerLost"]
    assert mail_server.mails == []


def test_many_mails_share_one_connection(mail_server, alice, tell):
    for number in range(5):
        tell(alice, stage=str(number))

    assert deliver_due() == 5
    assert (len(mail_server.mails), mail_server.connections) == (5, 1)


@pytest.mark.parametrize("count", [1, 50])
def test_a_batch_costs_six_statements_and_two_for_each_mail(count, alice, tell, statements):
    for number in range(count):
        tell(alice, stage=str(number))
    statements.clear()

    assert deliver_due(limit=count) == count
    assert len(statements) == 6 + 2 * count


def test_no_more_than_the_limit_goes_out_in_one_round(mail_server, alice, tell):
    for number in range(5):
        tell(alice, stage=str(number))

    assert [deliver_due(limit=2), deliver_due(limit=2), deliver_due(limit=2)] == [2, 2, 1]


def test_nothing_begins_after_the_time_is_up_and_nothing_stays_taken(mail_server, alice, tell):
    message = tell(alice)

    assert deliver_due(seconds=0) == 0
    message.refresh_from_db()
    assert (message.attempts, message.lease_token) == (0, None)


def test_when_the_time_is_up_the_rest_of_the_batch_is_let_go(mail_server, alice, tell, monkeypatch):
    for number in range(3):
        tell(alice, stage=str(number))
    clock = iter([0, 1, 2, 50])
    monkeypatch.setattr(delivery, "monotonic", lambda: next(clock, 50))

    assert deliver_due() == 1
    assert list(Message.objects.order_by("pk").values_list("state", "attempts", "lease_token")) == [
        (State.SENT, 1, None),
        (State.WAITING, 0, None),
        (State.WAITING, 0, None),
    ]
