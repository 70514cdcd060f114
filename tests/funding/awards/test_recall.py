"""Before it has begun: a notice that is called back, payments that are stopped, an award that is revoked."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.disbursements.opening import open_disbursement
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import final as becomes_final
from tests.funding.awards.story import issued, reports
from tests.funding.below import below, let
from tests.funding.reclaims.conftest import INTENDED
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
WHY = {"reason": "Die Summe ist falsch geschrieben."}


def test_two_persons_call_a_notice_back_that_was_not_sent(world, award):
    case = award("issued")
    assert refusal(case, "recall", by=world.approver, **WHY) == "not_proposed"
    assert refusal(case, "propose_recall", by=world.approver, **WHY) == "not_yours"
    assert refusal(case, "propose_recall", by=world.signatory, **WHY) == "not_found"
    fire(case.pk, "propose_recall", by=world.case_worker, **WHY)
    assert Message.objects.filter(kind="award.recall_proposed", person=world.approver).exists()
    assert refusal(case, "recall", by=world.case_worker, **WHY) == "four_eyes"
    fire(case.pk, "recall", by=world.approver, **WHY)
    assert (state(case), below(case, "notice").state) == ("recalled", "moot")
    assert refusal(case, "dispatch", by=world.case_worker, channel="letter", posted_on=clock.today()) == (
        "not_possible_here"
    )


def test_what_was_proposed_before_it_was_sent_calls_back_nothing_that_came_back_undelivered(world, award):
    case = award("issued")
    fire(case.pk, "propose_recall", by=world.case_worker, **WHY)
    let(case, "dispatch", by=world.case_worker, channel="letter", posted_on=clock.today().isoformat())
    assert refusal(case, "recall", by=world.approver, **WHY) == "not_possible_here"
    let(case, "note_receipt", by=world.case_worker, disputed=True)
    let(case, "send_anew", by=world.case_worker, reason="Empfänger unbekannt verzogen.")
    assert (state(case), refusal(case, "recall", by=world.approver, **WHY)) == ("issued", "not_proposed")


def test_the_notice_of_an_award_called_back_is_written_anew_and_its_money_stays_bound(world, application):
    found = application("issued")
    case = Award.objects.get()
    fire(case.pk, "propose_recall", by=world.case_worker, **WHY)
    fire(case.pk, "recall", by=world.approver, **WHY)
    ruling = below(found, "ruling")
    assert (state(case), state(found), state(found.parent)) == ("recalled", "submitted", "in_application")
    assert (ruling.state, ruling.ruling.awarded) == ("notice_in_preparation", case.granted)


def test_payments_of_an_award_that_is_not_final_or_has_not_begun_are_stopped_and_go_on(world, award, today_is):
    today_is("2026-03-02")
    for to in ("sent", "final"):
        case = award(to)
        assert refusal(case, "resume", by=world.case_worker) == "payments_go_on"
        fire(case.pk, "suspend", by=world.case_worker, reason="Der Träger ist zahlungsunfähig.")
        assert refusal(case, "suspend", by=world.case_worker, reason="x") == "payments_stopped"
        assert state(case) == to
        fire(case.pk, "resume", by=world.case_worker)
        assert (state(case), refusal(case, "resume", by=world.case_worker)) == (to, "payments_go_on")


def test_a_project_that_begins_with_payments_stopped_is_reported_on_but_paid_nothing(world, award, today_is):
    today_is("2026-03-02")
    case = award("final", report_dates=[dt.date(2026, 9, 30)])
    call = open_disbursement(case, by=world.applicant)
    need = {"needed_from": "2026-05-02", "needed_until": "2026-05-20", "purpose": "x", "iban": "DE02120300000000202051"}
    fire(call.pk, "edit", by=world.applicant, amount="1000.00", **need)
    fire(case.pk, "suspend", by=world.case_worker, reason="x")
    assert refusal(call, "submit", by=world.signatory) == "payments_stopped"
    today_is(Award.objects.get().period_from.isoformat())
    sweep_deadlines()
    assert (state(case), reports(case)) == ("suspended", [("progress", "2026-09-30")])
    fire(case.pk, "resume", by=world.case_worker)
    assert state(case) == "running"


def test_a_stop_outlives_the_day_on_which_the_notice_becomes_final(world, award, today_is):
    today_is("2026-03-02")
    case = award("notified")
    fire(case.pk, "suspend", by=world.case_worker, reason="x")
    today_is((Notice.objects.get().remedy_until + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    assert (state(case), refusal(case, "suspend", by=world.case_worker, reason="x")) == ("final", "payments_stopped")


@pytest.mark.parametrize("to", ["notified", "final"])
def test_an_award_of_which_nothing_was_paid_is_revoked_before_it_begins(world, award, to):
    case = award(to)
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    told = {**INTENDED, "ground": "obtained_by_deceit", "extent": "full", "amount": None, "known_on": today}
    told.pop("ineffective_from")
    told |= {"answer_by": soon, "by": world.case_worker}
    assert wrong(case, "hear", **told, ineffective_from=today) == "amount"  # nothing comes back that was not paid
    fire(case.pk, "hear", **{**told, "reach": "ex_nunc", "ineffective_from": None})
    reclaim = Reclaim.objects.get()
    assert (state(case), reclaim.amount) == (("sent" if to == "notified" else "final"), Award.objects.get().granted)
    issued(world, reclaim, pay_by=None)
    becomes_final(world, reclaim)
    award = Award.objects.get()
    assert (award.state, award.amount, award.to_pay) == ("revoked", 0, 0)
    assert not Case.objects.filter(parent=case, lifecycle="settlement").exists()


def test_a_revocation_before_the_start_that_falls_leaves_the_award_where_its_notice_is(world, award):
    case = award("final")
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    told = {**INTENDED, "extent": "full", "amount": None, "known_on": today, "answer_by": soon, "reach": "ex_nunc"}
    fire(case.pk, "hear", by=world.case_worker, **{**told, "ineffective_from": None})
    reclaim = Reclaim.objects.get()
    issued(world, reclaim, pay_by=None)
    becomes_final(world, reclaim)
    Notice.objects.update(remedy_waived_on=None)
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on=today)
    let(reclaim, "annul", by=world.approver, decided_on=today, reason="x")
    award = Award.objects.get()
    assert (award.state, award.ended_on, award.final_amount) == ("final", None, None)
    assert refusal(award, "suspend", by=world.case_worker, reason="x") == "payments_stopped"
