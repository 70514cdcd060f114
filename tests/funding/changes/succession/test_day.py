"""The award passes on its day: what passes with it, what stays, and what holds it up."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.notices.models import Notice
from funding.people.models import User
from funding.reports.models import Report
from notifications.models import Message
from tests.funding.applications.story import REMEDY
from tests.funding.below import below, let
from tests.funding.changes.conftest import sent
from tests.funding.changes.story import PAID, paid_out
from tests.funding.changes.succession.story import (
    THEIR_IBAN,
    TODAY,
    succession,
    told,
    waits,
)
from tests.funding.reclaims.conftest import INTENDED
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import OPEN, Case, Task
from workflows.reading import desks_of, may_read, reads_inside
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def test_from_the_day_the_notice_is_sent_the_new_recipient_acts_and_the_old_one_reads(asked, new, world, old, refusal):
    change = asked("decided")
    award = Award.objects.get()
    assert (award.recipient, award.version, award.iban) == (new.organisation, 2, THEIR_IBAN.replace(" ", ""))
    assert (award.places["applicant"], award.places["applicant.1"]) == (str(new.organisation.place), str(old.place))
    assert succession(change) == "passed"
    today = dt.date(2025, 6, 3)
    for person in (new.applicant, new.signatory, world.applicant, world.signatory):
        assert may_read(award, person.pk, today)
    with pytest.raises(Refused, match="not_yours"):
        open_disbursement(award, by=world.applicant)
    assert open_disbursement(award, by=new.applicant).payee == new.organisation
    assert told("award.passed") == {world.signatory.name, new.signatory.name}
    assert refusal(award, "terminate", by=world.signatory, unspent="0.00", reason="Aus.") == "not_yours"
    fire(award.pk, "terminate", by=new.signatory, unspent="0.00", reason="Aus.")
    assert Message.objects.filter(kind="succession.approved").count() == 1


def test_what_is_begun_later_the_old_recipient_does_not_read(asked, new, world):
    asked("decided")
    call = open_disbursement(Award.objects.get(), by=new.applicant)
    today = dt.date(2025, 6, 3)
    assert (may_read(call, new.signatory.pk, today), may_read(call, world.applicant.pk, today)) == (True, False)


def test_open_tasks_and_days_pass_with_the_award(asked, new, world, running):
    award = running(report_dates=["2025-07-31"])
    report = Report.objects.filter(parent=award, finished=None).order_by("due_on").first()
    before = {task.due_on for task in Task.objects.filter(OPEN, process=report.pk)}
    asked("decided", of=award)
    assert {place for _role, place in waits(report)} <= {new.organisation.place}
    assert {task.due_on for task in Task.objects.filter(OPEN, process=report.pk)} == before
    assert Case.objects.get(pk=report.pk).places["applicant"] == str(new.organisation.place)
    assert report.events.filter(move="place.pass", actor=None).count() == 1


def test_a_payment_stays_with_whom_it_was_paid_and_its_use_is_confirmed_by_the_new_one(asked, new, world, running, old):
    award = running()
    call = paid_out(world, award)
    payment = below(call, "payment")
    assert waits(payment) == [("applicant", old.place)]
    asked("decided", of=award)
    assert waits(payment) == [("applicant", new.organisation.place)]
    assert Disbursement.objects.get(pk=call.pk).payee == old
    assert may_read(payment, world.applicant.pk, dt.date(2025, 6, 3))


def test_a_request_for_payment_under_way_is_not_paid_to_the_old_account(asked, new, world, running, refusal, state):
    award = running()
    call = paid_out(world, award, "approved")
    asked("decided", of=award, iban="")
    assert refusal(call, "order", by=world.cashier) == "another_recipient"
    fire(call.pk, "return", by=world.approver, reason="Das Konto ist zu nennen.")
    assert refusal(call, "submit", by=new.signatory) == "another_recipient"
    fire(call.pk, "edit", by=new.applicant, **{**PAID, "iban": THEIR_IBAN})
    fire(call.pk, "submit", by=new.signatory)
    assert (state(call), Disbursement.objects.get().payee) == ("submitted", new.organisation)


def test_a_day_to_come_is_waited_for(asked, new, world, today_is, state, old):
    change = asked("decided", day="2025-07-01")
    consent = below(change, "succession")
    assert (state(change), succession(change)) == ("approved", "awaited")
    assert Award.objects.get().recipient == old != new.organisation
    assert consent.deadlines.filter(of_stay=True).latest("pk").due_on == dt.date(2025, 6, 30)
    today_is("2025-06-30")
    sweep_deadlines()
    assert succession(change) == "awaited"
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("passed", new.organisation)


def test_an_award_that_can_no_longer_be_changed_on_the_day_is_held_up_until_given_up(
    asked, new, world, today_is, old, refusal
):
    change = asked("decided", day="2026-08-01")
    fire(change.parent_id, "terminate", by=world.signatory, unspent="0.00", reason="Aufgegeben.")
    today_is("2026-07-15")
    sweep_deadlines()
    proof = Report.objects.get(kind="proof")
    written = {"progress": "Fertig.", "expenditure": [{"item": "Lohn", "amount": "0.01"}]}
    fire(proof.pk, "write", by=world.applicant, **written)
    fire(proof.pk, "release_internally", by=world.applicant)
    fire(proof.pk, "submit", by=world.signatory)
    today_is("2026-08-03")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    consent = below(change, "succession")
    assert waits(consent) == [("case_worker", world.authority.place)]
    assert refusal(consent, "pass_over", by=world.case_worker) == "proof_was_submitted"
    assert refusal(consent, "give_up", by=new.signatory, reason="Nein.") == "not_yours"
    fire(consent.pk, "give_up", by=world.case_worker, reason="Abgerechnet.")
    assert (succession(change), Award.objects.get().recipient) == ("ended", old)
    assert told("succession.ended") == {new.signatory.name, world.signatory.name, world.applicant.name}


def test_a_suspended_award_passes_too_and_stays_suspended(asked, new, running):
    asked("decided", of=running("suspended"))
    award = Award.objects.get()
    assert (award.state, award.recipient) == ("suspended", new.organisation)


def test_while_money_is_reclaimed_the_award_does_not_pass(asked, world, running, refusal):
    award = running()
    paid_out(world, award)
    change = asked("drafted", of=award)
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    assert refusal(change, "sign_notice", by=world.case_worker) == "reclaim_is_open"


def test_a_former_recipient_reads_nothing_that_is_inside_whatever_desk_they_hold(asked, new, world, old):
    change = asked("decided")
    other = User.objects.create(email="x@kreis.example", name="Xaver Kreis")
    staff("final_recipient", old.place, other, LONG_AGO)
    today = dt.date(2025, 6, 3)
    for case in Case.objects.filter(ancestors__contains=[change.parent_id]):
        if case.table.outsiders and may_read(case, other.pk, today):
            assert not reads_inside(case, desks_of(other.pk, today)), case.lifecycle


def test_other_requests_of_the_award_pass_too(asked, new, world, running, change):
    award = running()
    time = change("submitted", "time", of=award)
    asked("decided", of=award)
    fire(time.pk, "withdraw", by=new.signatory, reason="Nicht mehr nötig.")
    assert Case.objects.get(pk=time.pk).state == "withdrawn"


def test_what_is_demanded_meanwhile_holds_it_up_and_the_case_worker_lets_it_pass_later(
    asked, new, world, running, today_is, refusal, old
):
    award = running()
    paid_out(world, award)
    change = asked("decided", of=award, day="2025-07-01")
    consent = below(change, "succession")
    assert refusal(consent, "pass_over", by=world.case_worker) == "day_is_ahead"
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    reclaim = below(award, "reclaim")
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    assert told("succession.held_up") == {new.signatory.name, world.signatory.name}
    assert refusal(consent, "pass_over", by=world.case_worker) == "reclaim_is_open"
    fire(reclaim.pk, "drop", by=world.case_worker, reason="Geklärt.")
    assert succession(change) == "held_up"
    fire(consent.pk, "pass_over", by=world.case_worker)
    assert (succession(change), Award.objects.get().recipient) == ("passed", new.organisation)
    assert Message.objects.filter(kind="succession.held_up").count() == 2
    assert new.signatory.name in told("award.passed")


def test_a_contested_change_notice_holds_it_up_and_annulled_leads_back(
    asked, world, new, today_is, refusal, old, state
):
    change = asked("decided", day="2025-07-01")
    notice = Notice.objects.get(parent=change)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=TODAY)
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    assert refusal(below(change, "succession"), "pass_over", by=world.case_worker) == "is_contested"
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-01", reason="Ermessensfehler.")
    assert (state(change), succession(change), Award.objects.get().recipient) == ("in_review", "agreed", old)
    assert told("succession.fell") == {new.signatory.name}


def test_an_account_named_by_the_old_recipient_is_not_granted_after_the_passing(asked, world, running, change, refusal):
    award = running()
    account = change("submitted", "account", of=award)
    asked("decided", of=award)
    fire(account.pk, "start_review", by=world.case_worker)
    let(account, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **REMEDY)
    assert refusal(account, "sign_notice", by=world.case_worker) == "another_recipient_since"


def test_returned_after_the_passing_the_new_recipient_names_its_own_account_and_asks_anew(
    asked, world, new, running, change, refusal, state
):
    award = running()
    account = change("submitted", "account", of=award)
    asked("decided", of=award)
    fire(account.pk, "return", by=world.case_worker, reason="Die Empfängerin ist eine andere.")
    assert refusal(account, "edit", by=world.applicant, iban=THEIR_IBAN) in ("not_yours", "not_found")
    fire(account.pk, "edit", by=new.applicant, iban=THEIR_IBAN, justification="Unser Konto.")
    fire(account.pk, "release_internally", by=new.applicant)
    fire(account.pk, "submit", by=new.signatory)
    fire(account.pk, "start_review", by=world.case_worker)
    let(account, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **REMEDY)
    let(account, "sign_notice", by=world.case_worker)
    let(account, "issue", by=world.approver)
    sent(world, account)
    assert (state(account), Award.objects.get().iban) == ("approved", THEIR_IBAN.replace(" ", ""))
