"""Every mail about a case's way, as a mailbox shows it; tests/golden/mail/ holds what a domain expert can read."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from funding import flows, messages
from funding.people.models import User
from notifications import keys, outbox
from notifications.rendering import render

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "mail"
LIFECYCLES = [flow.lifecycle for name, flow in sorted(vars(flows).items()) if re.fullmatch(r"\w+V\d+", name)]
FACTS = {"title": "Pflegelotsen im Quartier", "due_on": "2026-12-04", "state": "notified", "used_on": "2026-11-20"}
FACTS |= {"region": "Gesundheitsregion Auental", "reason": "Das gibt es dort schon."}
FACTS["benches"] = {"de": "Pflegeeinrichtungen (0/1)", "en": "care facilities (0/1)"}


def letter(kind, language, **facts):
    message = outbox.message(
        kind, person_id=7, about="case 7", link="/cases/7/", stage="3", context=FACTS | facts, due_at=None
    )
    return render(message, User(name="Mila Çelik", email="mila@example.org", language=language))


def told():
    """By the tables, and by effects that find out more than the table can say."""
    yield from (kind for each in LIFECYCLES for row in each.moves for kind, *_whom in row.tells)
    for path in ROOT.glob("funding/**/*.py"):
        yield from re.findall(
            r'(?:\bstep\.tell\(\s*|\btold=|\b_tell_sender\(case, step, |outbox\.message\(\s*|\)\.tell\()"([^"]+)"',
            path.read_text("utf-8"),
        )


@pytest.mark.parametrize("kind", [kind.name for kind in messages.KINDS])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_reads_like_its_golden_file(kind, language, settings):
    settings.BASE_URL = "https://foerderweg.example"
    mail = letter(kind, language)

    text, file = f"Subject: {mail.subject}\n\n{mail.text}\n", GOLDEN / f"{kind}.{language}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("kind", [kind.name for kind in messages.KINDS])
@pytest.mark.parametrize("language", ["de", "en"])
def test_without_a_day_a_mail_names_none(kind, language):
    mail = letter(kind, language, due_on=None, used_on="2026-11-20")

    assert re.findall(r"\b2026\b|None", mail.text.replace(FULL_DAY[language], "")) == []


FULL_DAY = {"de": "Freitag, 20.11.2026", "en": "Friday, 20 November 2026"}


def test_every_kind_told_is_registered_once_and_every_registered_one_is_told():
    names = [kind.name for kind in messages.KINDS]

    assert sorted(set(told())) == sorted(names)
    assert keys.unknown(told()) == []


def test_what_a_right_depends_on_cannot_be_switched_off():
    assert {keys.kind(name).ways for name in messages.LEGAL} == {(keys.Way.NOW,)}


def test_a_mail_about_a_case_leads_to_its_page():
    assert reverse("case", args=[7]) == settings.CASE_PATH % 7
