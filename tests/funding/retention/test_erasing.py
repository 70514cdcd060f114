"""After the erasure the chains still verify, pages and API say that it was done, and nobody's words are left."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from funding.declarations.models import Declaration
from funding.documents.models import Document, FileContent
from funding.motions.models import Motion
from funding.people.models import User
from funding.retention.erasing import DELETED, EMPTIED, KEPT, SUMS, TO_PERSONS, emptied
from funding.retention.models import Retention
from funding.retention.opening import keep_files
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.below import let
from tests.funding.retention.conftest import OFFER
from workflows import audit, clock
from workflows.binding import flows
from workflows.deadlines import sweep_deadlines
from workflows.engine import available, fire
from workflows.inputs import Upload
from workflows.inspected import note_reading
from workflows.inspecting import open_in_emergency
from workflows.inspections import Inspection, Reading
from workflows.models import Bar, Case, Deadline, Dossier, Event, EventWords, RequestKey, Task
from workflows.reading import may_read
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
WORDS = ("Pflegelotsen", "Lotsinnen", "Frau Sommer", "zu teuer", "Beratung beginnt", "Sinnvoll")


def stored():
    """Everything the database holds, as text, but the people, the standing data and the bytes."""
    passing = {User, FileContent}
    for model in apps.get_models():
        if model not in passing and model._meta.app_label in ("funding", "workflows", "notifications"):
            yield from (json.dumps(row, default=str, ensure_ascii=False) for row in model.objects.values())


def found_in(words):
    return [(word, row) for row in stored() for word in words if word in row]


def test_before_the_erasure_the_words_are_there(retention):
    retention("erasure_proposed")
    assert {word for word, _row in found_in(WORDS)} == set(WORDS)


def test_after_it_nothing_anybody_wrote_is_left_and_every_chain_verifies(retention):
    retention("erased")
    assert found_in((*WORDS, *names())) == []
    assert list(audit.Audit().findings()) == []


def names():
    return User.objects.filter(invented=True).values_list("name", flat=True)


def test_the_file_of_an_award_is_the_authoritys_and_nothing_written_in_it_is_left(world, report, today_is):
    proof = report("accepted", proof=True)
    award = proof.parent.parent
    let(award, "forgo_rest", by=world.signatory, declared=True)
    let(award, "close", by=world.approver)
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "retention_years": 5})
    kept = _erased_by_the_authority(world, award, today_is)
    assert (kept.kind, kept.begins_on, kept.lifecycle) == ("award", dt.date(2026, 7, 6), "award_retention")
    assert (kept.kept_until, kept.kept_until.isoweekday()) == (dt.date(2031, 7, 6), 7)
    assert kept.steps[1]["text"] == "%(kind)s: the programme sets %(length)s."
    assert found_in(("Lotsinnen", '": "Personal"', "Alle Ziele", *names())) == []
    assert list(audit.Audit().findings()) == []


def test_the_file_of_an_application_that_came_to_nothing_is_the_authoritys_too(world, application, today_is):
    case = application("ready")
    fire(case.pk, "withdraw", by=world.signatory, reason="Frau Sommer hat abgesagt.")
    fire(case.parent_id, "go_on", by=world.office, goes_on="lapsed", reason="Es bleibt dabei.")
    kept = _erased_by_the_authority(world, case, today_is)
    assert (kept.kind, kept.kept_until) == ("application", dt.date(2029, 6, 3))
    assert found_in(("Lotsinnen", "Frau Sommer", "Pflegestützpunkt Auental", "wirtschaftlich", *names())) == []
    assert list(audit.Audit().findings()) == []


def _erased_by_the_authority(world, case, today_is):
    for vote in Case.objects.filter(dossier=case.dossier_id, lifecycle="decision", finished=None):
        fire(vote.pk, "record", by=world.office, resolution="Die Gruppe stimmt zu.")
    keep_files()
    kept = Retention.objects.get(dossier=case.dossier_id)
    today_is((kept.kept_until + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    fire(kept.pk, "offer_to_archive", by=world.case_worker, **OFFER)
    fire(kept.pk, "decline_offer", by=world.case_worker, answered_on=kept.kept_until.isoformat())
    fire(kept.pk, "propose_erasure", by=world.case_worker)
    assert refusal(kept, "erase", by=world.case_worker) == "not_yours"
    people = (world.case_worker, world.approver, world.office, world.signatory)
    assert [may_read(kept, person.pk, clock.today()) for person in people] == [True, True, False, False]
    fire(kept.pk, "erase", by=world.approver)
    return Retention.objects.get(pk=kept.pk)


def test_each_chain_says_by_whom_it_was_done(world, retention):
    case = retention("erased")
    erased = Case.objects.filter(dossier=case.dossier_id).exclude(pk=case.pk)
    last = [Event.objects.filter(case=each).latest("seq") for each in erased]
    assert [(event.move, event.actor) for event in last] == [("file.erase", world.signatory)] * 3
    assert (state(case), case.events.latest("seq").facts) == ("erased", {"cases": 3, "papers": 3})
    assert {each.erased_on.isoformat() for each in erased} == {"2026-06-04"}
    assert {each.title for each in [*erased, case.dossier]} == {case.dossier.number}


def test_votes_tasks_and_messages_are_gone_and_the_office_is_told_without_a_title(world, retention):
    case = retention("erased")
    numbers = list(Case.objects.filter(dossier=case.dossier_id).values_list("pk", flat=True))
    left = [apps.get_model(label).objects.count() for label in ("funding.Choice", "funding.Participation")]
    assert (left, Task.objects.filter(process__in=numbers).exclude(process=case).count()) == ([0, 0], 0)
    assert not EventWords.objects.filter(case__in=numbers).exists()
    message = Message.objects.get(about__in=[f"case {number}" for number in numbers])
    assert (message.kind, message.person, message.context["title"]) == (
        "retention.erased", world.office, case.dossier.number,
    )  # fmt: skip


def test_a_paper_leaves_a_tombstone_and_bytes_another_file_has_stay(world, retention, idea):
    other = idea("submitted")
    paper = Upload("Konzept Maria Sommer.pdf", b"%PDF-1.7\n%%EOF\n")
    case = retention("erasure_proposed")
    assert state(other) == "submitted"
    kept = Document.objects.filter(case__dossier=case.dossier_id)
    assert kept.count() == 3
    shared = kept.first().content_id
    _copy(kept.first(), other)
    fire(case.pk, "erase", by=world.signatory)
    assert [(each.content_id, each.title, each.added_by_id) for each in kept.all()] == [
        (None, str(each.pk), None) for each in kept.all()
    ]
    assert set(FileContent.objects.values_list("pk", flat=True)) == {shared}
    assert paper.name not in "".join(stored())


def _copy(document, case):
    row = {field.attname: getattr(document, field.attname) for field in Document._meta.concrete_fields}
    Document.objects.create(**{**row, "id": None, "case_id": case.pk})


def test_an_erased_file_takes_nothing_any_more(world, retention):
    case = retention("erased")
    idea = Case.objects.get(dossier=case.dossier_id, lifecycle="idea")
    assert list(available(idea, by=world.office)) == []
    with pytest.raises(Refused) as caught:
        fire(idea.pk, "join", by=world.office)
    assert caught.value.key == "file_erased"
    assert refusal(case, "hold", by=world.office, reason="x", review_on="2027-01-01") == "not_possible_here"


def test_the_page_the_history_and_the_papers_say_erased_instead_of_failing(world, retention, client):
    case = retention("erased")
    idea, consultation, vote = Case.objects.filter(dossier=case.dossier_id).exclude(pk=case.pk).order_by("pk")
    client.force_login(world.office)
    english = {"accept-language": "en"}
    for erased in (idea, consultation, vote):
        page = client.get(f"/cases/{erased.pk}/?all", headers=english).content.decode()
        assert "This file was erased on" in page
        assert [name for name in names() if name != world.office.name and name in page] == []
    paper = Document.objects.get(case=vote, kind="minutes_extract")
    answer = client.get(f"/documents/{paper.pk}/", headers=english)
    assert (answer.status_code, "This document has been erased" in answer.content.decode()) == (410, True)
    assert client.get(f"/cases/{vote.pk}/vote-result/").status_code in (200, 404)


def test_the_api_says_the_same(world, retention, client):
    case = retention("erased")
    vote = Case.objects.get(dossier=case.dossier_id, lifecycle="decision")
    client.force_login(world.office)
    at = f"/api/v1/cases/{vote.pk}/"
    assert client.get(at).json()["erased_on"] == "2026-06-04"
    assert client.get(f"{at}moves/").json() == []
    events = client.get(f"{at}events/").json()
    assert {(event["actor"], event["acted_for"], json.dumps(event["words"])) for event in events} == {
        (None, None, "{}")
    }
    paper = client.get(f"{at}documents/").json()[0]
    assert (paper["sha256"], paper["size"], paper["erased_on"]) == (None, None, "2026-06-04")
    answer = client.get(f"/api/v1/documents/{paper['id']}/")
    assert (answer.status_code, answer.json()["key"]) == (410, "document_erased")


def test_the_database_erases_nothing_without_an_event_that_says_so(world, rejected):
    case = rejected()
    paper = Document.objects.get(case__dossier=case.dossier_id, kind="minutes_extract")
    refused = [
        lambda: Document.objects.filter(pk=paper.pk).update(content=None, erased_on="2026-06-04", title=""),
        lambda: Document.objects.filter(pk=paper.pk)._raw_delete("default"),
        lambda: FileContent.objects.filter(pk=paper.content_id)._raw_delete("default"),
        lambda: apps.get_model("funding.Choice").objects.all().delete(),
        lambda: _marked(case),
    ]
    for attempt in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def _marked(case):
    Case.objects.filter(pk=case.pk).update(erased_on="2026-06-04")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_erased_passes_the_database_and_stays_erased(retention):
    case = retention("erased")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    erased = Case.objects.filter(dossier=case.dossier_id).exclude(pk=case.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        erased.update(erased_on=None)


def test_of_an_inspection_the_words_of_why_go_and_who_looked_stays(retention, world, today_is):
    case = retention("erasure_proposed")
    looked = Case.objects.filter(dossier=case.dossier_id).exclude(pk=case.pk).first()
    administrator = User.objects.create(email="betrieb@x.example", name="Adam Min", is_staff=True)
    opened = open_in_emergency(looked.pk, by=administrator, reason="Störung bei Frau Meier")
    note_reading(opened, Reading.Door.CASE, clock.now(), looked)
    fire(case.pk, "erase", by=world.signatory)
    assert [(each.reason, each.reader) for each in Inspection.objects.all()] == [("", administrator)]
    assert Reading.objects.count() == 1


def test_each_model_that_points_to_a_case_is_decided_on():
    """A new one has to be named in DELETED or EMPTIED, or belongs to the engine, which erases it itself."""
    details = {flow.process_class for flow in flows()}
    pointing = {
        model._meta.label
        for model in apps.get_models()
        if model not in details and model._meta.app_label in ("funding", "workflows")
        if any(
            f.is_relation and f.many_to_one and f.related_model in (details | {Case}) for f in model._meta.get_fields()
        )
    }
    engine = {
        each._meta.label for each in (Bar, Case, Event, EventWords, Task, Deadline, RequestKey, Inspection, Reading)
    }
    assert pointing - engine == set(DELETED) | set(EMPTIED) | SUMS


def test_every_text_of_every_case_is_emptied_but_what_is_kept():
    left = {
        f"{model.__name__}.{field.name}"
        for model in {flow.process_class for flow in flows()}
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        if field.name not in emptied(model) and not field.choices
    }
    assert left == KEPT
    assert Dossier._meta.get_field("title").max_length >= Dossier._meta.get_field("number").max_length


def test_no_case_keeps_whose_seat_it_was():
    """The seat says who held it; a link that may not be empty would stay."""
    details = {flow.process_class for flow in flows()}
    links = {(m, f) for m in details for f in m._meta.local_concrete_fields if f.related_model in TO_PERSONS}
    assert {f"{model.__name__}.{field.name}" for model, field in links if field.name not in emptied(model)} == set()
    assert emptied(Declaration)["seat"] is None
    assert emptied(Motion)["seat"] is None
