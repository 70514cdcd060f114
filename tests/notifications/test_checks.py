from pathlib import Path

import pytest

from notifications import checks, keys
from notifications.keys import Concern, Kind


def found(settings, folder, *names):
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [folder]}]
    (folder / "mail").mkdir()
    for name in names:
        (folder / "mail" / name).write_text("Subject: Betreff\n\nWorte\n")
    return sorted(f"{each.id} {each.msg}" for each in checks.check_words())


@pytest.fixture(autouse=True)
def only_one_kind(monkeypatch):
    monkeypatch.setattr(keys, "_kinds", {})
    keys.register(Kind("idea.received", Concern.TASK))


def test_a_kind_with_words_in_both_languages_is_complete(settings, tmp_path):
    assert found(settings, tmp_path, "idea.received.de.txt", "idea.received.en.txt", "_layout.de.txt") == []


def test_a_kind_without_english_words_is_an_error(settings, tmp_path):
    assert found(settings, tmp_path, "idea.received.de.txt") == [
        "mail.E001 The words are missing: templates/mail/idea.received.en.txt"
    ]


def test_words_that_belong_to_no_kind_are_an_error(settings, tmp_path):
    assert found(settings, tmp_path, "idea.received.de.txt", "idea.received.en.txt", "idea.recieved.de.txt") == [
        "mail.E003 templates/mail/idea.recieved.de.txt belongs to no registered kind."
    ]


@pytest.mark.parametrize("text", ["Betreff: x\n", "Subject: {% if %}\n", ""])
def test_words_without_subject_or_with_a_broken_tag_are_an_error(text, settings, tmp_path):
    (tmp_path / "mail").mkdir()
    Path(tmp_path, "mail", "idea.received.en.txt").write_text("Subject: x\n")
    Path(tmp_path, "mail", "idea.received.de.txt").write_text(text)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    assert [each.id for each in checks.check_words()] == ["mail.E002"]


def test_links_need_an_address_and_the_mail_server_a_timeout(settings):
    assert checks.check_settings() == []
    settings.BASE_URL, settings.EMAIL_TIMEOUT = "", None
    assert [each.id for each in checks.check_settings()] == ["mail.E004", "mail.E005"]


def test_a_kind_cannot_change_its_concern():
    keys.register(Kind("idea.received", Concern.TASK))
    with pytest.raises(ValueError, match=r"idea\.received is registered already, as TASK"):
        keys.register(Kind("idea.received", Concern.LEGAL))


def test_a_kind_nobody_registered_is_found_and_cannot_be_switched_off():
    assert keys.unknown(["idea.received", "idea.lost", "idea.lost"]) == ["idea.lost"]
    assert keys.kind("idea.lost").ways == (keys.Way.NOW,)
