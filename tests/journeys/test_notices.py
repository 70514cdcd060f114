"""Notices on their way: not retrieved, contested in part, contested twice, too late, declined; and how they end."""

import pytest

from funding.budgets.models import Pot
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from tests.funding.reclaims.conftest import INTENDED
from tests.funding.reclaims.conftest import REMEDY as RECLAIM_REMEDY
from tests.journeys.story import again, below, due, letters, mails, state, states, sums, told, waits_for, words_of
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_a_notice_is_not_retrieved_from_the_portal_and_is_sent_anew_by_letter_over_a_holiday(
    people, granted, today_is, day_comes
):
    award = granted("issued")
    notice = below(award, "notice")
    day_comes("2024-09-18")
    people.case_worker.dispatch(award, channel="portal", posted_on="2024-09-18")
    assert due(notice, "retrieval") == ("2024-09-28", "legal", "running")
    assert mails(notice, "task.late") == 2  # that the notice had lain there unsent since June
    day_comes("2024-09-28")
    assert mails(notice, "task.late") == 2
    day_comes("2024-09-29")
    assert (state(notice), mails(notice, "task.late")) == ("sent", 4)
    today_is("2024-09-30")
    people.case_worker.send_anew(award, reason="Nicht abgerufen.")
    people.case_worker.dispatch(award, channel="letter", posted_on="2024-09-30")
    # the third day is the Day of German Unity; a fiction of service does not wait for a working day
    assert due(notice)[:2] == ("2024-10-03", "legal")
    day_comes("2024-10-04")
    found = Notice.objects.get()
    assert (found.state, found.served_on.isoformat(), found.remedy_until.isoformat()) == (
        "notified", "2024-10-03", "2024-11-04",
    )  # fmt: skip
    assert people.signatory.sees_next == [("notice", "Read the notice; waive the remedy or contest", "2024-11-04")]
    day_comes("2024-11-04")
    assert states(award, notice) == ("sent", "notified")
    day_comes("2024-11-05")
    assert (state(award), waits_for(award), letters(award)) == ("final", [], ["award_notice"])
    assert told(notice, "notice.final") == {
        people.signatory.user.name, people.case_worker.user.name, people.checker.user.name,
    }  # fmt: skip


def test_an_objection_is_rejected_an_action_follows_and_the_award_stands(people, granted, today_is, day_comes):
    award = granted("notified")
    notice = below(award, "notice")
    assert due(notice) == ("2024-07-08", "legal", "running")
    today_is("2024-07-08")
    people.signatory.contest(award, remedy="objection", received_on="2024-07-08", reason="Die Reisekosten fehlen.")
    assert people.case_worker.sees_next[-1] == ("notice", "Record how the objection or action ends", "2024-10-07")
    today_is("2024-09-02")
    decided = {"decided_on": "2024-08-30", "objection_served_on": "2024-08-31", "reason": "Nicht zuwendungsfähig."}
    assert people.case_worker.may_not("uphold", award, **decided) == "four_eyes"
    people.approver.uphold(award, **decided)
    assert due(notice) == ("2024-09-30", "legal", "running")
    assert people.signatory.sees_next == [("notice", "Read the notice; waive the remedy or contest", "2024-09-30")]
    today_is("2024-09-30")
    assert people.case_worker.may_not("contest", award, remedy="objection", received_on="2024-09-30") == "remedy"
    people.case_worker.contest(award, remedy="action", received_on="2024-09-30")
    today_is("2024-12-02")
    people.approver.uphold(award, decided_on="2024-11-29", reason="Klage abgewiesen.")
    assert (state(notice), mails(notice, "notice.upheld")) == ("final", 2)
    day_comes("2025-01-01")
    assert (state(award), sums(award)) == ("running", {"amount": "80000.00"})
    reports = award.children.filter(lifecycle="report").order_by("pk").values_list("report__due_on", flat=True)
    assert [day.isoformat() for day in reports] == ["2025-07-31", "2026-01-31", "2026-07-31"]


