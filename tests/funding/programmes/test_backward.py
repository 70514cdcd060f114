"""The backward calendar against the forward rules: from its days the cut-off is kept, a working day later it is not."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.programmes.backward import Setting, before_cutoff, before_meeting
from workflows.calculators import backwards, deadline
from workflows.calculators.steps import WrongInput
from workflows.calculators.values import Length
from workflows.calculators.working_days import STATES, Calendar

NI, BY = Calendar("NI"), Calendar("BY", local_holidays=frozenset({(8, 15)}))
ONE = dt.timedelta(days=1)
FULL = {"idea_answer_days": 14, "working_group_days": 60, "agenda_days": 42, "assessment_days": 42}
NOTHING = {"needs_idea": True}


def next_working_day(day: dt.date, calendar: Calendar) -> dt.date:
    return calendar.nearest(day + ONE, 1, "event")[0]


def earliest_meeting(invited: dt.date, setting: Setting) -> dt.date:
    """The first working day for which an invitation of this day keeps its period."""
    day = next_working_day(invited, setting.office)
    while setting.invitation and deadline.latest(day, setting.invitation, setting.office).latest < invited:
        day = next_working_day(day, setting.office)
    return day


def earliest_release(circulated: dt.date, setting: Setting) -> dt.date:
    """When the members can no longer object; their period runs as the minutes count it."""
    if setting.objections is None:
        return circulated
    return deadline.end(circulated, setting.objections, "event", shift=True, calendar=setting.office).due + ONE


def reached(key: str, day: dt.date, setting: Setting) -> dt.date:
    """The day of the submission when this step is done on this day and all others act at once."""
    if key in ("idea", "group", "recommendation", "agenda", "invitation"):
        day, key = earliest_meeting(day, setting), "meeting"
    if key in ("meeting", "minutes"):
        day = earliest_release(day, setting)
    return setting.authority.nearest(day, 1, "event")[0]


calendars = st.builds(
    Calendar,
    st.sampled_from(sorted(STATES)),
    local_holidays=st.frozensets(st.sampled_from([(8, 8), (8, 15), (3, 19)])),
)
settings_of = st.builds(
    Setting,
    terms=st.just(NOTHING),
    office=calendars,
    authority=calendars,
    invitation=st.none() | st.builds(Length, st.sampled_from(["days", "weeks"]), st.integers(1, 6)),
    objections=st.none() | st.builds(Length, st.just("days"), st.integers(1, 30)),
)


@settings(max_examples=150, deadline=None)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), settings_of)
def test_from_each_last_day_the_cut_off_is_kept_and_one_working_day_later_it_is_missed(cutoff, setting):
    for step in before_cutoff(cutoff, setting)[:-1]:
        calendar = setting.authority if step.key == "release" else setting.office
        assert reached(step.key, step.last, setting) <= cutoff
        assert reached(step.key, next_working_day(step.last, calendar), setting) > cutoff


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), st.integers(1, 90), calendars)
def test_a_period_that_begins_on_the_last_day_ends_in_time_and_one_begun_a_working_day_later_does_not(end, days, place):
    last = backwards.start(end, Length("days", days), place).latest
    for begun, kept in ((last, True), (next_working_day(last, place), False)):
        due = deadline.end(begun, Length("days", days), "event", shift=True, calendar=place).due
        assert (due <= end) is kept


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), calendars)
def test_who_acts_in_good_time_leaves_everybody_the_programmes_days(cutoff, place):
    setting = Setting(FULL, place, place, Length("weeks", 2), Length("days", 14))
    steps = {step.key: step for step in before_cutoff(cutoff, setting)}
    for key, days, then in (("idea", 14, "group"), ("group", 60, "recommendation"), ("recommendation", 42, "agenda")):
        due = deadline.end(steps[key].good, Length("days", days), "event", shift=True, calendar=place).due
        assert due <= steps[then].good
        assert steps[key].good < steps[key].last


def test_the_days_before_the_cut_off_of_lower_saxony():
    """15.09.2026 is a Tuesday. Objections of 14 days end on Monday the 14th, so the minutes go out on 31.08.; the
    meeting is that day, and two whole weeks lie between it and the invitation of Friday the 14th."""
    setting = Setting(FULL, NI, NI, Length("weeks", 2), Length("days", 14))
    steps = before_cutoff(dt.date(2026, 9, 15), setting)
    assert {step.key: (step.last.isoformat(), step.good.isoformat()) for step in steps} == {
        "idea": ("2026-08-14", "2026-04-20"),
        "group": ("2026-08-14", "2026-05-04"),
        "recommendation": ("2026-08-14", "2026-07-03"),
        "agenda": ("2026-08-14", "2026-08-14"),
        "invitation": ("2026-08-14", "2026-08-14"),
        "meeting": ("2026-08-31", "2026-08-31"),
        "minutes": ("2026-08-31", "2026-08-31"),
        "release": ("2026-09-15", "2026-09-15"),
        "submission": ("2026-09-15", "2026-09-15"),
    }  # fmt: skip


def test_the_calendar_of_each_place_counts_its_own_holidays():
    """Assumption Day, a Tuesday in 2023, is no working day where the authority sits; the fixed day does not move."""
    steps = before_cutoff(dt.date(2023, 8, 15), Setting({"needs_idea": False}, NI, BY))
    assert [(step.key, step.last.isoformat()) for step in steps] == [
        ("release", "2023-08-14"), ("submission", "2023-08-15"),
    ]  # fmt: skip


def test_before_a_meeting_of_the_committee_the_application_is_complete():
    steps = before_meeting(dt.date(2026, 9, 30), Setting(FULL, NI, NI, Length("weeks", 2)))
    assert [(step.key, step.last.isoformat(), step.good.isoformat()) for step in steps] == [
        ("complete", "2026-09-15", "2026-08-04"),
        ("ready", "2026-09-15", "2026-09-15"),
        ("committee_invitation", "2026-09-15", "2026-09-15"),
        ("committee", "2026-09-30", "2026-09-30"),
    ]


def test_slack_is_counted_in_working_days_of_the_place():
    friday, tuesday = dt.date(2026, 10, 30), dt.date(2026, 11, 3)
    assert backwards.slack(friday, tuesday, NI) == 2
    assert backwards.slack(tuesday, friday, NI) == -2
    assert backwards.slack(friday, friday, NI) == 0
    assert backwards.slack(dt.date(2026, 8, 14), dt.date(2026, 8, 17), BY) == 1


def test_months_are_not_counted_backwards():
    with pytest.raises(WrongInput):
        backwards.start(dt.date(2026, 9, 15), Length("months", 1), NI)
