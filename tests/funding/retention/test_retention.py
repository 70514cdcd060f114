"""What becomes of a file after its last case: kept, held, offered, archived, and what stands in the way."""

import datetime as dt

import pytest

from funding.law.models import LawEntry
from funding.retention import reckoning
from funding.retention.models import Retention
from funding.retention.opening import begin_retention, keep_files
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.budgets import conftest as budgets
from tests.funding.meetings import conftest as meetings
from tests.funding.retention.conftest import OFFER
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Dossier

pytestmark = pytest.mark.django_db
budget, programme = budgets.budget, budgets.programme
meeting, seats = meetings.meeting, meetings.seats
HELD = {"reason": "Eine Klage ist angekündigt.", "review_on": "2027-01-04"}


def told(kind):
    return {message.person for message in Message.objects.filter(kind=f"retention.{kind}")}


def lift(world, case):
    fire(case.pk, "lift_hold", by=world.office, reason="Die Klage ist erledigt.")
    return state(case)


def reopened(case):
    """A case of the file is open again, as after a move back out of a final state."""
    Case.objects.filter(dossier=case.dossier_id, lifecycle="idea").update(finished=None)


def ended_again(case, at):
    Case.objects.filter(dossier=case.dossier_id, lifecycle="idea").update(finished=at)


def test_the_retention_of_an_idea_not_pursued_runs_two_years_from_the_end_of_its_last_case(retention):
    case = retention()
    deadline = case.deadlines.get()
    assert (case.kind, case.begins_on, case.kept_until) == ("idea", dt.date(2024, 6, 3), dt.date(2026, 6, 3))
    assert (deadline.due_on, deadline.nature, deadline.steps) == (case.kept_until, "legal", case.steps)
    assert [step["rule"] for step in case.steps] == [
        "Retention", "File plan", "§ 187 (1) BGB", "§ 188 (2), (3) BGB", "Retention",
    ]  # fmt: skip
    assert Dossier.objects.get(pk=case.dossier_id).retention_class == "idea"


def test_a_file_is_kept_once_and_only_when_all_its_cases_have_ended(world, idea, retention):
    idea("submitted")
    case = retention()
    assert (keep_files(), Retention.objects.get()) == (0, case)
    assert begin_retention(case.dossier_id) is None


def test_the_last_day_counts_also_where_it_is_no_working_day(world, rejected, today_is):
    LawEntry.objects.filter(key="retention_idea").update(value=4)
    case = rejected()
    Case.objects.filter(dossier=case.dossier_id).update(finished=dt.datetime(2022, 6, 4, 12, tzinfo=dt.UTC))
    keep_files()
    kept = Retention.objects.get()
    assert (kept.kept_until, kept.kept_until.strftime("%A")) == (dt.date(2026, 6, 4), "Thursday")
    today_is("2026-06-04")
    sweep_deadlines()
    assert (state(kept), refusal(kept, "end_period", by=CLOCK)) == ("retention", "still_kept")
    today_is("2026-06-05")
    sweep_deadlines()
    assert state(kept) == "period_ended"


def test_what_no_law_sets_is_not_guessed(rejected):
    LawEntry.objects.filter(key="retention_idea").delete()
    rejected()
    assert (keep_files(), Retention.objects.count()) == (0, 0)


def test_when_the_period_has_ended_the_office_is_told_and_offers_the_file_by_letter(world, retention):
    case = retention("period_ended")
    assert told("period_ended") == {world.office}
    fire(case.pk, "offer_to_archive", by=world.office, **OFFER)
    case = Retention.objects.get(pk=case.pk)
    letter = case.documents.get()
    assert (case.state, case.archive, letter.kind) == ("offered_to_archive", "Kreisarchiv", "archive_offer")
    assert case.answer_by == case.deadlines.get(kind="offered_to_archive").due_on == dt.date(2026, 12, 4)
    assert case.events.get(move="offer_to_archive").facts["sha256"] == letter.content_id


def test_an_offer_asks_for_an_answer_by_a_day_to_come(world, retention):
    case = retention("period_ended")
    assert wrong(case, "offer_to_archive", by=world.office, **OFFER, answer_by="2026-06-04") == "answer_by"
    LawEntry.objects.filter(key="archive_answer_months").delete()
    assert wrong(case, "offer_to_archive", by=world.office, **OFFER) == "answer_by"


