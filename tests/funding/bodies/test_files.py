"""With what a file of a body begins: a state-wide body has no region whose holidays would count."""

from datetime import date

import pytest
from django.utils.translation import override

from funding.bodies.appointments import staff
from funding.bodies.files import file_of
from funding.bodies.models import Body, Seat
from funding.meetings.opening import plan_meeting
from funding.programmes.models import ProgrammeVersion
from funding.regions.models import Organisation
from funding.roles import CLERK
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def state_wide(world):
    """A body of the generic programme, which belongs to no state."""
    found = Body.objects.create(name="Landesbeirat", kind="committee", programme="generic", invented=True)
    Seat.objects.create(body=found, number=1, bench="other", from_on=LONG_AGO)
    staff(CLERK.key, found.place, world.office, LONG_AGO)
    return found


def test_a_body_whose_holidays_nobody_knows_plans_no_meeting_and_the_refusal_says_what_to_do(world, state_wide):
    with override("en"), pytest.raises(Refused) as caught:
        plan_meeting(state_wide, by=world.office, meets_on=date(2069, 1, 2), begins_at="10:00")
    with override("en"):
        words = caught.value.sentence
    assert caught.value.key == "no_calendar"
    assert "nobody knows its holidays. Whoever runs this installation enters a region" in words


@pytest.mark.parametrize("programme", ["generic", "no-such"])
def test_the_clock_goes_on_with_the_other_bodies(world, state_wide, programme):
    Body.objects.filter(pk=state_wide.pk).update(programme=programme)
    watch_rosters()
    assert set(Roster.objects.values_list("body", flat=True)) == {world.steering_group.pk, world.committee.pk}


def test_the_calendar_of_the_authority_its_programme_names_counts_with_local_holidays(world, state_wide):
    Organisation.objects.filter(pk=world.authority.pk).update(calendar="BY", local_holidays=["08-08"])
    version = ProgrammeVersion(
        programme=ProgrammeVersion.objects.get(key="generic").programme, key="generic-x", title="x",
        authority=Organisation.objects.get(pk=world.authority.pk), valid_from=LONG_AGO,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("funding.bodies.files.version_on", lambda *_any: version)
        patch.setattr("funding.bodies.files.pinned_terms", lambda _version: {})
        assert file_of(state_wide, "x")["calendar"] == "BY 08-08"