def test_an_action_comes_a_day_late_and_the_region_is_reinstated(people, granted, today_is, day_comes):
    award = granted("final")
    today_is("2024-07-15")
    late = {"remedy": "action", "received_on": "2024-07-09"}
    assert people.case_worker.may_not("contest", award, **late) == "remedy_too_late"
    people.case_worker.record_late_remedy(award, **late)
    assert ("notice", "Reinstate the remedy, or record that it is inadmissible", "2024-07-29") in (
        people.case_worker.sees_next
    )
    people.approver.reinstate(
        award, obstacle_ended_on="2024-07-09", requested_on="2024-07-15", reason="Der Kurier hatte einen Unfall."
    )
    notice = below(award, "notice")
    assert (states(award, notice), told(notice, "notice.reinstated")) == (
        ("sent", "contested"),
        {people.signatory.user.name},
    )
    today_is("2024-12-02")
    people.approver.annul(award, decided_on="2024-11-29", reason="Der Bescheid war unbestimmt.")
    assert (states(award, award.parent.parent), sums(award)) == (("annulled", "parked"), {"amount": "80000.00"})
    assert ("idea", "Decide what becomes of the idea", "2025-03-03") in people.office.sees_next


def test_an_award_is_declined_and_leaves_its_money_in_the_pot(people, granted, budget, today_is):
    today_is("2024-06-03")
    for year in (2025, 2026):
        budget(year=year, shares=[{"payer": "Land", "weight": 1, "amount": "40000.00"}])
    award = granted("notified")
    assert [pot.taken for pot in Pot.objects.all()] == [40000, 40000]
    people.signatory.decline(award, reason="Der Träger ist abgesprungen.")
    assert states(award, award.parent.parent) == ("declined", "parked")
    assert [pot.taken for pot in Pot.objects.all()] == [0, 0]
    assert told(award, "award.declined") == {people.case_worker.user.name, people.checker.user.name}
    assert (waits_for(award), people.signatory.sees_next) == ([], [])


@pytest.fixture
def reclaim(people, paid, today_is):
    """5,000 of the 20,000 euros paid out are reclaimed by a notice served on 11 June 2025."""

    def noticed() -> Reclaim:
        award = paid()
        today_is("2025-06-02")
        people.case_worker.hear(award, **INTENDED)
        case = below(award, "reclaim")
        assert people.signatory.sees_next == [("reclaim", "Comment on the intended revocation", "2025-06-20")]
        today_is("2025-06-10")
        people.signatory.answer(case, statement="Der Bus wird zurückgegeben.")
        people.case_worker.draft(
            below(case, "reclaim_ruling"), reasons="Nicht für den Zweck.", **RECLAIM_REMEDY, pay_by="2025-08-15"
        )
        people.case_worker.sign(below(case, "reclaim_ruling"))
        people.approver.issue(below(case, "reclaim_ruling"))
        today_is("2025-06-11")
        people.case_worker.dispatch(case, channel="formal", posted_on="2025-06-11")
        people.case_worker.note_receipt(case, received_on="2025-06-11")
        return Reclaim.objects.get()

    return noticed


@pytest.fixture
def paid(granted, call, today_is, remembered):
    """The award that came the whole way, running, with 20,000 euros paid on 3 March 2025."""

    @remembered
    def paid_out() -> Case:
        award = granted("running")
        today_is("2025-03-03")
        call("paid", of=award)
        return again(award)

    return paid_out


