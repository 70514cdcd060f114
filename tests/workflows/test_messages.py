"""The words of tasks and deadlines, as a mailbox shows them."""

from pathlib import Path

import pytest

from notifications import outbox
from notifications.rendering import render
from workflows import messages

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[1] / "golden" / "mail"
KINDS = (messages.SOON, messages.LATE, messages.ESCALATED, messages.DELEGATED, messages.REMINDED,
         messages.INSPECTION_ASKED, messages.INSPECTION_GRANTED, messages.INSPECTION_EMERGENCY)  # fmt: skip


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_reads_like_its_golden_file(kind, language, people, settings):
    settings.BASE_URL = "https://foerderweg.example"
    people.mila.language = language
    context = {"title": "Pflegelotsen im Quartier", "due_on": "2026-12-04"}
    message = outbox.message(
        kind, person_id=people.mila.pk, about="case 7", link="/cases/7/", stage="3", context=context, due_at=None
    )
    letter = render(message, people.mila)
    assert f"Subject: {letter.subject}\n\n{letter.text}\n" == (GOLDEN / f"{kind}.{language}.txt").read_text("utf-8")
