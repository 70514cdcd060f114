"""The extract from the minutes also of what was deferred or returned, which only the chair does."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from funding.documents.models import Document
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
RETURN = {"outcome": "returned", "reason": "Der Träger fehlt."}
DEFERRAL = {**RETURN, "outcome": "deferred", "deferred_until": "2030-03-01"}


def extract_of(case):
    content = Document.objects.get(case=case, kind="minutes_extract").content.content
    pages = PdfReader(BytesIO(bytes(content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("more", [DEFERRAL, RETURN])
def test_only_the_chair_defers_and_returns(world, vote, more):
    case = vote("session")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "leave", by=world.office, **more)
    assert caught.value.key == "chair_leaves"
    fire(case.pk, "leave", by=world.chair, **more)
    assert Case.objects.get(pk=case.pk).state == more["outcome"]


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        (DEFERRAL, "Der Tagesordnungspunkt ist vertagt bis 01.03.2030. Abgestimmt wurde nicht."),
        (RETURN, "Der Vorschlag ist zur Überarbeitung zurückgegeben. Abgestimmt wurde nicht."),
    ],
)
def test_what_was_not_voted_on_is_recorded_with_its_reason_and_without_a_count(world, idea, more, outcome):
    case = idea("on_agenda")
    item = case.children.get(lifecycle="decision")
    fire(item.pk, "leave", by=world.chair, **more)
    parent = Case.objects.get(pk=case.pk).state
    fire(item.pk, "record", by=world.office, resolution="Das Vorhaben wird weiterverfolgt.")
    text = extract_of(item)
    assert [part in text for part in (outcome, "Der Träger fehlt.", world.chair.name)] == [True] * 3
    assert ("Enthaltung" in text, "steht in der Niederschrift der Sitzung" in text) == (False, True)
    assert (Case.objects.get(pk=item.pk).state, Case.objects.get(pk=case.pk).state) == ("recorded", parent)


def test_of_an_open_session_the_extract_names_who_was_present(world, vote):
    case = vote("session", present=3)
    fire(case.pk, "leave", by=world.chair, **DEFERRAL)
    fire(case.pk, "record", by=world.office, resolution="Das Vorhaben wird weiterverfolgt.")
    assert "steht in der Niederschrift der Sitzung" not in extract_of(case)
