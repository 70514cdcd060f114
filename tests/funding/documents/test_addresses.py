"""Who a letter is from and to; an address nobody has entered stays blank and takes no line."""

import pytest

from funding.documents.addresses import address, sender
from funding.documents.letters import render
from tests.funding.documents.letters import FACTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(world):
    lead = world.region.lead
    lead.street, lead.postcode, lead.town = "Kreisstraße 12", "00000", "Auental"
    lead.email, lead.phone = "kreis@auental.example", ""
    return lead


def test_an_organisation_has_its_own_address(county):
    lines = {"street": "Kreisstraße 12", "postcode": "00000", "city": "Auental"}
    assert address(county) == {"name": "Landkreis Auental", **lines}


def test_a_body_is_reached_at_its_regions_lead(world, county):
    world.steering_group.region.lead = county
    assert address(world.steering_group) == {**address(county), "name": "Steuerungsgruppe Auental"}


def test_a_body_without_region_has_no_address(world):
    world.committee.region = None
    assert address(world.committee) == {"name": "Fördergremium Auental", "street": "", "postcode": "", "city": ""}
    assert sender(world.committee, contact="Okan Yildiz")["contact"] == {"name": "Okan Yildiz"}


def test_whom_to_ask_is_named_where_there_is_somebody(county):
    assert sender(county) == address(county)
    assert sender(county, contact="Petra Lang")["contact"] == {"name": "Petra Lang", "mail": "kreis@auental.example"}


def test_a_letter_copes_with_blank_addresses():
    blank = {"street": "", "postcode": "", "city": ""}
    facts = {**FACTS["receipt"], "sender": {"name": "Amt", **blank}, "recipient": {"name": "Verein", **blank}}
    assert render("receipt", language="de", facts=facts).startswith(b"%PDF")
