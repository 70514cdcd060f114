"""The decision on an objection is a letter of two persons; the month for an action runs from its service."""

import datetime as dt
import hashlib
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from funding.awards.models import Award
from funding.documents.filing import open_document, readable_documents
from funding.documents.models import Document
from funding.notices.models import Notice
from funding.notices.objection.models import ObjectionRuling
from notifications.models import Message
from tests.funding.applications.story import REMEDY, reject
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reclaims import conftest as reclaims
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Event

pytestmark = pytest.mark.django_db
hold = disbursements.hold
call, paid_award, reclaim = reclaims.call, reclaims.paid_award, reclaims.reclaim

COURT = {
    "remedy_name": "Verwaltungsgericht Hannover",
    "remedy_street": "Leonhardtstraße 15",
    "remedy_postcode": "30175",
    "remedy_town": "Hannover",
}
DISMISSED = {"result": "dismissed", "reasons": "Kein Anspruch auf mehr.", "costs": "objector", **COURT}
PART = {"result": "part", "amount": "70000.00", "reasons": "Die Fahrten zählen.", "costs": "shared", **COURT}
FULL = {"result": "full", "reasons": "Ermessensfehler.", "costs": "authority"}


@pytest.fixture
def contested(world, award):
    """The notice of an award, objected to today, and the decision on the objection begun."""

    def brought(*, begun: bool = True) -> Notice:
        case = below(award("notified"), "notice")
        fire(case.pk, "contest", by=world.case_worker, remedy="objection", received_on=clock.today().isoformat())
        if begun:
            fire(case.pk, "write_decision", by=world.case_worker)
        return Notice.objects.get(pk=case.pk)

    return brought


def written(world, case, **says):
    fire(case.pk, "sign", by=world.case_worker, **says)
    fire(case.pk, "issue", by=world.approver)