def test_the_notice_is_contested_in_part_and_the_court_takes_that_part_back(people, reclaim, today_is, day_comes):
    case = reclaim()
    notice, money = below(case, "notice"), below(case, "collection")
    assert due(notice) == ("2025-07-11", "legal", "running")
    today_is("2025-07-11")
    people.signatory.contest(
        case, remedy="action", received_on="2025-07-11", reason="Nur 2.000 € betreffen den Fuhrpark."
    )
    assert (states(case, notice), sums(case.parent)["amount"]) == (("issued", "contested"), "80000.00")
    day_comes("2025-09-30")
    people.approver.reduce(case, amount="2000.00", decided_on="2025-09-29", reason="Urteil.")
    assert (state(case), sums(case.parent)) == (
        "reclaimed", {"amount": "78000.00", "paid": "20000.00", "reclaimed": "2000.00"},
    )  # fmt: skip
    assert due(money) == ("2025-10-14", "legal", "running")  # two weeks, since 15 August has passed
    people.case_worker.note_payment(case, amount="2000.00", value_date="2025-09-30")
    people.approver.reckon_interest(case, pay_by="2025-10-31")
    # 2,000 from 3 March to 30 September: 120 days at 2.27 + 5, 92 at 1.27 + 5 per cent
    owed = (2000 * (727 * 120 + 627 * 92)) / (365 * 10000)
    assert f"{Reclaim.objects.get().interest}" == f"{owed:.2f}" == "79.41"
    people.case_worker.note_payment(case, amount="79.41", value_date="2025-09-30")
    assert (states(money, case.parent), letters(case), letters(notice), letters(below(money, "notice"))) == (
        ("paid", "running"), ["hearing"], ["reclaim_notice"], ["interest_notice"],
    )  # fmt: skip
    assert "79,41" in words_of(below(money, "notice"), "interest_notice")


def test_a_reclaim_paid_under_reserve_is_annulled_and_the_money_goes_back(people, reclaim, today_is, world):
    case = reclaim()
    people.case_worker.note_payment(case, amount="5000.00", value_date="2025-06-11")
    money = below(case, "collection")
    assert (state(money), "repaid" in sums(case.parent)) == ("under_reserve", False)
    today_is("2025-07-11")
    people.signatory.contest(case, remedy="action", received_on="2025-07-11")
    today_is("2025-10-01")
    people.approver.annul(case, decided_on="2025-10-01", reason="Urteil.")
    assert (states(case, money), Reclaim.objects.get().to_refund) == (("annulled", "refund_due"), 5000)
    assert (
        "collection",
        "Pay back what is owed no longer",
        "2025-11-03",
    ) in people.checker.sees_next  # a holiday, a weekend
    assert people.approver.may_not("note_refund", case, value_date="2025-10-01") == "four_eyes"
    people.checker.note_refund(case, value_date="2025-10-01")
    assert (states(money, case.parent), sums(case.parent)) == (
        ("fallen", "running"), {"amount": "80000.00", "paid": "20000.00"},
    )  # fmt: skip
    assert (told(money, "reclaim.refunded"), waits_for(money)) == ({people.signatory.user.name}, [])


def test_a_reclaim_is_deferred_not_paid_and_enforced(people, reclaim, day_comes):
    case = reclaim()
    day_comes("2025-07-12")
    money = below(case, "collection")
    assert (state(money), sums(case.parent)["amount"]) == ("reclaimed", "75000.00")
    people.case_worker.propose_relief(case, relief="deferral", until="2025-10-31", reason="Haushaltssperre.")
    people.approver.grant_relief(case)
    day_comes("2025-10-31")
    assert states(money) == ("deferred",)
    day_comes("2025-11-01")
    assert (state(money), told(money, "reclaim.deferral_ended")) == (
        "reclaimed", {people.signatory.user.name, people.case_worker.user.name, people.checker.user.name},
    )  # fmt: skip
    people.approver.enforce(case)
    assert due(money) == ("2026-05-04", "internal", "running")  # six months on is a Friday that is a holiday
    people.case_worker.note_payment(case, amount="5000.00", value_date="2025-11-01")
    assert people.case_worker.sees_next[-1][:2] == ("collection", "Watch for the payment; then reckon the interest")
    assert people.approver.may_not("waive_interest", case, reason="x") == "paid_late"
    assert sums(case.parent) == {
        "amount": "75000.00", "paid": "20000.00", "repaid": "5000.00", "reclaimed": "5000.00",
    }  # fmt: skip
