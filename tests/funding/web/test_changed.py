"""What everybody sees has changed since they decided, on the case's page and on the card of the vote."""

import pytest
from django.urls import reverse

from funding.decisions.models import Decision
from tests.funding.applications.story import DECLARED, FORM, cast, vote_of
from tests.funding.below import rule
from workflows.engine import fire

pytestmark = pytest.mark.django_db
HEADING = "What has changed since you decided"
OTHER = "Klinik Auental gGmbH"


def page(client, person, address):
    client.force_login(person)
    return client.get(address, headers={"accept-language": "en"})


def shown(client, person, address):
    found = page(client, person, address).context
    return [tuple(row.values()) for row in found["changed"]["rows"]] if "changed" in found else None


def case_page(case):
    return reverse("case", args=[case.pk])


@pytest.fixture
def voting(world, application, remembered):
    """The body votes anew, because another one is to carry out the project."""

    @remembered
    def opened():
        case = application("on_committee_agenda")
        fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
        fire(case.pk, "edit", by=world.applicant, **{**FORM, "executor": OTHER})
        fire(case.parent_id, "resolve_anew", by=world.office)
        fire(vote_of(case.parent).pk, "open_vote", by=world.office, procedure="circular")
        return case

    return opened


def card(vote):
    return reverse("move", args=[vote.pk, "cast"])


def test_the_card_tells_a_member_what_has_changed_since_the_body_resolved(world, voting, client):
    vote = vote_of(voting().parent)
    expected = ("Who carries it out", "Pflegestützpunkt Auental", OTHER)
    assert expected in shown(client, world.steering[1], card(vote))
    assert expected in shown(client, world.office, case_page(vote))
    assert HEADING in page(client, world.steering[1], card(vote)).content.decode()


def test_who_is_excluded_sees_nothing_of_it(world, voting, client):
    vote = vote_of(voting().parent)
    member = world.steering[1]
    fire(vote.pk, "declare_conflict", by=member, reason="Ich arbeite dort.")
    rule(vote, member, by=world.chair)
    first = Decision.objects.get(pk=vote.pk).replaces
    addresses = [card(vote), case_page(vote), case_page(vote.parent), case_page(first)]
    assert [page(client, member, address).status_code for address in addresses] == [404, 404, 404, 404]
    assert page(client, world.stranger, card(vote)).status_code == 404


def test_the_first_vote_on_a_question_compares_nothing(world, vote, client):
    assert shown(client, world.steering[1], card(vote())) is None


def test_a_vote_on_the_same_again_says_that_nothing_has_changed(world, idea, client):
    case = idea("on_agenda")
    fire(vote_of(case).pk, "leave", by=world.chair, outcome="deferred", deferred_until="2030-01-31", reason="Später.")
    fire(case.pk, "put_on_agenda", by=world.office)
    fire(vote_of(case).pk, "open_vote", by=world.office, procedure="circular")
    found = page(client, world.steering[1], card(vote_of(case)))
    assert found.context["changed"]["rows"] == []
    assert "Nothing in the papers has changed" in found.content.decode()


def test_authority_and_committee_see_what_the_next_version_says_otherwise(world, voting, client):
    case = voting()
    cast(vote_of(case.parent), world.steering)
    assert shown(client, world.case_worker, case_page(case)) is None  # nothing of a version being written
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    expected = [("Who carries it out", "Pflegestützpunkt Auental", OTHER)]
    assert shown(client, world.case_worker, case_page(case)) == expected
    assert shown(client, world.funders[0], case_page(case)) == expected
    assert shown(client, world.signatory, case_page(case)) is None  # who signed it knows


def test_the_result_shows_what_was_voted_on_and_its_fingerprint(world, voting, client):
    vote = vote_of(voting().parent)
    cast(vote, world.steering)
    found = page(client, world.steering[1], reverse("vote_result", args=[vote.pk])).content.decode()
    assert Decision.objects.get(pk=vote.pk).content_hash in found
    assert OTHER in found
