import time

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.db import OperationalError

from notifications import tasks
from notifications.management.commands import deliver
from notifications.models import Message, State

pytestmark = pytest.mark.django_db


def test_once_sends_what_is_due_and_says_how_many(mail_server, alice, tell, capsys):
    tell(alice)
    tell(alice, stage="2")

    call_command("deliver", once=True)
    assert capsys.readouterr().out == "2\n"


def test_one_must_say_once_or_loop():
    with pytest.raises(CommandError, match="required"):
        call_command("deliver")


def test_the_loop_goes_on_when_the_database_was_away(mail_server, alice, tell, monkeypatch):
    tell(alice)
    rounds = iter([OperationalError("the server is gone"), None, KeyboardInterrupt()])
    send = deliver.deliver_due

    def deliver_due():
        if error := next(rounds):
            raise error
        return send()

    monkeypatch.setattr(deliver, "deliver_due", deliver_due)
    monkeypatch.setattr(deliver.connection, "close", lambda: None)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("deliver", loop=5.0)

    assert Message.objects.get().state == State.SENT


def test_the_wake_up_sends_what_is_due(mail_server, alice, tell):
    tell(alice)
    tasks.deliver_due()

    assert Message.objects.get().state == State.SENT


def test_a_backend_that_takes_nothing_and_says_nothing_counts_as_a_failed_try(settings, alice, tell):
    settings.EMAIL_BACKEND = "tests.notifications.test_command.Silent"
    tell(alice)
    tasks.deliver_due()

    message = Message.objects.get()
    assert (message.state, message.attempts, message.last_error) == (State.WAITING, 1, "NotTakenError")


class Silent(BaseEmailBackend):
    def send_messages(self, _mails: object) -> int:
        return 0


def given_up():
    return list(Message.objects.filter(state=State.UNDELIVERED).order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def three(alice, bob, tell):
    """Two mails to Alice and one to Bob that were given up."""
    rows = [tell(alice).pk, tell(alice, stage="2").pk, tell(bob).pk]
    Message.objects.update(state=State.UNDELIVERED, last_error="NoAddress")
    return rows


def test_without_a_choice_what_was_given_up_is_listed(three, capsys):
    call_command("send_again")
    lines = capsys.readouterr().out.splitlines()
    assert ([int(line.split()[0]) for line in lines], given_up()) == (three, three)
    assert lines[0].endswith("NoAddress")


def test_what_is_chosen_is_sent_again(three, mail_server):
    call_command("send_again", three[0])
    assert given_up() == three[1:]
    call_command("send_again", to="Alice@example.org")
    assert given_up() == three[2:]
    call_command("send_again", all=True)
    call_command("deliver", once=True)
    assert (given_up(), len(mail_server.mails)) == ([], 3)


def test_a_number_that_was_not_given_up_changes_nothing(three):
    with pytest.raises(CommandError, match="999"):
        call_command("send_again", three[0], 999)
    with pytest.raises(CommandError):
        call_command("send_again", three[0], all=True)
    assert given_up() == three
