"""Writing an application on one page in sections, which says what is still missing."""

import pytest

from funding.web.applications import SECTIONS
from tests.funding.web.conftest import carried_by
from workflows.inputs import inputs_of
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world, as_person):
    def of(case):
        return as_person(world.applicant).get(f"/cases/{case.pk}/edit/")

    return of


def complete(answer) -> dict[str, bool]:
    return {each["key"]: not each["missing"] for each in answer.context["sections"] if each["badge"]}


def test_every_field_stands_in_one_section(application):
    asked = inputs_of(application().table.find("edit").does)
    assert sorted(name for section in SECTIONS for name in section.fields) == sorted(asked)


def test_a_filled_in_application_is_complete_in_every_section(application, page):
    answer = page(application("draft"))
    assert complete(answer) == {"project": True, "applicant": True, "costs": True, "financing": True}
    assert [fact["value"] for fact in answer.context["sections"][2]["facts"]] == [
        "€84,444.44", "€4,444.45", "€88,888.89"]  # fmt: skip


def test_what_is_missing_is_said_before_the_release(world, application, page, as_person):
    case, client = application("draft"), as_person(world.applicant)
    sent = carried_by(page(case).content.decode())
    client.post(f"/cases/{case.pk}/edit/", {**sent, "title": "Pflegelotsen"})
    answer = page(case)
    assert complete(answer) == {"project": False, "applicant": False, "costs": True, "financing": False}
    assert answer.context["obstacle"].startswith("Still missing: ")
    assert '<a class="kern-link" href="#applicant">' in answer.content.decode()


def test_only_what_may_stay_empty_is_marked_as_optional(application, page):
    fields = [field for section in page(application("draft")).context["sections"] for field in section["fields"]]
    optional = [f.name for f in fields if not f.field.required and not getattr(f.field, "needed_later", False)]
    assert optional == ["own_share_reduced", "other_funding"]


def test_what_is_wrong_is_named_above_and_at_its_field_in_the_order_of_the_page(world, application, page, as_person):
    case = application("draft")
    wrong = {**carried_by(page(case).content.decode()), "title": "", "period_from": "gestern", "requested": "viel"}
    answer = as_person(world.applicant).post(f"/cases/{case.pk}/edit/", wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title", "period_from", "requested"])
    assert answer.content.decode().count('aria-invalid="true"') == 3


def test_saving_may_lead_on_to_the_plan(world, application, page, as_person):
    case, client = application("draft"), as_person(world.applicant)
    sent = {**carried_by(page(case).content.decode()), "title": "Pflegelotsen", "then": "set_plan"}
    answer = client.post(f"/cases/{case.pk}/edit/", sent)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/set_plan/")
    assert Case.objects.get(pk=case.pk).title == "Pflegelotsen"
