"""When a notice counts as served, until when it can be contested, and what happens when it never arrives."""

import datetime as dt

import pytest

from funding.law.models import LawEntry
from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.below import below
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Holder, Holiday
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def served(case):
    day = Notice.objects.get(pk=case.pk).served_on
    return day and day.isoformat()


def remedy_until(case):
    day = Notice.objects.get(pk=case.pk).remedy_until
    return day and day.isoformat()


def told(case, kind):
    return set(Message.objects.filter(kind=kind, about=f"case {case.pk}").values_list("person_id", flat=True))


@pytest.fixture
def send(world, award, today_is):
    """A notice of award, issued and posted on this day."""

    def sent(day, channel="letter", **more):
        today_is(day)
        case = below(award("issued", period_from=dt.date(2030, 1, 1), period_to=dt.date(2030, 12, 31)), "notice")
        fire(case.pk, "dispatch", by=world.case_worker, channel=channel, posted_on=day, **more)
        return case

    return sent


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ("2024-12-30", "2025-01-02"),  # three days, by the law of the day of posting
        ("2025-01-02", "2025-01-06"),  # four days since 2025
        ("2026-03-02", "2026-03-06"),
        ("2026-02-24", "2026-02-28"),  # a Saturday stays: the fiction is no period
    ],
)
def test_a_letter_counts_as_served_by_the_law_of_its_posting(send, posted, expected):
    case = send(posted)
    assert (state(case), served(case)) == ("sent", expected)
    deadline = case.deadlines.get(kind="sent")
    assert (deadline.nature, deadline.due_on.isoformat()) == ("legal", expected)
    assert [step["rule"] for step in deadline.steps] == ["§ 41 (2) VwVfG"]


@pytest.mark.parametrize(
    ("posted", "last_day"),
    [
        ("2026-03-02", "2026-04-07"),  # 6 April 2026 is Easter Monday
        ("2026-02-24", "2026-03-30"),  # 28 March is a Saturday
        ("2026-01-27", "2026-03-02"),  # there is no 31 February
    ],
)
def test_the_remedy_ends_a_month_after_the_service_on_a_working_day(send, today_is, posted, last_day):
    case = send(posted)
    today_is("2026-03-08")
    sweep_deadlines()
    assert remedy_until(case) == last_day
    deadline = case.deadlines.get(kind="notified")
    assert (deadline.nature, deadline.due_on.isoformat()) == ("legal", last_day)
    assert deadline.inputs["length"] == {"months": 1}
    assert deadline.inputs["calendar"] == "NI"
    assert deadline.steps[0]["rule"] == "§ 187 (1) BGB"


def test_without_an_instruction_the_remedy_ends_after_a_year(send, today_is):
    case = send("2026-03-02", instructed=False)
    today_is("2026-03-07")
    sweep_deadlines()
    assert remedy_until(case) == "2027-03-08"


def test_a_holiday_entered_for_the_state_moves_the_last_day(send, today_is):
    Holiday.objects.create(calendar="NI", day=dt.date(2026, 4, 7), name="Landesfeiertag")
    case = send("2026-03-02")
    today_is("2026-03-07")
    sweep_deadlines()
    assert remedy_until(case) == "2026-04-08"


def test_the_clock_waits_for_the_day_of_service_and_then_for_the_end_of_the_remedy(send, today_is):
    case = send("2026-03-02")
    for day, expected in [
        ("2026-03-05", "sent"),
        ("2026-03-07", "notified"),
        ("2026-04-07", "notified"),
        ("2026-04-08", "final"),
    ]:
        today_is(day)
        sweep_deadlines()
        assert (day, state(case)) == (day, expected)
    assert [row.status for row in case.deadlines.order_by("id")][:2] == ["met", "met"]


def test_the_office_establishes_the_service_on_the_day_itself(world, send, today_is):
    case = send("2026-03-02")
    today_is("2026-03-05")
    assert refusal(case, "establish_service", by=world.case_worker) == "not_yet_served"
    today_is("2026-03-06")
    fire(case.pk, "establish_service", by=world.case_worker)
    assert (state(case), remedy_until(case)) == ("notified", "2026-04-07")


def test_a_later_receipt_counts(world, send, today_is):
    case = send("2026-12-10")
    today_is("2026-12-18")
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-12-18")
    assert (state(case), served(case)) == ("notified", "2026-12-18")


def test_an_earlier_receipt_changes_nothing(world, send, today_is):
    case = send("2026-03-02")
    today_is("2026-03-03")
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-03-03")
    assert (state(case), served(case)) == ("sent", "2026-03-06")
    assert case.deadlines.get(status="running").due_on.isoformat() == "2026-03-06"


def test_a_receipt_that_turns_out_later_moves_the_remedy_too(world, send, today_is):
    case = send("2026-03-02")
    today_is("2026-03-12")
    sweep_deadlines()
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-03-11")
    assert (state(case), served(case), remedy_until(case)) == ("notified", "2026-03-11", "2026-04-13")


