"""One form for every move: what is typed arrives, once, or is refused where it is wrong."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.programmes.models import ProgrammeVersion
from tests.funding.asking import state
from tests.funding.ideas.story import consultation_of
from tests.funding.web.conftest import carried, carried_by
from workflows.engine import fire
from workflows.models import Case, Event

pytestmark = pytest.mark.django_db


def events(case) -> int:
    return Event.objects.filter(case=case).count()


def test_what_is_written_the_german_way_arrives_as_amount(world, idea, fill_in):
    case = idea("draft")
    fields = {"title": "Pflegelotsen", "total_cost": "88.888,89 €", "own_funds": "8888.89"}
    answer = fill_in(world.author, case, "edit", **fields)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/")
    idea_now = Case.objects.get(pk=case.pk).idea
    assert (idea_now.total_cost, idea_now.own_funds) == (Decimal("88888.89"), Decimal("8888.89"))


def test_what_the_case_holds_already_stands_in_the_form(world, idea, as_person):
    page = as_person(world.author).get(f"/cases/{idea('draft').pk}/edit/").content.decode()
    assert 'value="88.888,89"' in page
    assert "Familien mit Pflegebedarf" in page


def test_a_double_click_is_one_effect(world, idea, as_person):
    case = idea("submitted")
    client, address = as_person(world.office), f"/cases/{case.pk}/assign/"
    sent = {**carried_by(client.get(address).content.decode()), "group": world.group.pk}
    before = events(case)
    answers = [client.post(address, sent).status_code for _click in range(2)]
    assert (answers, events(case), state(case)) == ([302, 302], before + 1, "in_working_group")


def test_a_missing_field_is_named_at_the_field_and_in_the_summary(world, idea, fill_in):
    answer = fill_in(world.office, idea("submitted"), "assign")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Working group: Fill in this field." in page
    assert 'aria-invalid="true"' in page


def test_what_the_engine_refuses_stands_at_its_field_and_what_was_typed_stays(world, idea, fill_in):
    day = (dt.datetime.now(dt.UTC) + dt.timedelta(days=400)).strftime("%d.%m.%Y")
    case = consultation_of(idea("in_working_group"))
    answer = fill_in(world.lead, case, "recommend", recommendation="Gut so.", resolved_on=day)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has not come yet." in page
    assert "Gut so." in page
    assert day in page


def test_who_was_slower_sees_what_changed_and_keeps_what_was_typed(world, idea, as_person):
    case = idea("submitted")
    client, address = as_person(world.author), f"/cases/{case.pk}/withdraw/"
    hidden = carried_by(client.get(address).content.decode())
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    answer = client.post(address, {**hidden, "reason": "Wir haben keinen Träger."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{world.office} assigned the idea to a working group." in page
    assert "Wir haben keinen Träger." in page
    assert state(case) == "in_working_group"


@pytest.mark.parametrize("amount", ["9" * 29, "9" * 400, "1" * 30 + ",00"])
def test_an_amount_no_budget_has_is_refused_at_its_field(world, idea, fill_in, amount):
    case = idea("draft")
    answer = fill_in(world.author, case, "edit", title="Pflegelotsen", total_cost=amount)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["total_cost"])
    assert events(case) == 2


def test_a_day_out_of_our_time_is_refused_at_its_field(world, idea, fill_in):
    case = consultation_of(idea("in_working_group"))
    answer = fill_in(world.lead, case, "recommend", recommendation="Sinnvoll.", resolved_on="01.01.0001")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["resolved_on"])


def test_a_file_too_large_is_refused_before_it_is_read(world, idea, as_person, settings):
    settings.UPLOAD_LIMIT = 10
    case = idea("draft")
    sent = {**carried(case.seq), "file": SimpleUploadedFile("plan.txt", b"x" * 11), "kind": "concept"}
    answer = as_person(world.author).post(f"/cases/{case.pk}/attach/", sent)
    assert (answer.status_code, list(answer.context["form"].errors), events(case)) == (422, ["file"], 2)


def test_where_no_programme_is_published_the_page_says_what_to_do(world, as_person):
    ProgrammeVersion.objects.filter(valid_to=None).update(valid_to="2025-12-31")
    sent = {**carried(), "region": world.region.pk, "title": "Pflegelotsen"}
    answer = as_person(world.author).post("/ideas/new/", sent)
    assert (answer.status_code, Case.objects.count()) == (409, 0)
    assert "Whoever runs this installation has to publish one first." in answer.content.decode()
