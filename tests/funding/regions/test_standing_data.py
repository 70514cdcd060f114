from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db import models

from funding.bodies.models import Body, Seat, StandingOrders
from funding.bodies.queries import committee
from funding.data.loading import load_standing_data
from funding.law.models import LawEntry
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.queries import authority
from funding.regions.models import Organisation, PublishedProject, Region

pytestmark = pytest.mark.django_db
TABLES = (
    LawEntry,
    Organisation,
    Programme,
    ProgrammeVersion,
    Region,
    Body,
    Seat,
    StandingOrders,
    PublishedProject,
    PublishedProject.regions.through,
)
COMMITTEE = "Lenkungsgremium Gesundheitsregionen Niedersachsen"


@pytest.fixture(autouse=True)
def _standing_data():
    load_standing_data()


def everything() -> dict[type[models.Model], list[dict[str, object]]]:
    return {table: list(table.objects.order_by("pk").values()) for table in TABLES}


def test_loading_twice_changes_nothing():
    before = everything()

    call_command("load_data")

    assert everything() == before
    assert all(before.values())


def test_what_somebody_has_corrected_stays_corrected():
    Region.objects.filter(name="Landkreis Goslar").update(participates=True)
    Organisation.objects.filter(name="IKK classic").update(kind="other")
    PublishedProject.objects.get(key="ni-002").regions.clear()

    load_standing_data()

    assert Region.objects.get(name="Landkreis Goslar").participates is True
    assert Organisation.objects.get(name="IKK classic").kind == "other"
    assert PublishedProject.objects.get(key="ni-002").regions.count() == 0


def test_the_45_counties_and_cities_of_lower_saxony_lie_in_one_region_each():
    keys = Counter(key for region in Region.objects.filter(programme="ni") for key in region.ags)

    assert len(keys) == 45
    assert set(keys.values()) == {1}
    assert {key[:2] for key in keys} == {"03"}
    assert Organisation.objects.filter(ags__in=keys).count() == 45


def test_a_region_nobody_has_published_about_is_neither_in_nor_out():
    unknown = Region.objects.filter(programme="ni", participates=None)

    assert sum(len(region.ags) for region in unknown) == 13
    assert not Region.objects.filter(participates=False).exists()


def test_a_joint_region_has_a_lead_only_where_a_page_names_one():
    joint = {region.name: region.lead for region in Region.objects.filter(programme="ni") if len(region.ags) > 1}

    assert {name: str(lead) if lead else None for name, lead in joint.items()} == {
        "Gesundheitsregion Diepholz-Nienburg": "Landkreis Nienburg/Weser",
        "Gesundheitsregion Göttingen/Südniedersachsen": None,
        "Gesundheitsregion Jade-Weser": None,
        "Gesundheitsregion Landkreis und Stadt Osnabrück": None,
    }


def test_rhein_neckar_lies_in_three_states_whose_places_have_three_calendars():
    region = Region.objects.get(name="Gesundheitsregion Rhein-Neckar")

    assert (region.states, len(region.ags)) == (["BW", "HE", "RP"], 15)
    calendars = Organisation.objects.filter(ags__in=region.ags).values_list("calendar", flat=True)
    assert set(calendars) == {"BW", "HE", "RP"}


def test_the_state_committee_has_seven_institutions_that_all_contribute():
    seats = Seat.objects.filter(body__name=COMMITTEE).order_by("number")

    assert [(str(seat.institution), seat.contributor) for seat in seats] == [
        ("Niedersächsisches Ministerium für Arbeit, Soziales, Gesundheit und Gleichstellung", True),
        ("AOK Niedersachsen", True),
        ("Ärztekammer Niedersachsen", True),
        ("BKK Landesverband Mitte", True),
        ("IKK classic", True),
        ("Kassenärztliche Vereinigung Niedersachsen", True),
        ("Verband der Ersatzkassen e. V.", True),
    ]


def test_the_committees_assumed_orders_are_marked_and_the_common_ones_name_the_law():
    own, common = StandingOrders.objects.order_by("body")

    assert (own.body.name, own.verified, own.source) == (COMMITTEE, False, "")
    assert (common.body, common.verified) == (None, True)
    assert common.source == "gesetze-im-internet.de – §§ 88 bis 93 VwVfG"


def test_verdicts_can_be_reckoned_by_every_shipped_rule():
    for orders in StandingOrders.objects.all():
        orders.clean()


def test_the_committee_of_a_programme_is_found_and_bavaria_has_none():
    assert committee("ni", date(2026, 11, 22)).name == COMMITTEE
    assert committee("by", date(2026, 11, 22)) is None


def test_the_authority_is_the_versions_else_the_regions():
    region = Region.objects.get(name="Gesundheitsregionplus Main-Spessart")
    lower_saxony, generic = (ProgrammeVersion.objects.get(key=key) for key in ("ni-2021", "generic"))

    assert str(authority(lower_saxony, region)) == "Niedersächsisches Landesamt für Soziales, Jugend und Familie"
    assert str(authority(generic, region)) == "Bayerisches Landesamt für Gesundheit und Lebensmittelsicherheit"


def test_working_groups_hang_below_the_forum_of_main_spessart():
    forum = Body.objects.get(name="Gesundheitsforum Main-Spessart")

    assert (forum.region.calendar, forum.kind) == ("BY", "forum")
    assert [group.name for group in forum.children.order_by("sort_key")] == [
        "Arbeitsgruppe „Gesundheitsförderung und Prävention“",
        "Arbeitsgruppe „Gesundheitsversorgung“",
    ]


def test_real_projects_show_their_published_status_and_where_it_was_published():
    projects = PublishedProject.objects.all()

    assert projects.count() == 58
    assert not projects.filter(models.Q(source="") | models.Q(status="")).exists()
    assert not projects.filter(source__icontains="Abgeordnete").exists()


def test_nothing_that_ships_is_marked_as_invented():
    assert not any(table.objects.filter(invented=True).exists() for table in (Organisation, Region, Body))


def test_municipal_recipients_are_counties_cities_and_municipalities():
    kinds = Organisation.objects.filter(is_municipal=True).values_list("kind", flat=True)

    assert Counter(kinds) == {"county": 78, "city": 27, "municipality": 2}
