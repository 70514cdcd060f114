"""The grant authority's file, here of a discarded budget: its case worker keeps it, its second signatory confirms."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from funding.bodies.models import Body
from funding.demo.world import LONG_AGO
from funding.meetings.opening import plan_meeting
from funding.retention.models import Retention
from funding.retention.opening import keep_files
from tests.funding.asking import refusal, state
from tests.funding.budgets import conftest as budgets
from tests.funding.retention.conftest import OFFER
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db
budget, programme = budgets.budget, budgets.programme
WHY = {"reason": "Der Rechnungshof prüft."}


@pytest.fixture
def kept(world, budget, today_is):
    """Brought as far as asked: `kept("not_taken")`. Kept ten years from 3 June 2024."""

    def brought(to="retention"):
        today_is("2024-06-03")
        fire(budget("draft").pk, "discard", by=world.case_worker)
        keep_files()
        found = Retention.objects.get()
        if to != "retention":
            today_is(str(found.kept_until + dt.timedelta(days=1)))
            sweep_deadlines()
        taken = {"taken_over_on": str(found.kept_until + dt.timedelta(days=1))}
        steps = {
            "retention": lambda: None,
            "period_ended": lambda: None,
            "offered_to_archive": lambda: fire(found.pk, "offer_to_archive", by=world.case_worker, **OFFER),
            "archived": lambda: fire(found.pk, "take_over", by=world.case_worker, **taken),
            "erasure_proposed": lambda: fire(found.pk, "propose_erasure", by=world.case_worker),
        }
        for name, make in steps.items():
            make()
            if name == to:
                break
        return Retention.objects.get(pk=found.pk)

    return brought


def reopened(case, finished=None):
    Case.objects.filter(dossier=case.dossier_id, lifecycle="budget").update(finished=finished)


def test_the_second_signatory_sends_a_proposed_erasure_back(world, kept):
    case = kept("erasure_proposed")
    assert refusal(case, "refuse_erasure", by=world.case_worker, **WHY) == "not_yours"
    fire(case.pk, "refuse_erasure", by=world.approver, **WHY)
    assert state(case) == "archived"


def test_a_legal_hold_is_laid_and_lifted_by_the_case_worker(world, kept):
    case = kept()
    assert refusal(case, "hold", by=world.approver, **WHY, review_on="2025-01-02") == "not_yours"
    fire(case.pk, "hold", by=world.case_worker, **WHY, review_on="2025-01-02")
    assert state(case) == "held"
    assert refusal(case, "lift_hold", by=world.approver, **WHY) == "not_yours"
    fire(case.pk, "lift_hold", by=world.case_worker, **WHY)
    assert state(case) == "retention"


def test_the_archive_is_asked_by_the_case_worker_and_its_silence_means_no(world, kept, today_is):
    case = kept("period_ended")
    assert refusal(case, "offer_to_archive", by=world.approver, **OFFER) == "not_yours"
    fire(case.pk, "offer_to_archive", by=world.case_worker, **OFFER)
    day = str(Retention.objects.get().answer_by)
    assert refusal(case, "take_over", by=world.approver, taken_over_on=day) == "not_yours"
    assert refusal(case, "decline_offer", by=world.approver, answered_on=day) == "not_yours"
    today_is(str(Retention.objects.get().answer_by + dt.timedelta(days=1)))
    sweep_deadlines()
    assert state(case) == "not_taken"
    assert refusal(case, "propose_erasure", by=world.approver) == "not_yours"


def test_while_a_case_goes_on_the_authoritys_file_is_interrupted_and_then_kept_anew(world, kept):
    case = kept("period_ended")
    reopened(case)
    keep_files()
    assert (state(case), refusal(case, "begin_anew", by=CLOCK)) == ("interrupted", "file_goes_on")
    reopened(case, dt.datetime(2034, 7, 3, 12, tzinfo=dt.UTC))
    keep_files()
    assert (state(case), Retention.objects.get().begins_on) == ("retention", dt.date(2034, 7, 3))


def test_the_file_of_a_state_wide_bodys_meetings_is_kept_by_the_authority_of_its_programme(world, today_is):
    today_is("2024-06-03")
    body = Body.objects.create(name="Lenkungsgremium", kind="committee", programme="ni")
    for role in ("clerk", "chair"):
        staff(role, body.place, world.case_worker, LONG_AGO)
    meeting = plan_meeting(body, by=world.case_worker, meets_on=dt.date(2025, 1, 22), begins_at="10:00")
    fire(meeting.pk, "call_off", by=world.case_worker, reason="Es liegt nichts vor.")
    named = {**Case.objects.get(pk=meeting.pk).terms, "authority": None}
    Case.objects.filter(pk=meeting.pk).update(terms=named)
    assert keep_files() == 0
    Case.objects.filter(pk=meeting.pk).update(terms={**named, "authority": str(world.authority.place)})
    assert keep_files() == 1
    kept = Retention.objects.get()
    assert (kept.lifecycle, kept.places) == ("award_retention", {"authority": str(world.authority.place)})