def served(world, case, **says):
    written(world, case, **says)
    today = clock.today().isoformat()
    fire(case.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    fire(case.pk, "note_receipt", by=world.case_worker, received_on=today)
    return ObjectionRuling.objects.get(pk=case.pk)


def ruling_of(notice):
    return below(notice, "objection_ruling").objectionruling


def text_of(document):
    pages = PdfReader(BytesIO(open_document(document).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def test_a_dismissal_is_served_and_the_month_for_an_action_runs_from_its_service(world, contested, today_is):
    notice = contested()
    ruling = ruling_of(notice)
    day = clock.today() + dt.timedelta(days=10)
    today_is(day.isoformat())
    served(world, ruling, **DISMISSED)
    notice = Notice.objects.get(pk=notice.pk)
    assert (state(ruling), notice.state, notice.objection_served_on) == ("served", "notified", day)
    assert notice.remedy_until >= day + dt.timedelta(days=28)
    deadline = notice.deadlines.get(kind="notified", status="running")
    assert (deadline.due_on, deadline.nature) == (notice.remedy_until, "legal")
    assert wrong(notice, "contest", by=world.case_worker, remedy="objection", received_on=day.isoformat()) == "remedy"
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=day.isoformat())
    assert refusal(notice, "write_decision", by=world.case_worker) == "no_objection"
    fire(notice.pk, "uphold", by=world.approver, decided_on=day.isoformat(), reason="Klage abgewiesen.")
    assert state(notice) == "final"


@pytest.mark.parametrize(
    ("sent", "noted"), [({"instructed": False}, {}), ({}, {"without_instruction": True})], ids=["sent", "noted"]
)
def test_without_a_correct_instruction_the_action_has_a_year(world, contested, sent, noted):
    notice = contested()
    ruling, today = ruling_of(notice), clock.today()
    written(world, ruling, **DISMISSED)
    by = {"by": world.case_worker}
    fire(ruling.pk, "dispatch", channel="formal", posted_on=today.isoformat(), **sent, **by)
    fire(ruling.pk, "note_receipt", received_on=today.isoformat(), **noted, **by)
    notice = Notice.objects.get(pk=notice.pk)
    assert notice.state == "notified"
    assert dt.timedelta(days=365) <= notice.remedy_until - today <= dt.timedelta(days=369)


def test_the_letter_says_what_was_objected_to_decided_and_who_bears_the_costs(world, contested):
    notice = contested()
    ruling = ruling_of(notice)
    written(world, ruling, **DISMISSED)
    letter = Document.objects.get(case=ruling.pk, kind="objection_ruling")
    event = Event.objects.get(case=ruling.pk, move="issue")
    assert event.facts["sha256"] == letter.content_id == hashlib.sha256(open_document(letter).content).hexdigest()
    assert letter.event_seq == event.seq
    text, today = text_of(letter), clock.today().strftime("%d.%m.%Y")
    for said in (
        Award.objects.get().recipient.name,
        notice.issued_on.strftime("%d.%m.%Y"),
        f"Ihr Widerspruch ist am {today} bei uns eingegangen.",
        f"Er ist fristgerecht; die Frist endete am {notice.remedy_until.strftime('%d.%m.%Y')}.",
        "Ihr Widerspruch wird zurückgewiesen.",
        "Die Kosten des Verfahrens tragen Sie.",
        "Kein Anspruch auf mehr.",
        "innerhalb eines Monats nach Zustellung dieses Widerspruchsbescheids Klage erhoben werden",
        "Verwaltungsgericht Hannover",
    ):
        assert said in text


def test_two_persons_decide_and_the_second_neither_sent_the_notice_nor_recorded_the_objection(world, contested, hold):
    ruling = ruling_of(contested())
    fire(ruling.pk, "sign", by=world.case_worker, **DISMISSED)
    assert refusal(ruling, "issue", by=world.case_worker) == "not_yours"
    hold("approver", "case_worker")
    assert refusal(ruling, "issue", by=world.case_worker) == "four_eyes"
    fire(ruling.pk, "reopen", by=world.approver, reason="x")
    fire(ruling.pk, "sign", by=world.checker, **DISMISSED)
    assert refusal(ruling, "issue", by=world.case_worker) == "four_eyes"
    fire(ruling.pk, "issue", by=world.approver)
    assert state(ruling) == "issued"


def test_the_recipient_neither_reads_nor_hears_of_it_before_it_is_sent(world, contested):
    ruling = ruling_of(contested())
    written(world, ruling, **DISMISSED)
    readers = (world.signatory, world.applicant)
    assert {refusal(ruling, "drop", by=who, reason="x") for who in (*readers, world.stranger)} == {"not_found"}
    assert not any(readable_documents(who).filter(case=ruling.pk).exists() for who in readers)
    assert not Message.objects.filter(kind__startswith="objection.", person__in=[who.pk for who in readers]).exists()
    fire(ruling.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=clock.today().isoformat())
    assert readable_documents(world.signatory).filter(case=ruling.pk).exists()
    assert Message.objects.filter(kind="objection.sent", person=world.signatory.pk).count() == 1
    assert not readable_documents(world.stranger).filter(case=ruling.pk).exists()


def test_it_is_served_formally_and_sent_anew_where_it_did_not_arrive(world, contested):
    ruling = ruling_of(contested())
    written(world, ruling, **DISMISSED)
    today = clock.today().isoformat()
    by = {"by": world.case_worker}
    assert wrong(ruling, "dispatch", channel="letter", posted_on=today, **by) == "channel"
    before = (clock.today() - dt.timedelta(days=1)).isoformat()
    assert wrong(ruling, "dispatch", channel="formal", posted_on=before, **by) == "posted_on"
    fire(ruling.pk, "dispatch", channel="formal", posted_on=today, **by)
    assert refusal(ruling, "establish_service", **by) == "not_served"
    assert refusal(ruling, "note_receipt", by=world.signatory, received_on=today) == "not_yours"
    fire(ruling.pk, "send_anew", reason="Unzustellbar.", **by)
    assert refusal(ruling, "reopen", by=world.approver, reason="x") == "not_possible_here"
    assert refusal(ruling, "drop", reason="x", **by) == "decision_was_sent"
    fire(ruling.pk, "dispatch", channel="formal", posted_on=today, **by)
    fire(ruling.pk, "note_receipt", received_on=today, **by)
    assert state(ruling) == "served"
    assert Document.objects.filter(case=ruling.pk).count() == 1


def test_a_remedy_in_full_annuls_the_notice_needs_no_court_and_may_go_as_a_plain_letter(world, contested, today_is):
    notice = contested()
    ruling = ruling_of(notice)
    written(world, ruling, **FULL)
    text = text_of(Document.objects.get(case=ruling.pk))
    assert "wird aufgehoben" in text
    assert "Rechtsbehelfsbelehrung" not in text
    today = clock.today()
    fire(ruling.pk, "dispatch", by=world.case_worker, channel="letter", posted_on=today.isoformat())
    assert refusal(ruling, "establish_service", by=world.case_worker) == "not_yet_served"
    assert refusal(ruling, "send_anew", by=world.case_worker, reason="x") == "counts_as_served"
    today_is((today + dt.timedelta(days=6)).isoformat())
    sweep_deadlines()
    assert (state(ruling), state(notice), state(Award.objects.get())) == ("served", "annulled", "annulled")


def test_what_is_remedied_in_part_is_entered_in_the_award_as_the_letter_says_it(world, contested):
    notice = contested()
    ruling, award, today = ruling_of(notice), Award.objects.get(), clock.today().isoformat()
    says = {"by": world.approver, "amount": "70000.00", "reason": "Teilabhilfe."}
    days = {"decided_on": today, "objection_served_on": today}
    fire(ruling.pk, "sign", by=world.case_worker, authority_share=40, **PART)
    assert refusal(award, "amend_after_remedy", **says, **days) == "decision_is_on_its_way"
    fire(ruling.pk, "issue", by=world.approver)
    letter = Document.objects.get(case=ruling.pk)
    for said in ("teilweise abgeholfen", "80.000,00 €", "70.000,00 €", "40 %", "60 %"):
        assert said in text_of(letter)
    fire(ruling.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    fire(ruling.pk, "note_receipt", by=world.case_worker, received_on=today)
    assert (state(ruling), state(notice)) == ("served", "contested")
    stands = {"by": world.approver, "decided_on": today, "reason": "x"}
    assert refusal(notice, "uphold", objection_served_on=today, **stands) == "decided_otherwise"
    assert refusal(notice, "annul", **stands) == "decided_otherwise"
    assert wrong(award, "amend_after_remedy", **{**says, "amount": "71000.00"}, **days) == "amount"
    assert wrong(award, "amend_after_remedy", **says, decided_on=today) == "objection_served_on"
    fire(award.pk, "amend_after_remedy", **says, **days)
    notice = Notice.objects.get(pk=notice.pk)
    assert (notice.state, notice.objection_served_on, Award.objects.get().granted) == (
        "notified",
        clock.today(),
        Decimal("70000.00"),
    )


def test_what_was_served_to_dismiss_or_annul_is_not_entered_as_a_change(world, contested, today_is):
    notice = contested()
    ruling, today = ruling_of(notice), clock.today().isoformat()
    served(world, ruling, **{**PART, "authority_share": 50})
    yesterday = (clock.today() - dt.timedelta(days=1)).isoformat()
    says = {"by": world.approver, "amount": "70000.00", "reason": "x", "objection_served_on": today}
    assert wrong(Award.objects.get(), "amend_after_remedy", decided_on=yesterday, **says) == "decided_on"


def test_what_the_letter_needs_is_asked_for(world, contested):
    ruling = ruling_of(contested())
    by = {"by": world.case_worker}
    assert wrong(ruling, "sign", **by, **{**DISMISSED, "amount": "1.00"}) == "amount"
    assert wrong(ruling, "sign", **by, **PART) == "authority_share"
    assert wrong(ruling, "sign", **by, **DISMISSED, authority_share=20) == "authority_share"
    assert wrong(ruling, "sign", **by, **{**PART, "amount": "80000.00", "authority_share": 20}) == "amount"
    nothing = {name: value for name, value in PART.items() if name != "amount"}
    assert wrong(ruling, "sign", **by, **nothing, authority_share=20) == "amount"
    assert refusal(ruling, "sign", **by, **{**DISMISSED, "remedy_name": None}) == "incomplete"
    assert wrong(ruling, "sign", **by, **{**DISMISSED, "costs": "nobody"}) == "costs"


def test_a_rejection_stands_or_falls_as_a_whole(world, application):
    case = application("ready")
    ruling = reject(world, case, reasons="Nicht neu in der Region.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    notice, today = Notice.objects.get(), clock.today().isoformat()
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=today)
    fire(notice.pk, "contest", by=world.signatory, remedy="objection", received_on=today)
    fire(notice.pk, "write_decision", by=world.case_worker)
    decision = ruling_of(notice)
    assert wrong(decision, "sign", by=world.case_worker, **PART, authority_share=20) == "result"
    served(world, decision, **FULL)
    assert state(notice) == "annulled"
    assert case.applicant.name in text_of(Document.objects.get(case=decision.pk))


def test_a_late_objection_is_dismissed_as_inadmissible_and_an_action_has_its_month(world, contested, today_is):
    notice = contested(begun=False)
    fire(
        notice.pk, "uphold", by=world.approver, decided_on=clock.today().isoformat(), reason="x",
        objection_served_on=clock.today().isoformat(),
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(objection_served_on=None)
    day = notice.remedy_until + dt.timedelta(days=70)
    today_is(day.isoformat())
    sweep_deadlines()
    fire(notice.pk, "record_late_remedy", by=world.case_worker, remedy="objection", received_on=day.isoformat())
    fire(notice.pk, "write_decision", by=world.case_worker)
    ruling = ruling_of(notice)
    assert wrong(ruling, "sign", by=world.case_worker, **FULL) == "result"
    asked = {"obstacle_ended_on": day.isoformat(), "requested_on": day.isoformat(), "reason": "x"}
    assert refusal(notice, "reinstate", by=world.approver, **asked) == "decision_is_on_its_way"
    assert refusal(notice, "dismiss_remedy", by=world.approver, reason="x") == "decision_is_on_its_way"
    served(world, ruling, **DISMISSED)
    assert "verspätet" in text_of(Document.objects.get(case=ruling.pk))
    notice = Notice.objects.get(pk=notice.pk)
    assert (notice.state, notice.objection_served_on, notice.remedy_until > day) == ("final", day, True)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=day.isoformat())
    assert state(notice) == "contested"


def test_nothing_is_recorded_by_hand_while_the_letter_is_on_its_way(world, contested):
    notice = contested()
    today = clock.today().isoformat()
    assert refusal(notice, "write_decision", by=world.case_worker) == "decision_is_begun"
    said = {"by": world.approver, "decided_on": today, "reason": "x"}
    assert refusal(notice, "uphold", objection_served_on=today, **said) == "decision_is_on_its_way"
    assert refusal(notice, "annul", **said) == "decision_is_on_its_way"
    fire(ruling_of(notice).pk, "drop", by=world.case_worker, reason="Widerspruch zurückgenommen.")
    fire(notice.pk, "uphold", objection_served_on=today, **said)
    assert state(notice) == "notified"


def test_a_signed_decision_is_returned_and_what_an_issued_one_said_is_never_read_outside(world, contested):
    notice = contested()
    ruling = ruling_of(notice)
    fire(ruling.pk, "sign", by=world.case_worker, **DISMISSED)
    fire(ruling.pk, "reopen", by=world.approver, reason="Begründung knapp.")
    written(world, ruling, **FULL)
    fire(ruling.pk, "drop", by=world.case_worker, reason="Doch kein Ermessensfehler.")
    fire(notice.pk, "write_decision", by=world.case_worker)
    second = ruling_of(notice)
    written(world, second, **DISMISSED)
    fire(second.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=clock.today().isoformat())
    assert [paper.case_id for paper in readable_documents(world.signatory).filter(kind="objection_ruling")] == [
        second.pk
    ]


def test_on_an_action_the_court_decides_and_no_letter_is_written(world, award):
    case = below(award("notified"), "notice")
    fire(case.pk, "contest", by=world.case_worker, remedy="action", received_on=clock.today().isoformat())
    assert refusal(case, "write_decision", by=world.case_worker) == "no_objection"


def test_a_decision_ends_with_a_notice_that_is_taken_back(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2025-09-15")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-09-01")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    notice = below(below(case, "collection"), "notice")
    today = {"by": world.case_worker, "posted_on": "2025-09-15"}
    fire(notice.pk, "dispatch", channel="formal", **today)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-09-15")
    fire(notice.pk, "contest", by=world.case_worker, remedy="objection", received_on="2025-09-15")
    fire(notice.pk, "write_decision", by=world.case_worker)
    ruling = ruling_of(notice)
    fire(ruling.pk, "sign", by=world.case_worker, **DISMISSED)
    let(case, "propose_relief", by=world.case_worker, relief="interest", reason="Falsch gerechnet.")
    let(case, "take_back_interest", by=world.approver)
    assert (state(notice), state(ruling)) == ("annulled", "dropped")