def test_a_disputed_receipt_has_no_fiction_and_two_ways_out(world, send, today_is):
    case = send("2026-12-10")
    today_is("2026-12-20")
    sweep_deadlines()
    assert refusal(case, "send_anew", by=world.case_worker, reason="x") == "not_possible_here"
    fire(case.pk, "note_receipt", by=world.case_worker, disputed=True)
    assert (state(case), served(case)) == ("sent", None)
    assert refusal(case, "establish_service", by=world.case_worker) == "not_served"

    fire(case.pk, "note_receipt", by=world.case_worker, disputed=True, received_on="2026-12-17")
    assert (state(case), served(case)) == ("notified", "2026-12-17")

    fire(case.pk, "note_receipt", by=world.case_worker, disputed=True)
    assert served(case) == "2026-12-17"


def test_a_notice_never_received_is_sent_anew_and_counted_from_the_new_posting(world, send, today_is):
    case = send("2026-12-10")
    assert refusal(case, "send_anew", by=world.case_worker, reason="x") == "counts_as_served"
    fire(case.pk, "note_receipt", by=world.case_worker, disputed=True)
    fire(case.pk, "send_anew", by=world.case_worker, reason="Der Brief kam zurück.")
    assert state(case) == "issued"
    today_is("2026-12-28")
    fire(case.pk, "dispatch", by=world.case_worker, channel="formal", posted_on="2026-12-28")
    assert (state(case), served(case)) == ("sent", None)
    today_is("2026-12-30")
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-12-29")
    assert (state(case), served(case), remedy_until(case)) == ("notified", "2026-12-29", "2027-01-29")


def test_from_the_portal_it_is_served_the_day_after_its_retrieval(world, send, today_is):
    case = send("2026-06-01", channel="portal")
    assert served(case) is None
    today_is("2026-06-03")
    fire(case.pk, "note_receipt", by=world.case_worker, retrieved_on="2026-06-03")
    assert (state(case), served(case)) == ("sent", "2026-06-04")
    assert case.deadlines.get(status="running").due_on.isoformat() == "2026-06-04"
    today_is("2026-06-05")
    sweep_deadlines()
    assert state(case) == "notified"


def test_never_retrieved_it_is_not_served_and_the_office_is_told_to_send_it_anew(world, send, today_is):
    case = send("2026-06-01", channel="portal")
    retrieval = case.deadlines.get(kind="retrieval")
    assert (retrieval.due_on.isoformat(), retrieval.nature) == ("2026-06-11", "legal")
    today_is("2026-06-12")
    sweep_deadlines()
    assert (state(case), served(case)) == ("sent", None)
    desk = Holder.objects.filter(desk__role="case_worker", desk__place=world.authority.place)
    assert told(case, "task.late") == set(desk.values_list("person_id", flat=True))
    fire(case.pk, "note_receipt", by=world.case_worker, retrieved_on="2026-06-12")
    assert (state(case), served(case)) == ("sent", None)
    fire(case.pk, "send_anew", by=world.case_worker, reason="Nicht abgerufen.")
    assert state(case) == "issued"
    assert [row.status for row in case.deadlines.filter(kind="retrieval", status="running")] == []


def test_formal_service_counts_on_its_day(world, send, today_is):
    case = send("2026-03-02", channel="formal")
    assert case.deadlines.get(status="running").kind == "receipt"
    today_is("2026-03-09")
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-03-04")
    assert (state(case), served(case)) == ("notified", "2026-03-04")
    assert case.deadlines.get(status="running").kind == "notified"


def test_who_sent_it_is_reminded_where_no_receipt_comes_back(world, send, today_is):
    case = send("2026-03-02", channel="formal")
    deadline = case.deadlines.get(kind="receipt")
    assert (deadline.due_on.isoformat(), deadline.nature) == ("2026-03-16", "internal")
    today_is("2026-03-17")
    sweep_deadlines()
    assert (state(case), told(case, "task.late")) == ("sent", {world.case_worker.pk, world.checker.pk})


def test_a_notice_nobody_sends_is_remembered(world, award, today_is):
    today_is("2026-03-02")
    case = below(award("issued"), "notice")
    today_is("2026-03-10")
    sweep_deadlines()
    assert told(case, "task.late") == {world.case_worker.pk, world.checker.pk}


@pytest.mark.parametrize(
    ("posted_on", "field"), [("2026-03-01", "posted_on"), ("2026-03-03", "posted_on"), ("gestern", "posted_on")]
)
def test_a_posting_before_the_notice_or_in_the_future_is_refused(world, award, today_is, posted_on, field):
    today_is("2026-03-02")
    case = below(award("issued"), "notice")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "dispatch", by=world.case_worker, channel="letter", posted_on=posted_on)
    assert (caught.value.key, caught.value.field) == ("bad_input", field)
    assert state(case) == "issued"


@pytest.mark.parametrize(
    "more", [{"received_on": "2026-03-01"}, {"received_on": "2026-03-09"}, {"retrieved_on": "2026-03-02"}]
)
def test_a_receipt_before_the_posting_ahead_or_by_another_way_is_refused(world, send, more):
    case = send("2026-03-02")
    assert refusal(case, "note_receipt", by=world.case_worker, **more) == "bad_input"


def test_the_clock_does_not_establish_what_is_not_served(send):
    case = send("2026-03-02", channel="formal")
    assert refusal(case, "establish_service", by=CLOCK) == "not_served"


def test_where_the_law_is_not_entered_the_sending_says_so(world, award, today_is):
    LawEntry.objects.filter(key="fiction_days").delete()
    today_is("2026-03-02")
    case = below(award("issued"), "notice")
    assert refusal(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2026-03-02") == "law_unknown"
