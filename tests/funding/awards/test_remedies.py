"""Objection, action and annulment: what becomes of an award somebody contests."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from notifications.models import Message
from notifications.rendering import render
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import comes_back, demand, final, issued, reports, settled
from tests.funding.below import below, let, proof_of
from tests.funding.reclaims.test_accounts_and_proof import brought
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def stand(case):
    """The award and its notice."""
    return state(case), below(case, "notice").state


def test_an_action_in_time_is_recorded_even_after_the_award_became_final(world, award, today_is):
    case = _final_by_time(world, award, today_is)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2026-04-07")
    assert stand(case) == ("sent", "contested")


def test_an_action_too_late_is_refused_with_the_calculation(world, award, today_is):
    case = _final_by_time(world, award, today_is)
    with pytest.raises(Refused) as caught:
        let(case, "contest", by=world.case_worker, remedy="action", received_on="2026-04-08")
    assert caught.value.key == "remedy_too_late"
    assert "Dienstag, 07.04.2026" in caught.value.sentence
    assert "§ 187 Abs. 1 BGB" in caught.value.sentence or "§ 187 (1) BGB" in caught.value.sentence
    assert state(case) == "final"


def _final_by_time(world, award, today_is):
    today_is("2026-03-02")
    case = award("issued", period_from=dt.date(2026, 7, 1), period_to=dt.date(2027, 6, 30))
    let(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2026-03-02")
    for day in ("2026-03-07", "2026-04-08"):
        today_is(day)
        sweep_deadlines()
    assert state(case) == "final"
    return case


def test_the_recipient_cannot_date_an_objection_back(world, award, today_is):
    today_is("2026-03-02")
    case = award("notified")
    today_is("2026-03-05")
    early = {"by": world.signatory, "remedy": "objection", "received_on": "2026-03-03"}
    assert refusal(case, "contest", **early) == "bad_input"
    let(case, "contest", by=world.signatory, remedy="objection", received_on="2026-03-05")
    assert stand(case) == ("sent", "contested")


def test_a_second_person_upholds_and_the_project_goes_on_without_new_reports(world, award):
    due = clock.today() + dt.timedelta(days=120)
    case = award("running", report_dates=[due])
    assert reports(case) == [("progress", due.isoformat())]
    _contest(world, case)
    decided = {"decided_on": clock.today().isoformat(), "reason": "Die Klage wurde abgewiesen."}
    assert refusal(case, "uphold", by=world.case_worker, **decided) == "four_eyes"
    let(case, "uphold", by=world.approver, **decided)
    assert state(case) == "running"
    assert reports(case) == [("progress", due.isoformat())]


def test_payments_suspended_before_the_objection_stay_suspended(world, award):
    case = award("suspended")
    _contest(world, case)
    let(case, "uphold", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    assert state(case) == "suspended"


def test_after_a_rejected_objection_an_action_has_its_own_month(world, award, today_is):
    case = _objected(world, award, today_is)
    day = {"decided_on": "2026-02-26", "reason": "Widerspruchsbescheid."}
    assert wrong(case, "uphold", by=world.approver, **day) == "objection_served_on"
    for served in ("2026-02-25", "2026-03-03"):  # before the decision; tomorrow
        assert wrong(case, "uphold", by=world.approver, objection_served_on=served, **day) == "objection_served_on"
    let(case, "uphold", by=world.approver, objection_served_on="2026-03-02", **day)
    deadline = below(case, "notice").deadlines.filter(kind="notified").latest("pk")
    assert (stand(case), deadline.due_on, deadline.nature) == (("sent", "notified"), dt.date(2026, 4, 2), "legal")
    assert (deadline.inputs["event"], len(deadline.steps)) == ("2026-03-02", 2)
    today_is("2026-03-20")
    again = {"by": world.case_worker, "received_on": "2026-03-20"}
    assert wrong(case, "contest", remedy="objection", **again) == "remedy"
    assert refusal(case, "note_receipt", by=world.case_worker, disputed=True) == "objection_decided"
    let(case, "contest", remedy="action", **again)
    let(case, "uphold", by=world.approver, decided_on="2026-03-20", reason="Klage abgewiesen.")
    assert state(case) == "final"


def test_without_an_action_the_award_is_final_after_that_month(world, award, today_is):
    case = _objected(world, award, today_is)
    decided = {"decided_on": "2026-02-26", "objection_served_on": "2026-03-02", "reason": "x"}
    let(case, "uphold", by=world.approver, **decided)
    for day, expected in (("2026-04-02", "sent"), ("2026-04-03", "final")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    late = {"by": world.case_worker, "remedy": "action", "received_on": "2026-04-03"}
    assert refusal(case, "contest", **late) == "remedy_too_late"


def test_a_decision_on_the_objection_without_instruction_leaves_a_year(world, award, today_is):
    case = _objected(world, award, today_is)
    decided = {"decided_on": "2026-02-26", "objection_served_on": "2026-03-02", "instructed": False, "reason": "x"}
    let(case, "uphold", by=world.approver, **decided)
    assert Notice.objects.get().remedy_until == dt.date(2027, 3, 2)


def test_the_mail_names_the_last_day_for_an_action_and_only_that(world, award, today_is):
    case = _objected(world, award, today_is)
    decided = {"by": world.approver, "decided_on": "2026-02-26", "reason": "x"}
    let(case, "uphold", objection_served_on="2026-03-02", **decided)
    until = "You can bring an action against it until Thursday, 2 April 2026."
    assert until in _mail("notice.upheld", world.signatory)
    suspended = award("suspended")
    _contest(world, suspended)
    let(suspended, "uphold", **decided)
    assert "until" not in _mail("notice.upheld", world.signatory)


def _mail(kind, person):
    """The text of the latest mail of this kind to this person, in English."""
    person.language = "en"
    return render(Message.objects.filter(kind=kind, person=person).latest("pk"), person).text


def _objected(world, award, today_is):
    """Served on 5 January 2026, objected to in time; today is 2 March."""
    today_is("2026-01-05")
    case = award("notified", period_from=dt.date(2026, 7, 1), period_to=dt.date(2027, 6, 30))
    let(case, "contest", by=world.signatory, remedy="objection", received_on="2026-01-05")
    today_is("2026-03-02")
    return case


def test_payments_suspended_before_the_objection_stay_so_when_no_action_follows(world, award, today_is):
    case = award("suspended")
    Notice.objects.update(remedy_waived_on=None)
    today = clock.today()
    let(case, "contest", by=world.case_worker, remedy="objection", received_on=today.isoformat())
    day = {"decided_on": today.isoformat(), "objection_served_on": today.isoformat()}
    let(case, "uphold", by=world.approver, reason="x", **day)
    today_is((Notice.objects.get().remedy_until + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    assert state(case) == "suspended"


def test_an_annulled_award_ends_and_what_was_paid_comes_back_first(world, award):
    case = award("running")
    _contest(world, case)
    Award.objects.filter(pk=case.pk).update(paid=Decimal("1000.00"))
    today = clock.today().isoformat()
    let(case, "annul", by=world.approver, decided_on=today, reason="x")
    assert (state(case), settled(case)) == ("annulled", "fallen")
    with pytest.raises(Refused) as caught:
        demand(world, case, ground="annulled_by_remedy")
    assert caught.value.key == "four_eyes"
    reclaim = demand(world, case, by="checker", ground="annulled_by_remedy")
    issued(world, reclaim)
    final(world, reclaim)
    assert (settled(case), Award.objects.get().called_back) == ("repayment_due", Decimal("1000.00"))
    comes_back(world, reclaim, "1000.00")
    assert (state(case), settled(case), Award.objects.get().repaid) == ("annulled", "ended", Decimal("1000.00"))


def test_of_an_annulled_award_nobody_reports_nor_proves_any_more_and_nobody_is_reminded(world, award):
    case = award("running", report_dates=[clock.today() + dt.timedelta(days=2)])
    _contest(world, case)
    Award.objects.filter(pk=case.pk).update(paid=Decimal("1000.00"))
    sweep_deadlines()
    report = below(case, "report")
    assert report.state == "open"
    let(case, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    assert (state(report), report.events.latest("seq").move) == ("dropped", "drop")
    assert not report.deadlines.filter(closed_at=None).exists()
    assert not report.tasks.filter(status__in=("NEW", "ASSIGNED")).exists()


def test_the_proof_of_use_falls_with_the_annulled_notice_though_money_is_still_to_come_back(world, award):
    """Revoked for the future while it was contested: its use was to be proven."""
    case = award("running")
    Award.objects.filter(pk=case.pk).update(paid=Decimal("1000.00"))
    future = {"extent": "full", "reach": "ex_nunc", "amount": None, "ineffective_from": None}
    reclaim = brought(world, case, **future)
    _contest(world, case)
    let(reclaim, "waive_remedy", by=world.signatory, declared=True)
    sweep_deadlines()
    proof = proof_of(case)
    assert (state(case), settled(case), proof.finished) == ("completed", "proof_due", None)
    let(case, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    assert (state(case), settled(case), state(proof)) == ("annulled", "fallen", "dropped")
    assert not proof.deadlines.filter(closed_at=None).exists()


def test_an_annulled_award_without_payments_is_at_its_end(world, award):
    case = award("running")
    _contest(world, case)
    let(case, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    assert state(case) == "annulled"


def _contest(world, case):
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on=clock.today().isoformat())


def test_a_late_remedy_is_recorded_and_payments_rest_until_it_is_found_inadmissible(world, award, today_is):
    case = _final_by_time(world, award, today_is)
    early = {"by": world.case_worker, "remedy": "action", "received_on": "2026-04-07"}
    assert wrong(case, "record_late_remedy", **early) == "received_on"
    assert refusal(case, "record_late_remedy", **{**early, "by": world.signatory}) == "not_yours"
    let(case, "record_late_remedy", **{**early, "received_on": "2026-04-08"})
    assert stand(case) == ("sent", "inadmissible")
    assert refusal(case, "dismiss_remedy", by=world.case_worker, reason="x") == "four_eyes"
    let(case, "dismiss_remedy", by=world.approver, reason="Verspätet.")
    assert state(case) == "final"


def test_who_was_prevented_without_fault_is_reinstated_within_two_weeks(world, award, today_is):
    case = _final_by_time(world, award, today_is)
    today_is("2026-05-04")
    late = {"by": world.case_worker, "remedy": "action", "received_on": "2026-05-04"}
    let(case, "record_late_remedy", **late)
    asked = {"obstacle_ended_on": "2026-04-20", "requested_on": "2026-05-04", "reason": "Krankenhaus."}
    assert refusal(case, "reinstate", by=world.case_worker, **asked) == "four_eyes"
    by = {"by": world.approver}
    assert wrong(case, "reinstate", **by, **{**asked, "requested_on": "2026-05-05"}) == "requested_on"
    for impossible in ("2026-05-05", "2026-04-06"):  # after the request; before the last day, when one still could
        assert wrong(case, "reinstate", **by, **{**asked, "obstacle_ended_on": impossible}) == "obstacle_ended_on"
    too_late = {**asked, "obstacle_ended_on": "2026-04-17"}  # two weeks end on the holiday of 1 May: 4 May
    let(case, "reinstate", **by, **too_late)
    assert stand(case) == ("sent", "contested")
    let(case, "uphold", **by, decided_on="2026-05-04", reason="Klage abgewiesen.")
    assert state(case) == "final"


def test_reinstatement_asked_for_too_late_is_refused(world, award, today_is):
    case = _final_by_time(world, award, today_is)
    today_is("2026-05-05")
    let(case, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2026-05-05")
    asked = {"obstacle_ended_on": "2026-04-17", "requested_on": "2026-05-05", "reason": "x"}
    assert refusal(case, "reinstate", by=world.approver, **asked) == "reinstatement_too_late"
    today_is("2027-04-08")  # a year after 7 April 2026 has passed, whenever the obstacle ended
    asked = {"obstacle_ended_on": "2027-04-07", "requested_on": "2027-04-08", "reason": "x"}
    assert refusal(case, "reinstate", by=world.approver, **asked) == "reinstatement_too_late"


def test_who_has_waived_the_remedy_has_none_too_late_either(world, award):
    case, today = award("running"), clock.today().isoformat()
    late = {"by": world.case_worker, "remedy": "action", "received_on": today}
    assert refusal(case, "record_late_remedy", **late) == "remedy_waived"
