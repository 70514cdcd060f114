from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from funding.data.loading import load_organisations, load_programmes
from funding.people.models import User
from funding.programmes import terms
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.publishing import obstacles, publish
from funding.programmes.queries import NoVersion, UnknownMeasure, cutoff_day, pinned_terms, version_on
from workflows.wording import worded

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _shipped_versions():
    load_organisations()
    load_programmes()


@pytest.fixture
def alice():
    return User.objects.create_user("alice@example.org", "Alice")


@pytest.fixture
def bob():
    return User.objects.create_user("bob@example.org", "Bob")


@pytest.fixture
def draft():
    values = {key: {"value": value, "verified": True} for key, value in REQUIRED.items()}
    return ProgrammeVersion.objects.create(
        programme=Programme.objects.get(key="ni"), key="draft", valid_from=date(2031, 1, 1), terms={"values": values}
    )


REQUIRED = {"needs_idea": True, "needs_committee": False, "funding_kind": "fixed"}


@pytest.mark.parametrize(
    ("programme", "on", "version"),
    [
        ("ni", date(2020, 12, 31), "generic"),
        ("ni", date(2021, 1, 1), "ni-2021"),
        ("ni", date(2025, 12, 31), "ni-2021"),
        ("ni", date(2026, 1, 1), "generic"),
        ("by", date(2022, 12, 31), "by-2019"),
        ("by", date(2023, 1, 1), "generic"),
        ("", date(2026, 11, 22), "generic"),
    ],
)
def test_the_version_of_the_day_counts_and_the_generic_one_where_none_is_published(programme, on, version):
    assert version_on(programme, on).key == version


def test_before_the_first_version_there_is_none():
    with pytest.raises(NoVersion) as caught:
        version_on("ni", date(2013, 12, 31))
    assert (caught.value.key, caught.value.values) == ("no_programme", {"day": worded(date(2013, 12, 31))})


def test_a_case_under_ni_2021_pins_what_the_guideline_says():
    pinned = pinned_terms(version_on("ni", date(2023, 3, 1)), "2.3")

    assert {key: pinned[key] for key in ("programme", "version", "measure", "needs_idea", "needs_committee")} == {
        "programme": "ni",
        "version": "ni-2021",
        "measure": "2.3",
        "needs_idea": True,
        "needs_committee": True,
    }
    assert {key: pinned[key] for key in ("funding_kind", "cap", "own_share", "own_share_reduced", "cutoff")} == {
        "funding_kind": "fixed",
        "cap": "80000.00",
        "own_share": "10/100",
        "own_share_reduced": "5/100",
        "cutoff": "09-15 preceding year",
    }
    assert pinned["proof_months"] is pinned["report_rhythm"] is None
    assert pinned["unverified"] == ["cutoff", "draw_window", "steering_meetings", "benches"]


def test_the_structure_grant_has_its_own_cap_and_needs_no_idea():
    pinned = pinned_terms(version_on("ni", date(2023, 3, 1)), "2.1")

    assert (pinned["cap"], pinned["cap_period"], pinned["cap_shared_with"]) == ("20000.00", "year", ["2.2"])
    assert (pinned["needs_idea"], pinned["duration_years"]) == (False, 1)


def test_pinned_terms_name_the_place_of_the_authority_where_the_version_has_one():
    version = version_on("ni", date(2023, 3, 1))

    assert pinned_terms(version)["authority"] == str(version.authority.place)
    assert pinned_terms(version_on("ni", date(2026, 3, 1)))["authority"] is None


def test_pinned_terms_hold_every_value_of_the_register_and_five_facts_beside_it():
    facts = {"programme", "version", "measure", "authority", "unverified"}

    for version in ProgrammeVersion.objects.filter(status="published"):
        assert set(pinned_terms(version)) == {*terms.REGISTER, *facts}


def test_an_unknown_measure_is_refused():
    with pytest.raises(UnknownMeasure):
        pinned_terms(version_on("ni", date(2023, 3, 1)), "9.9")


def test_a_draft_cannot_be_pinned():
    with pytest.raises(ValueError, match="programme version ni-2026 is a draft"):
        pinned_terms(ProgrammeVersion.objects.get(key="ni-2026"))


def test_choosing_a_version_and_pinning_it_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        pinned_terms(version_on("ni", date(2023, 3, 1)), "2.3")


def test_the_cutoff_lies_in_the_year_it_names():
    assert cutoff_day("09-15 preceding year", 2025) == date(2024, 9, 15)
    assert cutoff_day("03-31 same year", 2025) == date(2025, 3, 31)


def test_every_shipped_version_has_right_terms_and_every_published_one_could_be_published():
    for version in ProgrammeVersion.objects.all():
        assert terms.mistakes(version.terms) == []
    for version in ProgrammeVersion.objects.filter(status="published"):
        assert terms.gaps(version.terms) == []


def test_the_guideline_of_2026_cannot_be_published_as_it_is(alice, bob):
    unknown = ProgrammeVersion.objects.get(key="ni-2026")

    with override("en"), pytest.raises(ValidationError) as refused:
        publish(unknown, first=alice, second=bob, at=NOON)

    assert refused.value.messages == [
        "An idea must be decided first: missing.",
        "The state committee must approve: missing.",
        "Kind of funding: missing.",
        "project: Highest grant: missing.",
        "structure: Highest grant: missing.",
    ]
    assert ProgrammeVersion.objects.get(key="ni-2026").status == "draft"


def test_two_persons_publish_a_complete_version(draft, alice, bob):
    publish(draft, first=alice, second=bob, at=NOON)

    assert (draft.status, draft.published_by_first, draft.published_by_second) == ("published", alice, bob)
    assert draft.published_at == NOON


def test_one_person_alone_cannot_publish(draft, alice):
    with override("en"), pytest.raises(ValidationError) as refused:
        publish(draft, first=alice, second=alice, at=NOON)

    assert refused.value.messages == ["A programme version needs two different persons to be published."]


def test_the_database_refuses_the_same_person_twice(draft, alice):
    draft.published_by_first = draft.published_by_second = alice

    with pytest.raises(IntegrityError, match="version_two_persons"):
        draft.save()


def test_an_unverified_required_value_keeps_a_version_from_being_published(draft):
    draft.terms["values"]["funding_kind"]["verified"] = False

    with override("en"):
        assert obstacles(draft) == ["Kind of funding: not verified."]


def test_what_is_published_cannot_be_published_again(alice, bob):
    with override("en"), pytest.raises(ValidationError) as refused:
        publish(ProgrammeVersion.objects.get(key="ni-2021"), first=alice, second=bob, at=NOON)

    assert refused.value.messages == ["This version has been published already."]


@pytest.mark.parametrize("change", [{"terms": {}}, {"valid_from": date(2020, 1, 1)}, {"status": "draft"}])
def test_a_published_version_never_changes_again(change):
    with pytest.raises(IntegrityError, match="ni-2021 is published and stays as it is"), transaction.atomic():
        ProgrammeVersion.objects.filter(key="ni-2021").update(**change)


def test_a_published_version_cannot_be_deleted():
    with pytest.raises(IntegrityError, match="generic is published and stays as it is"), transaction.atomic():
        ProgrammeVersion.objects.filter(key="generic").delete()


def test_a_published_version_may_end():
    assert ProgrammeVersion.objects.filter(key="generic").update(valid_to=date(2027, 12, 31)) == 1


def test_a_draft_may_still_change_and_go(draft):
    draft.terms = {}
    draft.save()

    assert draft.delete() == (1, {"funding.ProgrammeVersion": 1})
