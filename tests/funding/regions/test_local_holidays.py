"""R4: the holidays of the place where something is to be done count, also those only its municipality has."""

import datetime as dt

import pytest

from funding.regions.models import Organisation, Region
from tests.funding.ideas.story import consultation_of
from workflows.calculators.working_days import Calendar
from workflows.dates import recompute_internal
from workflows.engine import fire
from workflows.models import Case, Deadline, Holiday

pytestmark = pytest.mark.django_db
ASSUMPTION = dt.date(2025, 8, 15)  # a Friday, sixty days after 16 June


def group_has_until(case) -> dt.date:
    return Deadline.objects.get(case=consultation_of(case), kind="in_working_group").due_on


@pytest.mark.parametrize(("days", "until"), [([], "2025-08-15"), (["08-15"], "2025-08-18")])
def test_the_working_groups_period_ends_after_the_holiday_of_its_town(world, idea, today_is, days, until):
    Region.objects.filter(pk=world.region.pk).update(local_holidays=days)
    world.region.refresh_from_db()
    today_is("2025-06-16")
    case = idea("in_working_group")
    assert group_has_until(case).isoformat() == until
    texts = [step["text"] for step in Deadline.objects.get(case=consultation_of(case), kind="in_working_group").steps]
    assert any("public holiday at this place" in text for text in texts) is bool(days)


def test_what_goes_to_the_authority_follows_the_holidays_of_its_own_town(world, application):
    Organisation.objects.filter(pk=world.authority.pk).update(local_holidays=["08-15", "08-08"])
    case = application("submitted")
    assert Case.objects.get(pk=case.pk).calendar == f"{world.authority.calendar} 08-08 08-15"
    idea = Case.objects.get(pk=case.parent_id)
    assert idea.calendar == world.region.calendar


def test_a_new_holiday_of_the_state_counts_there_too(world, idea, today_is):
    Region.objects.filter(pk=world.region.pk).update(local_holidays=["08-15"])
    world.region.refresh_from_db()
    today_is("2025-06-16")
    case = idea("in_working_group")
    Holiday.objects.create(calendar=world.region.calendar, day=dt.date(2025, 8, 18), name="Trauertag")
    assert recompute_internal(world.region.calendar).done == 1
    assert group_has_until(case) == dt.date(2025, 8, 19)
    today_is("2025-06-17")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="x")
    assert Deadline.objects.get(case=case, kind="returned").inputs["holidays"] == ["2025-08-18"]


def test_a_calendar_is_named_by_its_state_and_the_days_off_at_the_place():
    assert Calendar.named("BY") == Calendar("BY")
    assert Calendar.named("BY 08-08 08-15") == Calendar("BY", frozenset({(8, 8), (8, 15)}))
    assert not Calendar.named("BY 08-15").is_working_day(ASSUMPTION)
    assert Calendar.named("BY").is_working_day(ASSUMPTION)
