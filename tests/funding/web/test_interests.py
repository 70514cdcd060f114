"""The register of interests, and what it hints at before a vote: never more than a hint."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.decisions.hints import Hint, hints, members
from funding.demo.world import organisation
from funding.regions.models import Affiliation
from tests.funding.below import declaration_of
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 2)
EMPLOYED = {"kind": "employee", "name": "Klinik Auental", "from_on": "01.01.2024", "until_on": ""}


def enter(person, kind, name="", **more):
    return Affiliation.objects.create(person=person, kind=kind, name=name, from_on=dt.date(2022, 1, 1), **more)


def decision_of(case):
    return Case.objects.get(pk=case.pk).decision


def page(client, person, address):
    client.force_login(person)
    return client.get(address, headers={"accept-language": "en"})


@pytest.fixture
def prepared(idea):
    """On an idea whose text names a clinic."""
    return decision_of(idea("on_agenda").children.get(lifecycle="decision"))


def test_a_person_enters_and_changes_only_their_own(world, client):
    client.force_login(world.author)
    known = organisation("Klinik Auental", "hospital", "NI", "Auental")
    assert client.post(reverse("interests"), EMPLOYED).status_code == 302
    entry = Affiliation.objects.get()
    assert (entry.person, entry.name, entry.organisation) == (world.author, "Klinik Auental", known)
    assert client.post(reverse("interest", args=[entry.pk]), {**EMPLOYED, "until_on": "31.12.2025"}).status_code == 302
    assert Affiliation.objects.get().until_on == dt.date(2025, 12, 31)
    client.force_login(world.lead)
    assert client.post(reverse("interest", args=[entry.pk]), EMPLOYED).status_code == 404
    assert "Klinik Auental" not in client.get(reverse("interests")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"kind": "cousin"}, {"from_on": ""}, {"until_on": "31.12.2023"}, {"name": "a\x00b"}],
)
def test_a_wrong_entry_is_not_kept(world, client, wrong):
    client.force_login(world.author)
    assert client.post(reverse("interests"), {**EMPLOYED, **wrong}).status_code == 422
    assert Affiliation.objects.count() == 0


def test_the_same_is_entered_once(world, client):
    client.force_login(world.author)
    client.post(reverse("interests"), EMPLOYED)
    assert client.post(reverse("interests"), EMPLOYED).status_code == 422


def test_of_the_family_no_name_is_kept(world, client):
    client.force_login(world.author)
    client.post(reverse("interests"), {**EMPLOYED, "kind": "family"})
    assert Affiliation.objects.get().name == ""


def test_office_and_chair_read_what_the_members_have_entered_and_nobody_else(world, client):
    enter(world.steering[1], "employee", "Klinik Auental")
    enter(world.author, "employee", "Tischlerei Meyer")
    address = reverse("body_interests", args=[world.steering_group.pk])
    for reader in (world.office, world.chair):
        text = page(client, reader, address).content.decode()
        assert ("Klinik Auental" in text, "Tischlerei Meyer" in text) == (True, False)
    assert [page(client, person, address).status_code for person in (world.steering[1], world.author)] == [404, 404]


def test_what_the_papers_name_and_who_applies_give_a_hint(world, prepared):
    prepared.papers = {**prepared.papers, "summary": "Mit der Klinik Auental und dem Pflegedienst Süd."}
    second, third, fourth, fifth = world.steering[1:5]
    enter(second, "employee", "klinik auental")
    enter(third, "organ", world.region.lead.name)
    enter(fourth, "employee", "Klinik Au")
    enter(fifth, "employee", "Pflegedienst Süd", until_on=dt.date(2025, 12, 31))
    found = hints(prepared, ON, members(prepared, ON))
    assert sorted(found, key=lambda hint: hint.person) == [
        Hint(second.pk, second.name, "employee", "klinik auental", False),
        Hint(third.pk, third.name, "organ", world.region.lead.name, True),
    ]


def test_county_staff_get_no_hint_when_their_county_applies(world, prepared):
    """§ 20 (1) sentence 2 VwVfG: the public corporation that employs them is itself the party."""
    prepared.papers = {**prepared.papers, "summary": f"Der {world.region.lead.name} beantragt."}
    enter(world.steering[1], "employee", world.region.lead.name)
    assert hints(prepared, ON, members(prepared, ON)) == []


def test_staff_of_a_company_that_applies_get_one(world, prepared):
    company = world.region.lead
    company.kind = "company"
    company.save()
    enter(world.steering[1], "employee", company.name)
    assert [hint.applies for hint in hints(prepared, ON, members(prepared, ON))] == [True]


def test_a_family_interest_hints_at_every_question_without_a_name(world, prepared):
    enter(world.steering[1], "family")
    assert hints(prepared, ON, {world.steering[1].pk}) == [
        Hint(world.steering[1].pk, world.steering[1].name, "family", "", False)
    ]


def test_the_member_reads_the_hint_on_the_card_and_may_vote_all_the_same(world, vote, client):
    case, member = vote(), world.steering[1]
    enter(member, "organ", world.region.lead.name)
    card = reverse("move", args=[case.pk, "cast"])
    assert "which applies here" in page(client, member, card).content.decode()
    assert "which applies here" not in page(client, world.steering[2], card).content.decode()
    fire(case.pk, "cast", by=member, choice="yes")


def test_office_and_chair_read_the_hint_on_the_vote_and_members_do_not(world, vote, client):
    case = vote()
    enter(world.steering[1], "organ", world.region.lead.name)
    address = reverse("case", args=[case.pk])
    readers = (world.office, world.chair, world.steering[2])
    shown = ["Possible conflicts of interest" in page(client, each, address).content.decode() for each in readers]
    assert shown == [True, True, False]


def test_the_office_enters_a_declaration_on_its_page(world, idea, fill_in, as_person):
    case = idea("on_agenda").children.get(lifecycle="decision")
    seat = world.steering_group.seats.get(number=2)
    assert fill_in(world.office, case, "declare_conflict", seat=seat.pk, reason="Träger.").status_code == 302
    page = (
        as_person(world.chair).get(reverse("case", args=[declaration_of(case, world.steering[1]).pk])).content.decode()
    )
    assert world.steering[1].name in page


def test_an_entry_is_ended_and_nothing_else_of_it_is_rewritten(world, client):
    client.force_login(world.author)
    client.post(reverse("interests"), EMPLOYED)
    other = {"kind": "organ", "name": "Tischlerei Meyer", "from_on": "01.01.2020", "until_on": "31.12.2024"}
    assert client.post(reverse("interest", args=[Affiliation.objects.get().pk]), other).status_code == 302
    entry = Affiliation.objects.get()
    assert (entry.kind, entry.name, entry.from_on, entry.until_on) == (
        *("employee", "Klinik Auental"),
        *(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    )
