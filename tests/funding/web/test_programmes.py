"""The pages of programmes: everybody reads what counts, the authority writes what is to count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from funding.programmes.models import ProgrammeVersion
from funding.programmes.terms import REGISTER
from funding.programmes.wording import not_set
from funding.revisions.models import Revision
from tests.funding.decisions.on_paper import orders
from tests.funding.revisions import conftest as revisions
from tests.funding.web.conftest import carried_by
from workflows.engine import fire

pytestmark = pytest.mark.django_db
base, revision = revisions.base, revisions.revision


def text(answer) -> str:
    return answer.content.decode()


def test_everybody_who_is_signed_in_reads_the_published_versions_and_nobody_else(world, as_person, client):
    page = text(as_person(world.author).get("/programmes/"))
    assert "/programmes/generic/" in page
    assert "/programmes/ni-2026/" not in page
    assert as_person(world.author).get("/programmes/ni-2026/").status_code == 404
    assert client.get("/programmes/").status_code == 302


def test_a_version_says_each_rule_in_words_with_its_source_and_what_is_not_set(world, as_person):
    page = text(as_person(world.author).get("/programmes/ni-2021/"))
    assert "Abschnitt 5 RL GesR-Erl" in page
    assert "10 %" in page
    assert "September" in page
    sections = as_person(world.author).get("/programmes/ni-2021/").context["sections"]
    with override("en"):
        months = next(rule for rule in sections[3]["rules"] if rule["label"] == REGISTER["proof_months"].label)
        assert (months["value"], months["is_set"]) == (not_set(), False)


def test_only_the_authority_begins_a_version(world, as_person, base):
    assert as_person(world.author).get(f"/programmes/{base.key}/new/").status_code == 404
    client = as_person(world.case_worker)
    page = text(client.get(f"/programmes/{base.key}/"))
    assert f"/programmes/{base.key}/new/" in page
    form = text(client.get(f"/programmes/{base.key}/new/"))
    sent = {**carried_by(form), "named": "Richtlinie 2027", "authority": world.authority.pk}
    assert client.post(f"/programmes/{base.key}/new/", sent).status_code == 422
    answer = client.post(f"/programmes/{base.key}/new/", {**sent, "valid_from": "01.01.2027"})
    assert answer.url == f"/cases/{Revision.objects.get().pk}/"


def test_a_section_is_entered_in_words_and_shows_what_changes(world, as_person, revision):
    case, client = revision(), as_person(world.case_worker)
    address = f"/revisions/{case.pk}/dates/"
    assert address in text(client.get(f"/cases/{case.pk}/set_rules/"))
    filled = {
        **carried_by(text(client.get(address))),
        "cutoff": "31.10.", "cutoff-unit": "preceding", "cutoff-source": "Nr. 7.1", "cutoff-verified": "on",
        "working_group_days": "30", "working_group_days-source": "Arbeitsziel",
    }  # fmt: skip
    assert client.post(address, filled).url == f"/cases/{case.pk}/set_rules/"
    values = Revision.objects.get(pk=case.pk).rules["values"]
    assert values["cutoff"] == {"value": "10-31 preceding year", "source": "Nr. 7.1", "verified": True}
    assert values["working_group_days"]["value"] == 30
    assert "grace_days" not in values
    page = text(client.get(f"/cases/{case.pk}/"))
    assert "October" in page
    with override("en"):
        assert not_set() in page


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"working_group_days": "bald", "working_group_days-source": "x"}, "working_group_days"),
        ({"cutoff": "31.02.", "cutoff-unit": "same", "cutoff-source": "x"}, "cutoff"),
        ({"grace_days": "14", "grace_days-source": ""}, "grace_days-source"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(world, as_person, revision, entered, field):
    case, client = revision(), as_person(world.case_worker)
    address = f"/revisions/{case.pk}/dates/"
    answer = client.post(address, {**carried_by(text(client.get(address))), **entered})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Revision.objects.get(pk=case.pk).rules == case.rules


def test_the_page_of_a_section_says_what_it_read(world, as_person, revision):
    """Whatever is shown and sent back unchanged changes nothing."""
    case, client = revision(), as_person(world.case_worker)
    for section in ("way", "money", "dates", "after", "region"):
        address = f"/revisions/{case.pk}/{section}/"
        form = client.get(address).context["form"]
        shown = {}
        for name in form.fields:
            value = form[name].value()
            shown |= {name: "on"} if value is True else {} if value in (None, False) else {name: str(value)}
        assert client.post(address, {**carried_by(text(client.get(address))), **shown}).status_code == 302
    after = Revision.objects.get(pk=case.pk).rules["values"]
    assert {k: v["value"] for k, v in after.items()} == {
        k: v["value"] for k, v in case.rules["values"].items() if v["value"] is not None
    }


def test_a_section_is_nobody_elses_and_only_a_drafts(world, as_person, revision):
    case = revision()
    address = f"/revisions/{case.pk}/dates/"
    assert as_person(world.office).get(address).status_code == 404
    answer = as_person(world.approver).post(address, carried_by(text(as_person(world.approver).get(address))))
    assert answer.status_code == 409
    assert as_person(world.case_worker).get(f"/revisions/{case.pk}/nothing/").status_code == 404
    assert as_person(world.case_worker).get(f"{address}?measure=9.9").status_code == 404
    fire(case.pk, "propose", by=world.case_worker)
    assert as_person(world.case_worker).get(address).status_code == 404


def test_the_second_person_sees_what_was_proposed_and_publishes(world, as_person, revision):
    case, client = revision("proposed"), as_person(world.approver)
    assert case.proposed in text(client.get(f"/cases/{case.pk}/"))
    page = text(client.get(f"/cases/{case.pk}/publish/"))
    assert client.post(f"/cases/{case.pk}/publish/", carried_by(page)).status_code == 302
    published = Revision.objects.get(pk=case.pk).published
    assert published.title in text(as_person(world.author).get(f"/programmes/{published.key}/"))


def test_the_list_and_a_version_send_the_same_with_one_version_and_with_fifty(world, as_person, base):
    client = as_person(world.case_worker)

    def statements(address: str) -> int:
        client.get("/account/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    one = [statements("/programmes/"), statements(f"/programmes/{base.key}/")]
    ProgrammeVersion.objects.bulk_create(
        ProgrammeVersion(
            programme=base.programme, key=f"v{number}", title=f"V{number}", valid_from=f"20{number + 30}-01-01",
            terms=base.terms, status="published",
        )
        for number in range(50)
    )  # fmt: skip
    assert [statements("/programmes/"), statements(f"/programmes/{base.key}/")] == one
    assert max(one) <= 10


def test_members_and_office_read_the_standing_orders_of_their_bodies_and_nobody_else_does(world, as_person):
    address = f"/bodies/{world.steering_group.pk}/orders/"
    assert address in text(as_person(world.office).get("/programmes/"))
    answer = as_person(world.steering[1]).get(address)
    facts = {fact["term"]: fact["value"] for fact in answer.context["orders"][0]["facts"]}
    assert facts["Quorum"] == "more than 1/2 of the filled seats, at least 3 members, at each vote"
    assert facts["Urgent item: must agree"] == "not set by the standing orders"
    orders(world, rule={"circular": {"participation": {"at_least": "1/1"}}})
    answer = as_person(world.steering[1]).get(address)
    terms = [fact for row in answer.context["orders"] for fact in row["facts"]]
    assert {"term": "Circular vote: must take part", "value": "all who may vote"} in terms
    assert as_person(world.case_worker).get(address).status_code == 404


@pytest.mark.parametrize("key", ["a&b=c", "%00", "#1"])
def test_each_section_of_a_measure_is_found_whatever_its_key(world, as_person, revision, key):
    case, client = revision(), as_person(world.case_worker)
    fire(case.pk, "set_measures", by=world.case_worker, measures=[{"key": key, "label": "Lotsen"}])
    links = client.get(f"/cases/{case.pk}/set_rules/").context["sections"]
    answers = [client.get(link["href"]) for link in links if "measure" in link["href"]]
    assert [answer.context["question"].startswith(f"{key}: ") for answer in answers] == [True] * len(answers) != []
