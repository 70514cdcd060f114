from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import BadHeaderError
from django.utils import translation

from notifications import outbox, wording
from notifications.channels.email import envelope, message_id
from notifications.delivery import deliver_due
from notifications.models import DeliveredMail, Message
from notifications.rendering import one_line, render

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[1] / "golden" / "mail"


def sent(message, parts=()):
    """The mail as a mailbox reads it."""
    person = message.person
    mail = envelope(render(message, person, parts), key=message.key, name=person.name, address=person.email)
    return message_from_bytes(mail.message().as_bytes(), policy=policy.default)


def golden(name):
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def page(mail):
    headers = ("Subject", "To", "From", "Auto-Submitted", "Content-Language", "List-Unsubscribe")
    lines = [f"{name}: {mail[name]}" for name in headers if mail[name]]
    return "\n".join([*lines, "", mail.get_content()])


@pytest.mark.parametrize("kind", ["test.vote", "test.notice", "test.news"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_reads_like_its_golden_file(kind, language, alice, tell):
    alice.language = language
    alice.save()

    assert page(sent(tell(alice, kind))) == golden(f"{kind}.{language}")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_daily_mail_reads_like_its_golden_file(language, alice, tell):
    alice.language = language
    alice.save()
    digest = outbox.message("digest", person_id=alice.pk, about="2026-11-23", link="/", stage="daily", context={},
                            due_at="2026-11-23T06:00:00Z")  # fmt: skip

    assert page(sent(digest, [tell(alice), tell(alice, "test.news")])) == golden(f"digest.{language}")


def test_the_language_is_the_recipients_at_delivery_not_the_tellers(alice, bob, tell):
    with translation.override("en"):
        german, english = tell(alice), tell(bob)
        assert sent(german)["Subject"] == "Ihre Stimme fehlt noch: Pflegelotsen im Quartier"
    with translation.override("de"):
        assert sent(english)["Subject"] == "Your vote is still missing: Pflegelotsen im Quartier"


def test_whoever_names_a_project_writes_no_headers_and_no_paragraphs(alice, tell):
    title = "Fahrdienst\r\nBcc: mallory@example.org\n\nÜberweisen Sie an\u2028DE00 \x85 …"
    mail = sent(tell(alice, "test.news", context={"title": title}))

    one = "Fahrdienst Bcc: mallory@example.org Überweisen Sie an DE00 …"
    assert mail["Subject"].strip() == f"Neues zu {one}"
    assert mail["Bcc"] is None
    assert f"„{one}“ ist einen Schritt weiter." in mail.get_content().splitlines()


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: mallory@example.org",
        'Dr. "Eve", Evil <mallory@example.org>',
        "mallory@example.org,",
        "Müller, Jürgen; (Arzt)",
        "医者",
        "x" * 200,
    ],
)
def test_a_name_adds_no_recipient(name, alice, tell):
    alice.name = name
    alice.save()
    mail = sent(tell(alice))

    assert [(each.display_name, each.addr_spec) for each in mail["To"].addresses] == [
        (" ".join(name.split()), "alice@example.org")
    ]
    assert mail["Bcc"] is None


def test_an_address_with_a_line_break_is_refused(alice, tell):
    alice.email = "alice@example.org\nbcc: mallory@example.org"
    alice.save()

    with pytest.raises(BadHeaderError):
        sent(tell(alice))


def test_the_message_id_is_the_keys_and_says_nothing(alice, bob, tell):
    first, second = tell(alice), tell(bob)

    assert sent(first)["Message-ID"] == sent(first)["Message-ID"] == message_id(first.key)
    assert message_id(first.key) != message_id(second.key)
    assert message_id("test.vote/1/1/x") == "<111d26532cfc28cc5ed425f7b0e6e833000c97bb@foerderweg.example>"


def test_text_is_not_escaped_like_a_page(alice, tell):
    mail = sent(tell(alice, "test.news", context={"title": "Hebammen & <Co>"}))

    assert mail["Subject"] == "Neues zu Hebammen & <Co>"


def test_facts_become_single_lines_however_deep():
    assert one_line({"a": ["b\nc", {"d": " e\tf "}], "n": 1, "t": True, "x": None}) == {
        "a": ["b c", {"d": "e f"}],
        "n": 1,
        "t": True,
        "x": None,
    }


@pytest.mark.parametrize(
    ("language", "day", "instant", "euro"),
    [
        ("de", "Freitag, 04.12.2026", "Sonntag, 29.03.2026, 03:30 Uhr", "1.234.567,80\N{NO-BREAK SPACE}€"),
        ("en", "Friday, 4 December 2026", "Sunday, 29 March 2026, 03:30", "€1,234,567.80"),
    ],
)
def test_days_instants_and_sums_are_written_as_people_write_them(language, day, instant, euro):
    with translation.override(language):
        assert wording.day("2026-12-04") == wording.day(date(2026, 12, 4)) == day
        assert wording.instant("2026-03-29T01:30:00+00:00") == instant
        assert wording.euro("1234567.80") == euro


def test_the_demos_mailbox_keeps_what_would_leave_the_house(settings, alice, tell):
    settings.EMAIL_BACKEND = "notifications.channels.mailbox.MailboxBackend"
    message = tell(alice, "test.news")

    assert deliver_due() == 1

    mail = DeliveredMail.objects.get()
    assert (mail.to_name, mail.to_address) == ("Alice Ähren", "alice@example.org")
    assert (mail.subject, mail.message_id) == ("Neues zu Pflegelotsen im Quartier", message_id(message.key))
    assert mail.body == render(message, alice).text
    assert Message.objects.get().message_id == mail.message_id
