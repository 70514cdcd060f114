"""A request for another recipient of an award, and both recipients."""

import pytest

from funding.changes.models import Change
from funding.changes.opening import open_change
from funding.regions.models import Organisation
from tests.funding.applications.story import REMEDY
from tests.funding.below import below, let
from tests.funding.changes.conftest import walked
from tests.funding.changes.succession.story import (
    THEIR_IBAN,
    TODAY,
    NewRecipient,
)
from workflows.engine import fire


@pytest.fixture
def new(db) -> NewRecipient:
    return NewRecipient()


@pytest.fixture
def old(world) -> Organisation:
    return Organisation.objects.get(place=world.region.lead.place)


@pytest.fixture
def asked(world, running, new, remembered):
    """A request for this recipient on this day, brought as far as asked."""

    @remembered
    def brought(to="agreed", *, of=None, day=TODAY, organisation=None, iban=THEIR_IBAN, result="approve") -> Change:
        found = open_change(of or running(), by=world.applicant, kind="recipient")
        number = (organisation or new.organisation).pk
        fields = {"new_recipient": number, "passes_on": day, "iban": iban, "justification": "Der Kreis gibt es ab."}
        notice = {"result": result, "reasons": "Bergau kann es.", **REMEDY}
        own = {
            "draft": lambda: fire(found.pk, "edit", by=world.applicant, **fields),
            "agreed": lambda: fire(below(found, "succession").pk, "agree", by=new.signatory, takes_over_duties=True),
            "drafted": lambda: let(found, "draft_notice", by=world.case_worker, **notice),
        }
        return walked(world, found, to, own)

    return brought
