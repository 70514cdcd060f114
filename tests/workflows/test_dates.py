"""Dates that change: suspended, resumed, extended, counted again."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from workflows.clock import BERLIN
from workflows.dates import recompute_internal
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire, open_case
from workflows.models import Deadline, Holiday, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def deadline(case, kind="open"):
    return Deadline.objects.get(case=case, kind=kind)


def shown(case):
    """The day the case's own task shows."""
    return Task.objects.get(process=case, escalation=False).due_on


def morning(year, month, day):
    return dt.datetime(year, month, day, tzinfo=BERLIN)


def test_a_suspended_deadline_rests(errand, people, product_clock):
    product_clock(dt.date(2027, 3, 5))
    fire(errand.pk, "rest", by=people.lena)
    assert (deadline(errand).status, shown(errand)) == ("suspended", None)
    product_clock(dt.date(2027, 8, 1))
    assert sweep_deadlines() == 0


def test_a_resumed_deadline_gets_the_days_it_rested_and_ends_on_a_working_day(errand, people, product_clock):
    product_clock(dt.date(2027, 3, 5))
    fire(errand.pk, "rest", by=people.lena)
    product_clock(dt.date(2027, 3, 8))
    fire(errand.pk, "go_on", by=people.lena)
    row = deadline(errand)
    assert (row.status, row.due_on, shown(errand)) == ("running", dt.date(2027, 3, 15), dt.date(2027, 3, 15))
    assert row.sweep_at == morning(2027, 3, 12)
    assert row.inputs["rested"] == {"since": "2027-03-05", "days": 3}
    assert [step["rule"] for step in row.steps] == [
        "§ 187 (1) BGB", "§ 188 (1) BGB", "§ 209 BGB", "Working days", "§ 31 (3) VwVfG",
    ]  # fmt: skip


def test_an_extension_counts_from_the_end_of_the_old_period(errand, people):
    fire(errand.pk, "put_off", by=people.lena, length=14)
    row = deadline(errand)
    assert (row.status, row.due_on, shown(errand)) == ("extended", dt.date(2027, 3, 25), dt.date(2027, 3, 25))
    assert (row.inputs["event"], row.inputs["extended"]) == ("2027-03-11", "2027-03-11")


def test_an_extension_to_a_day_also_after_the_end_begins_a_new_round(errand, people, product_clock):
    product_clock(dt.date(2027, 3, 13))
    sweep_deadlines()
    fire(errand.pk, "put_off", by=people.lena, until="2027-03-31")
    row = deadline(errand)
    assert (row.status, row.due_on, row.stage, row.sweep_at) == (
        "extended",
        dt.date(2027, 3, 31),
        0,
        morning(2027, 3, 28),
    )
    assert row.inputs == {"until": "2027-03-31", "extended": "2027-03-11"}


@pytest.mark.parametrize(
    ("move", "data", "key"),
    [
        ("put_off", {"until": "2027-03-11"}, "not_later"),
        ("put_off", {}, "bad_input"),
        ("go_on", {}, "no_such_deadline"),
    ],
)
def test_what_makes_no_sense_is_refused(errand, people, move, data, key):
    before = Deadline.objects.values().get(case=errand)
    with pytest.raises(Refused) as caught:
        fire(errand.pk, move, by=people.lena, **data)
    assert (caught.value.key, Deadline.objects.values().get(case=errand)) == (key, before)


def test_a_new_holiday_moves_internal_dates_of_its_calendar(errand, people):
    fire(errand.pk, "promise", by=people.lena, on="2027-03-11")
    for calendar in ("BY", "NI"):
        Holiday.objects.create(calendar=calendar, day=dt.date(2027, 3, 11), name="Flood")
    assert (recompute_internal("BY").done, deadline(errand).due_on) == (0, dt.date(2027, 3, 11))
    assert (recompute_internal("NI").done, deadline(errand).due_on) == (1, dt.date(2027, 3, 12))
    assert (shown(errand), deadline(errand).sweep_at) == (dt.date(2027, 3, 12), morning(2027, 3, 9))
    assert deadline(errand).inputs["holidays"] == ["2027-03-11"]
    assert deadline(errand, "promised").due_on == dt.date(2027, 3, 11)
    assert Task.objects.filter(escalation=True).count() == 0


def test_a_legal_date_that_would_move_becomes_one_task_for_the_office(errand, people):
    fire(errand.pk, "owe", by=people.lena, length=11)
    Holiday.objects.create(calendar="NI", day=dt.date(2027, 3, 12), name="Flood")
    for _twice in range(2):
        recompute_internal("NI")
    owed = deadline(errand, "owed")
    assert (owed.due_on, owed.inputs["counted_again"]) == (dt.date(2027, 3, 12), "2027-03-15")
    task = Task.objects.get(escalation=True)
    assert (task.desk.role, task.matter, task.due_on) == ("office", "check_date", dt.date(2027, 3, 12))
    task.status = "DONE"
    task.save()
    recompute_internal("NI")
    assert Task.objects.filter(escalation=True).count() == 1


def test_the_command_counts_again_and_knows_the_states(errand, people, capsys):
    Holiday.objects.create(calendar="NI", day=dt.date(2027, 3, 11), name="Flood")
    with translation.override("en"):
        call_command("recount_dates", "NI")
        with pytest.raises(CommandError, match="There is no state “XX”"):
            call_command("recount_dates", "XX")
    assert capsys.readouterr().out.splitlines()[0] == "1 case was counted again."
    assert deadline(errand).due_on == dt.date(2027, 3, 12)


def test_the_command_names_the_cases_it_failed_on_and_counts_the_others(errand, people, capsys):
    more = {"dossier": errand.dossier, "places": errand.places, "calendar": "NI", "terms": {}}
    after = open_case("errand", by=people.anna, title="Fetch the envelopes", **more)
    Deadline.objects.filter(case=errand).update(inputs={"calendar": "NI", "length": {"days": 10}})
    Holiday.objects.create(calendar="NI", day=dt.date(2027, 3, 11), name="Flood")
    with (
        translation.override("en"),
        pytest.raises(CommandError, match=f"^1 case could not be counted again: {errand.pk}. The log") as end,
    ):
        call_command("recount_dates", "NI")
    assert (end.value.returncode, deadline(after).due_on) == (1, dt.date(2027, 3, 12))
    assert capsys.readouterr().out.splitlines()[0] == "1 case was counted again."
