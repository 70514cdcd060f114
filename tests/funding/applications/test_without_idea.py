"""An application that no idea comes before: only where the programme asks for none."""

import pytest

from funding.applications.models import Application
from funding.applications.opening import open_application
from funding.regions.models import Region
from tests.funding.api.conftest import client_of  # noqa: F401
from tests.funding.applications.story import steps
from tests.funding.asking import refusal
from tests.funding.web.conftest import as_person, carried_by  # noqa: F401
from workflows import clock
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db
STRUCTURE = "2.1"  # of the programme of Niedersachsen: goes back to no project idea
ADDRESS, DOOR = "/applications/new/", "/api/v1/applications/"
KEY = {"HTTP_IDEMPOTENCY_KEY": "abc"}


@pytest.fixture(autouse=True)
def _in_june(world, today_is) -> None:
    today_is("2024-06-03")


def begun(world, **more):
    return open_application(world.region, by=world.applicant, title="Geschäftsstelle", measure=STRUCTURE, **more)


def other_programme(world):
    Region.objects.filter(pk=world.region.pk).update(programme="generic")
    world.region.refresh_from_db(fields=["programme"])


def test_the_applicant_begins_a_draft_with_a_file_of_its_own(world):
    case = begun(world)
    assert (case.state, case.parent_id, case.measure, case.applicant) == ("draft", None, STRUCTURE, world.region.lead)
    assert (case.terms["measure"], case.terms["needs_idea"], case.calendar) == (
        STRUCTURE, False, case.authority.working_days,
    )  # fmt: skip
    readers = (world.applicant, world.office, world.case_worker, world.stranger)
    assert [may_read(case, person.pk, clock.today()) for person in readers] == [True, True, False, False]


def test_the_same_key_again_answers_the_same_draft(world):
    assert begun(world, key="k").pk == begun(world, key="k").pk
    assert Application.objects.count() == 1


def test_it_is_awarded_without_any_resolution_of_the_region(world):
    case = begun(world)
    walk = steps(world, case)
    walk.pop("draft")()
    Case.objects.filter(pk=case.pk).update(terms={**Case.objects.get(pk=case.pk).terms, "needs_idea": False})
    for make in walk.values():
        make()
    assert Case.objects.get(pk=case.pk).state == "awarded"
    assert Case.objects.filter(lifecycle="award", dossier=case.dossier_id).count() == 1


def test_changed_to_a_measure_that_needs_an_idea_it_waits_for_a_resolution(world):
    case = begun(world)
    steps(world, case)["draft"]()
    assert refusal(case, "release_internally", by=world.applicant) == "no_resolution"


@pytest.mark.parametrize("measure", ["", "2.3", "9.9"])
def test_what_the_programme_asks_an_idea_for_is_not_begun_without_one(world, measure):
    with pytest.raises(BadInput) as caught:
        open_application(world.region, by=world.applicant, title="Lotsen", measure=measure)
    assert caught.value.field == "measure"


def test_where_the_whole_programme_asks_for_an_idea_it_is_said_what_to_do(world):
    other_programme(world)
    with pytest.raises(Refused) as caught:
        begun(world)
    assert caught.value.key == "needs_idea"


@pytest.mark.parametrize("who", ["office", "signatory", "case_worker", "stranger", "author"])
def test_only_who_acts_for_the_lead_organisation_begins_one(world, as_person, client_of, who):  # noqa: F811
    person = getattr(world, who)
    with pytest.raises(Refused) as caught:
        open_application(world.region, by=person, title="Geschäftsstelle", measure=STRUCTURE)
    assert caught.value.key == "not_yours"
    assert as_person(person).get(ADDRESS).status_code == 404
    answer = client_of(person).post(DOOR, {"title": "Geschäftsstelle", "measure": STRUCTURE}, format="json", **KEY)
    assert (answer.status_code, Case.objects.filter(lifecycle="application").count()) == (403, 0)


def test_the_applicant_begins_one_by_page(world, as_person):  # noqa: F811
    client = as_person(world.applicant)
    assert ADDRESS in [link["href"] for link in client.get("/").context["beginnings"]]
    page = client.get(ADDRESS)
    what = f"{world.region.pk}-{STRUCTURE}"
    assert [value for value, _words in page.context["form"].fields["what"].choices] == [what]
    sent = {**carried_by(page.content.decode()), "title": "Geschäftsstelle", "what": what}
    for _twice in range(2):
        answer = client.post(ADDRESS, sent)
        case = Application.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.pk}/")
    assert client.get(answer["Location"]).status_code == 200
    for wrong in ({"title": ""}, {"what": "0-2.3"}, {"title": "Geschäfts\x07stelle"}):
        assert client.post(ADDRESS, {**sent, **wrong}).status_code == 422
    assert Application.objects.count() == 1


def test_a_program_begins_one_and_goes_on_with_its_moves(world, client_of):  # noqa: F811
    client = client_of(world.applicant)
    sent = {"title": "Geschäftsstelle", "measure": STRUCTURE}
    answers = [client.post(DOOR, sent, format="json", **KEY) for _twice in range(2)]
    case = Application.objects.get()
    assert [(answer.status_code, answer.json()["id"]) for answer in answers] == [(201, case.pk)] * 2
    offers = client.get(f"/api/v1/cases/{case.pk}/moves/").json()
    assert "edit" in [offer["move"] for offer in offers if offer["refused"] is None]
    refused = client.post(DOOR, {"title": "Lotsen", "measure": "2.3"}, format="json", HTTP_IDEMPOTENCY_KEY="def")
    assert (refused.status_code, refused.json()["field"]) == (422, "measure")


def test_where_the_programme_asks_for_an_idea_no_page_is_offered(world, as_person):  # noqa: F811
    other_programme(world)
    client = as_person(world.applicant)
    assert client.get(ADDRESS).status_code == 404
    assert ADDRESS not in [link["href"] for link in client.get("/").context["beginnings"]]


def test_who_has_left_the_lead_organisation_begins_nothing(world):
    world.applicant.desks_held.all().delete()
    with pytest.raises(Refused) as caught:
        begun(world)
    assert caught.value.key == "not_yours"
