"""A case to file documents with."""

import uuid

import pytest
from django.contrib.auth import get_user_model

from workflows.engine import open_case
from workflows.models import Desk, Dossier


@pytest.fixture
def otto(db):
    return get_user_model().objects.create(email="otto@example.org", name="Otto")


@pytest.fixture
def case(otto):
    places = {"group": str(uuid.uuid4()), "region": str(uuid.uuid4())}
    desks = [Desk.objects.create(role=role, place=places[at]) for role, at in (("lead", "group"), ("office", "region"))]
    dossier = Dossier.objects.create(number="X-1", title="A thing", lead_place=places["region"])
    terms = {"sign": {"weeks": 2}, "seats": [desk.pk for desk in desks]}
    return open_case(
        "thing", by=otto, dossier=dossier, title="Nurses on wheels", places=places, calendar="NI", terms=terms
    )