def test_an_archive_that_does_not_answer_does_not_take_the_file(world, retention, today_is):
    case = retention("offered_to_archive")
    assert refusal(case, "miss_answer", by=CLOCK) == "not_yet_due"
    today_is("2026-12-05")
    sweep_deadlines()
    assert (state(case), told("not_answered")) == ("not_taken", {world.office})


@pytest.mark.parametrize("where", ["offered_to_archive", "not_taken"])
def test_what_the_archive_has_taken_over_is_archived_and_may_be_erased_here(world, retention, where):
    case = retention(where)
    assert wrong(case, "take_over", by=world.office, taken_over_on="2026-06-05") == "taken_over_on"
    fire(case.pk, "take_over", by=world.office, taken_over_on="2026-06-04")
    assert (state(case), Case.objects.get(pk=case.pk).finished is not None) == ("archived", True)
    fire(case.pk, "propose_erasure", by=world.office)
    fire(case.pk, "refuse_erasure", by=world.signatory, reason="Noch nicht.")
    assert state(case) == "archived"


def test_an_archive_cannot_decline_in_advance(world, retention):
    case = retention("offered_to_archive")
    assert wrong(case, "decline_offer", by=world.office, answered_on="2026-06-05") == "answered_on"


def test_erasure_takes_two_persons(world, retention):
    case = retention("erasure_proposed")
    assert told("erasure_proposed") == {world.office, world.signatory}
    assert refusal(case, "erase", by=world.office) == "four_eyes"
    assert refusal(case, "erase", by=world.author) == "not_found"
    assert refusal(case, "refuse_erasure", by=world.author, reason="x") == "not_found"
    fire(case.pk, "refuse_erasure", by=world.signatory, reason="Der Kreistag fragt noch danach.")
    assert (state(case), told("erasure_refused")) == ("not_taken", {world.office})


@pytest.mark.parametrize("where", ["retention", "period_ended", "offered_to_archive", "not_taken", "erasure_proposed"])
def test_nothing_is_erased_under_a_legal_hold_and_lifted_it_goes_on_where_it_stood(world, retention, today_is, where):
    case = retention(where)
    fire(case.pk, "hold", by=world.office, **HELD)
    assert (state(case), case.deadlines.get(kind="held").due_on) == ("held", dt.date(2027, 1, 4))
    assert refusal(case, "erase", by=world.office) == "not_possible_here"
    assert lift(world, case) == (where if where != "erasure_proposed" else "not_taken")


def test_a_hold_on_what_was_archived_is_lifted_to_the_archive(world, retention):
    case = retention("offered_to_archive")
    fire(case.pk, "take_over", by=world.office, taken_over_on="2026-06-04")
    fire(case.pk, "propose_erasure", by=world.office)
    fire(case.pk, "hold", by=world.office, **HELD)
    assert lift(world, case) == "archived"


def test_a_hold_outlasts_the_period_and_then_the_period_has_ended(world, retention, today_is):
    case = retention()
    assert wrong(case, "hold", by=world.office, **{**HELD, "review_on": "2024-06-03"}) == "review_on"
    fire(case.pk, "hold", by=world.office, **HELD)
    today_is("2026-07-01")
    sweep_deadlines()
    assert state(case) == "held"
    assert lift(world, case) == "period_ended"


def test_a_case_that_went_on_and_ended_under_the_hold_begins_the_period_anew(world, retention, today_is):
    case = retention("not_taken")
    fire(case.pk, "hold", by=world.office, **HELD)
    reopened(case)
    ended_again(case, dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC))
    today_is("2026-06-11")
    assert refusal(case, "lift_hold", by=world.author, reason="x") == "not_found"
    assert lift(world, case) == "retention"
    again = Retention.objects.get()
    assert (again.begins_on, again.kept_until) == (dt.date(2026, 6, 10), dt.date(2028, 6, 10))


