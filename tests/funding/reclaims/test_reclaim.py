"""A reclaim from the hearing to its notice: who is heard, who signs, until when, what the recipient reads."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.changes.story import text_of
from tests.funding.reclaims.conftest import INTENDED, REMEDY
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def ruling_of(case):
    return below(case, "reclaim_ruling")


FIVE = Decimal("5000.00")


def told(case, kind):
    return set(Message.objects.filter(kind=kind, about=f"case {case.pk}").values_list("person_id", flat=True))


# The hearing


def test_the_recipient_is_heard_with_a_letter_a_period_and_the_year_counted(world, reclaim):
    case = reclaim("hearing")
    assert (case.state, case.award.state) == ("hearing", "running")
    letter = case.documents.get(kind="hearing")
    assert case.events.get(seq=1).facts["sha256"] == letter.content_id
    year = case.deadlines.get(kind="revocation")
    assert (year.due_on, year.nature, year.inputs["event"]) == (dt.date(2026, 5, 4), "legal", "2025-05-02")
    assert case.deadlines.get(of_stay=True).due_on == dt.date(2025, 6, 20)
    assert told(case, "reclaim.hearing") == {world.signatory.pk, world.applicant.pk}


def test_a_hearing_until_a_saturday_names_the_monday_that_is_counted(reclaim):
    case = reclaim("hearing", answer_by="2025-06-21")
    assert case.deadlines.get(of_stay=True).due_on == dt.date(2025, 6, 23)
    letter = text_of(case.documents.get(kind="hearing"))
    assert ("23.06.2025" in letter, "21.06.2025" in letter) == (True, False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"known_on": "2025-06-03"}, "known_on"),
        ({"answer_by": "2025-06-02"}, "answer_by"),
        ({"amount": "20000.01"}, "amount"),
        ({"amount": "0.00"}, "amount"),
        ({"amount": None}, "amount"),
        ({"ineffective_from": None}, "ineffective_from"),
        ({"ineffective_from": "2025-06-03"}, "ineffective_from"),
        ({"reach": "ex_nunc"}, "ineffective_from"),
        ({"reach": "ex_nunc", "ineffective_from": None, "amount": "60000.01"}, "amount"),
        ({"reach": "ex_nunc", "ground": "resolutive_condition"}, "reach"),
    ],
)
def test_what_cannot_be_intended_is_refused_by_its_field(world, paid_award, given, field):
    intended = {name: value for name, value in {**INTENDED, **given}.items() if value is not None}
    assert wrong(paid_award(), "hear", by=world.case_worker, **intended) == field


def test_after_a_year_of_knowledge_nobody_is_heard_any_more_unless_the_ground_knows_no_year(world, paid_award):
    award, old = paid_award(), {**INTENDED, "known_on": "2024-05-30"}
    assert refusal(award, "hear", by=world.case_worker, **old) == "revocation_too_late"
    fire(award.pk, "hear", by=world.case_worker, **{**old, "ground": "resolutive_condition"})
    found = Reclaim.objects.get()
    assert (found.revocable_until, found.deadlines.filter(kind="revocation").exists()) == (None, False)


def test_only_the_case_worker_begins_and_only_once_at_a_time(world, reclaim):
    award = reclaim("hearing").parent
    for person, key in ((world.signatory, "not_yours"), (world.approver, "not_yours"), (world.stranger, "not_found")):
        assert refusal(award, "hear", by=person, **INTENDED) == key
    assert refusal(award, "hear", by=world.case_worker, **INTENDED) == "reclaim_is_open"


def test_the_recipient_answers_with_words_and_papers(world, reclaim):
    case = reclaim("hearing")
    assert refusal(case, "answer", by=world.case_worker, statement="x") == "not_yours"
    assert refusal(case, "answer", by=world.stranger, statement="x") == "not_found"
    fire(case.pk, "answer", by=world.signatory, statement="Wir geben den Bus zurück.")
    found = Reclaim.objects.get()
    assert (state(case), found.answer) == ("in_preparation", "Wir geben den Bus zurück.")
    assert told(case, "reclaim.answered") == {world.case_worker.pk, world.checker.pk}
    assert refusal(case, "attach", by=world.applicant) == "not_possible_here"


def test_the_period_is_extended_and_then_passes(world, reclaim, today_is):
    case = reclaim("hearing")
    assert wrong(case, "extend", by=world.case_worker, until="2025-06-02") == "until"
    assert refusal(case, "extend", by=world.case_worker, until="2025-06-19") == "not_later"
    fire(case.pk, "extend", by=world.case_worker, until="2025-06-27")
    for day, expected in (("2025-06-27", "hearing"), ("2025-06-28", "in_preparation")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    assert told(case, "reclaim.unanswered") == {world.case_worker.pk, world.checker.pk}


def test_who_intends_more_hears_anew(world, reclaim):
    case = reclaim("drafted")
    assert wrong(ruling_of(case), "draft", by=world.case_worker, drafted="5000.01", reasons="x") == "drafted"
    more = {**INTENDED, "amount": "6000.00", "known_on": "2025-05-30"}
    fire(case.pk, "hear_anew", by=world.case_worker, **more)
    found = Reclaim.objects.get()
    assert (state(case), found.amount, found.drafted, found.pay_by) == ("hearing", Decimal("6000.00"), None, None)
    years = case.deadlines.filter(kind="revocation").order_by("pk")
    assert [(row.due_on.isoformat(), row.closed_at is None) for row in years] == [
        ("2026-05-04", False), ("2026-06-01", True),
    ]  # fmt: skip
    assert case.documents.filter(kind="hearing").count() == 2


@pytest.mark.parametrize("stage", ["hearing", "in_preparation", "signed"])
def test_a_revocation_is_dropped_with_reasons_and_payments_go_on(world, reclaim, call, stage):
    case = reclaim(stage)
    money = call("draft", case.parent, amount="100.00")
    assert refusal(money, "submit", by=world.signatory) == "award_is_being_revoked"
    assert refusal(case, "drop", by=world.signatory, reason="x") == "not_yours"
    fire(case.pk, "drop", by=world.case_worker, reason="Der Bus wird zurückgegeben.")
    assert (state(case), state(case.parent)) == ("dropped", "running")
    assert told(case, "reclaim.dropped") == {world.signatory.pk, world.applicant.pk, world.approver.pk}
    assert not case.deadlines.filter(closed_at=None).exists()
    fire(money.pk, "submit", by=world.signatory)


# The notice


def test_a_notice_needs_reasons_a_day_to_pay_and_the_remedy(world, reclaim, today_is):
    case = reclaim("in_preparation")
    assert refusal(ruling_of(case), "sign", by=world.case_worker) == "incomplete"
    assert wrong(ruling_of(case), "draft", by=world.case_worker, reasons="x", pay_by="2025-06-10") == "pay_by"
    let(case, "draft", by=world.case_worker, reasons="x", **REMEDY)
    with pytest.raises(Refused) as caught:
        let(case, "sign", by=world.case_worker)
    assert str(caught.value.values["missing"]) in ("“to be paid by”", "„zu zahlen bis“")
    let(case, "draft", by=world.case_worker, reasons="x", pay_by="2025-06-20")
    today_is("2025-06-20")
    assert refusal(ruling_of(case), "sign", by=world.case_worker) == "day_to_pay_has_passed"


def test_two_persons_issue_the_notice(world, reclaim):
    case = reclaim("signed")
    assert refusal(ruling_of(case), "issue", by=world.case_worker) == "four_eyes"
    assert refusal(ruling_of(case), "issue", by=world.signatory) == "not_found"
    assert refusal(ruling_of(case), "issue", by=world.stranger) == "not_found"
    let(case, "reopen", by=world.approver, reason="Betrag prüfen.")
    let(case, "draft", by=world.case_worker, drafted="4000.00", reasons="Geprüft.")
    let(case, "sign", by=world.case_worker)
    event = let(case, "issue", by=world.approver)
    letter = below(case, "notice").documents.get(kind="reclaim_notice")
    assert (event.facts["reclaimed"], event.facts["sha256"]) == ("4000.00", letter.content_id)
    assert Reclaim.objects.get().amount == FIVE
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-10")
    assert Reclaim.objects.get().amount == Decimal("4000.00")
    assert case.deadlines.get(kind="revocation").status == "running"


def test_the_year_ends_with_the_service(reclaim):
    assert reclaim("notified").deadlines.get(kind="revocation").status == "met"


def test_a_notice_is_not_sent_so_that_it_is_served_after_the_year(world, reclaim, today_is):
    case = reclaim("issued")
    Notice.objects.update(serve_by=dt.date(2025, 6, 13))
    sent = {"by": world.case_worker, "posted_on": "2025-06-10"}
    assert refusal(case, "dispatch", **sent, channel="letter") == "served_too_late"  # 14 June
    today_is("2025-06-14")
    assert refusal(case, "dispatch", **sent, channel="formal") == "revocation_too_late"
    fire(case.pk, "drop", by=world.case_worker, reason="Verfristet.")
    assert state(case) == "dropped"


def test_an_issued_notice_is_called_back_when_the_day_to_pay_has_passed(world, reclaim, today_is):
    case = reclaim("issued")
    today_is("2025-08-15")
    late = {"by": world.case_worker, "channel": "formal", "posted_on": "2025-08-15"}
    assert refusal(case, "dispatch", **late) == "day_to_pay_has_passed"
    let(case, "reopen", by=world.approver, reason="Neuer Zahlungstag.")
    assert state(case) == "in_preparation"


@pytest.mark.parametrize(("stage", "move"), [("drafted", "sign"), ("signed", "issue")])
def test_after_the_year_the_notice_is_refused(world, reclaim, today_is, stage, move):
    case = reclaim(stage)
    Reclaim.objects.update(revocable_until=dt.date(2025, 6, 9))
    assert refusal(ruling_of(case), move, by=world.approver) == "revocation_too_late"
    Reclaim.objects.update(revocable_until=dt.date(2025, 6, 10))
    let(case, move, by=world.approver)


@pytest.mark.parametrize(("stage", "move"), [("drafted", "sign"), ("signed", "issue")])
def test_never_more_is_reclaimed_than_was_paid(world, reclaim, stage, move):
    case = reclaim(stage)
    Award.objects.update(repaid=Decimal("15000.01"))
    assert refusal(ruling_of(case), move, by=world.approver) == "more_than_there_is"
    Award.objects.update(repaid=FIVE)
    let(case, move, by=world.approver)


def test_an_ordered_payment_is_noted_or_called_back_first(world, paid_award, call, reclaim):
    award = paid_award()
    ordered = call("ordered", award, amount="100.00")
    case = reclaim("drafted", of=award)
    assert refusal(ruling_of(case), "sign", by=world.case_worker) == "payment_is_ordered"
    let(ordered, "note_payment", by=world.cashier, value_date="2025-06-10")
    let(case, "sign", by=world.case_worker)


def page_of(client, person, case):
    """What they read there, without what each answer has anew."""
    client.force_login(person)
    found = client.get(f"/cases/{case.pk}/").content.decode()
    return re.sub(r'(nonce|value|id|for|aria-\w+)="[^"]*"', "", found)


def test_while_the_notice_is_signed_or_not_sent_nobody_is_heard_anew(world, reclaim):
    for stage in ("signed", "issued"):
        case = reclaim(stage)
        assert refusal(case, "hear_anew", by=world.case_worker, **INTENDED) == "is_signed"
        let(case, "reopen", by=world.approver, reason="Anders.")
        fire(case.pk, "hear_anew", by=world.case_worker, **INTENDED)
        assert (state(case), state(ruling_of(case))) == ("hearing", "ended")
        fire(case.pk, "drop", by=world.case_worker, reason="x")


def test_until_the_notice_is_sent_the_recipient_reads_that_it_is_being_decided(world, reclaim):
    case = reclaim("issued")
    assert (state(case), state(ruling_of(case))) == ("in_preparation", "issued")
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-10")
    assert state(case) == "issued"
    assert refusal(ruling_of(case), "reopen", by=world.approver, reason="x") == "notice_was_sent"


def test_one_that_came_back_is_written_anew_with_another_day_to_pay(world, reclaim, today_is):
    case = reclaim("issued")
    let(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2025-06-10")
    let(case, "note_receipt", by=world.case_worker, disputed=True)
    let(case, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    today_is("2025-08-15")
    late = {"by": world.case_worker, "channel": "formal", "posted_on": "2025-08-15"}
    assert refusal(below(case, "notice"), "dispatch", **late) == "day_to_pay_has_passed"
    let(case, "reopen", by=world.approver, reason="Neuer Zahlungstag.")
    assert (state(case), below(case, "notice").state) == ("in_preparation", "moot")
    let(case, "draft", by=world.case_worker, reasons="Nicht für den Zweck.", pay_by="2025-09-30")
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", **late)
    assert state(case) == "issued"


def test_called_back_after_it_came_back_any_sum_within_the_hearing_is_written_and_the_year_runs(
    world, reclaim, today_is
):
    case = reclaim("in_preparation")
    written = {"by": world.case_worker, "reasons": "Nicht für den Zweck.", **REMEDY, "pay_by": "2025-08-15"}
    let(case, "draft", **written, drafted="3000.00")
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2025-06-10")
    today_is("2025-06-16")
    sweep_deadlines()
    assert not case.deadlines.filter(kind="revocation", closed_at=None).exists()
    let(case, "note_receipt", by=world.case_worker, disputed=True)
    let(case, "send_anew", by=world.case_worker, reason="Nicht angekommen.")
    let(case, "reopen", by=world.approver, reason="Betrag prüfen.")
    assert case.deadlines.get(kind="revocation", closed_at=None).due_on == dt.date(2026, 5, 4)
    assert wrong(case, "draft", **written, drafted="5000.01") == "drafted"
    let(case, "draft", **written, drafted="4000.00")
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    assert Reclaim.objects.get().amount == FIVE
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-16")
    assert (Reclaim.objects.get().amount, Reclaim.objects.get().issued_on) == (Decimal("4000.00"), dt.date(2025, 6, 16))


def test_what_the_authority_prepares_stays_inside(world, reclaim, client):
    case = reclaim("signed")
    before = page_of(client, world.signatory, case)
    let(case, "reopen", by=world.approver, reason="Ermessen ausführen.")
    page = page_of(client, world.signatory, case)
    assert (page == before, "Nicht für den Zweck." in page, "Verwaltungsgericht" in page) == (True, False, False)
    inside = page_of(client, world.case_worker, ruling_of(case))
    assert ("Nicht für den Zweck." in inside, "Ermessen ausführen." in inside) == (True, True)