def test_what_ended_under_the_hold_is_offered_to_the_archive_anew_though_the_period_begins_as_before(
    world, retention, today_is, monkeypatch
):
    """Of an award's file the period begins with the proof of use, whatever has ended after it."""
    case = retention("not_taken")
    before = Retention.objects.get()
    monkeypatch.setattr(reckoning, "begin_of", lambda *_any: (before.begins_on, reckoning.PROOF))
    fire(case.pk, "hold", by=world.office, **HELD)
    reopened(case)
    ended_again(case, dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC))
    today_is("2026-06-11")
    assert (lift(world, case), Retention.objects.get().archive) == ("period_ended", "")


def test_while_a_case_of_the_file_goes_on_its_retention_is_interrupted_and_then_reckoned_anew(
    world, retention, today_is
):
    case = retention("erasure_proposed")
    assert refusal(case, "interrupt", by=CLOCK) == "file_has_ended"
    reopened(case)
    assert refusal(case, "erase", by=world.signatory) == "file_goes_on"
    assert (keep_files(), state(case)) == (1, "interrupted")
    assert (keep_files(), refusal(case, "begin_anew", by=CLOCK)) == (0, "file_goes_on")
    ended_again(case, dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC))
    assert (keep_files(), state(case)) == (1, "retention")
    again = Retention.objects.get()
    assert (again.kept_until, again.archive) == (dt.date(2028, 6, 1), "")
    assert case.deadlines.get(kind="retention", status="running").due_on == dt.date(2028, 6, 1)


@pytest.mark.parametrize(
    ("where", "move", "data"),
    [
        ("period_ended", "offer_to_archive", OFFER),
        ("offered_to_archive", "take_over", {"taken_over_on": "2026-06-04"}),
        ("not_taken", "propose_erasure", {}),
    ],
)
def test_no_step_towards_the_end_is_taken_while_a_case_goes_on(world, retention, where, move, data):
    case = retention(where)
    reopened(case)
    assert refusal(case, move, by=world.office, **data) == "file_goes_on"
    assert refusal(case, move, by=world.author, **data) == "not_found"


def test_what_was_archived_is_interrupted_too_and_a_hold_is_not(world, retention):
    case = retention("offered_to_archive")
    fire(case.pk, "take_over", by=world.office, taken_over_on="2026-06-04")
    reopened(case)
    fire(case.pk, "hold", by=world.office, **HELD)
    assert (keep_files(), state(case)) == (0, "held")
    assert lift(world, case) == "interrupted"


def test_what_was_opened_again_after_the_guards_is_seen_under_the_lock(world, retention, monkeypatch):
    case = retention("erasure_proposed")
    monkeypatch.setattr("funding.retention.rules.goes_on", lambda _dossier: False)
    reopened(case)
    assert (refusal(case, "erase", by=world.signatory), state(case)) == ("file_goes_on", "erasure_proposed")


def test_one_file_that_cannot_be_reckoned_does_not_stop_the_others(world, rejected, today_is):
    rejected()
    strange = Dossier.objects.create(number="X-1", title="Fremd", lead_place=world.region.place)
    assert begin_retention(strange.pk) is None
    LawEntry.objects.filter(key="retention_idea").update(value=None)
    assert keep_files() == 0
    LawEntry.objects.filter(key="retention_idea").update(value=2)
    assert (keep_files(), keep_files()) == (1, 0)


def test_case_and_retention_lead_to_each_other(world, retention, client):
    case = retention("period_ended")
    idea = Case.objects.get(dossier=case.dossier_id, lifecycle="idea")
    client.force_login(world.office)
    page, other = (client.get(f"/cases/{each.pk}/").content.decode() for each in (case, idea))
    assert (f"/cases/{idea.pk}/" in page, f"/cases/{case.pk}/" in other) == (True, True)
    assert "offer_to_archive" in page


def test_a_budget_is_kept_by_its_authority(world, budget, today_is):
    today_is("2024-06-03")
    fire(budget("draft").pk, "discard", by=world.case_worker)
    keep_files()
    kept = Retention.objects.get()
    assert (kept.lifecycle, kept.kind, kept.places) == (
        "award_retention", "budget", {"authority": str(world.authority.place)},
    )  # fmt: skip


def test_a_meeting_is_kept_where_its_body_belongs(world, meeting):
    fire(meeting("planned").pk, "call_off", by=world.office, reason="Kein Saal.")
    keep_files()
    kept = Retention.objects.get()
    assert (kept.lifecycle, kept.kind, kept.places) == ("retention", "meeting", {"region": str(world.region.place)})
