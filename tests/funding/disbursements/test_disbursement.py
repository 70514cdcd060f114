"""A request for payment on its way to the bank, back, and to an early end."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.awards.models import Award
from funding.disbursements.models import Disbursement
from funding.disbursements.naming import title_of
from funding.disbursements.opening import open_disbursement
from funding.disbursements.queries import committed, left
from notifications.models import Message
from tests.funding.asking import mails, refusal, state
from tests.funding.below import below, let, who_knows
from workflows.deadlines import sweep_deadlines
from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_request_is_checked_by_two_approved_ordered_paid_and_used(world, call):
    case = call("use_confirmed")
    award = Award.objects.get()
    assert (case.state, case.number, case.value_date) == ("use_confirmed", 1, dt.date(2025, 3, 3))
    assert award.paid == Decimal("20000.00")
    assert mails(case) == [
        ("disbursement.submitted", world.case_worker.name),
        ("disbursement.submitted", world.checker.name),
        ("disbursement.certified_once", world.case_worker.name),
        ("disbursement.certified_once", world.checker.name),
        ("disbursement.certified", world.approver.name),
        ("disbursement.approved", world.cashier.name),
        ("disbursement.ordered", world.applicant.name),
        ("disbursement.paid", world.applicant.name),
    ]


def test_the_payment_order_is_filed_with_its_fingerprint(call):
    case = call("ordered")
    document, event = case.documents.get(), case.events.get(move="order")
    assert (document.kind, document.content_id) == ("payment_order", event.facts["sha256"])
    assert (event.facts["amount"], event.seq) == ("20000.00", document.event_seq)
    assert bytes(document.content.content).startswith(b"%PDF")


def test_money_must_be_used_within_the_window_counted_from_the_value_date(call):
    deadline = below(call("paid"), "payment").deadlines.get(kind="use_awaited")
    assert (deadline.due_on, deadline.nature) == (dt.date(2025, 5, 5), "legal")  # 3 May is a Saturday
    assert (deadline.inputs["event"], deadline.inputs["length"]) == ("2025-03-03", {"months": 2})
    assert len(deadline.steps) > 2


def test_late_use_is_told_to_the_authority_because_it_bears_interest(world, call, today_is):
    case = call("paid")
    today_is("2025-05-20")
    event = let(case, "confirm_use", by=world.applicant, used_on="2025-05-08")
    assert (event.facts["use_until"], event.facts["days_late"]) == ("2025-05-05", 3)
    payment = below(case, "payment")
    assert ("payment.used_late", world.case_worker.name) in mails(payment)
    assert payment.deadlines.get(kind="use_awaited").status == "missed"


def test_where_the_programme_is_silent_there_is_no_window(world, award, call, set_terms, today_is):
    today_is("2025-03-03")
    granted = award("running")
    set_terms(granted, draw_window=None)
    case = call("paid", Award.objects.get(), needed_until="2026-02-01")
    assert below(case, "payment").deadlines.count() == 0
    today_is("2026-02-01")
    let(case, "confirm_use", by=world.applicant, used_on="2026-01-31")
    assert state(case) == "use_confirmed"


def test_a_returned_request_is_corrected_and_checked_anew(world, call):
    case = call("approved")
    fire(case.pk, "return", by=world.approver, reason="Der Beleg fehlt.")
    case = Disbursement.objects.get()
    assert (case.state, case.approved_amount, committed(Award.objects.get())) == ("returned", None, 0)
    fire(case.pk, "submit", by=world.signatory)
    assert refusal(case, "approve", by=world.approver, amount="1.00") == "not_possible_here"
    fire(case.pk, "check_factual", by=world.checker)
    fire(case.pk, "check_arithmetical", by=world.case_worker)
    assert (state(case), Disbursement.objects.get().number) == ("checked_arithmetical", 1)


def test_requests_of_one_award_are_told_apart_by_their_number_in_lists_and_mails(world, call):
    first = call("submitted")
    award = Award.objects.get()
    second, draft = call("submitted", award), open_disbursement(award, by=world.applicant)
    assert [case.title for case in (first, second, draft)] == [title_of(award, 1), title_of(award, 2), title_of(award)]
    assert [title.partition(":")[0][-2:] for title in (first.title, second.title)] == [" 1", " 2"]
    fire(second.pk, "return", by=world.case_worker, reason="Der Beleg fehlt.")
    fire(second.pk, "submit", by=world.signatory)
    mails = Message.objects.filter(about=f"case {second.pk}").values_list("context__title", flat=True)
    assert set(mails) == {title_of(award, 2)}


def test_a_rejected_and_a_withdrawn_request_free_their_sums(world, call):
    first = call("submitted")
    award = Award.objects.get()
    second = call("checked_factual", award, amount="30000.00")
    assert (committed(award), left(award)) == (Decimal("50000.00"), Decimal("30000.00"))
    fire(first.pk, "withdraw", by=world.applicant, reason="Erledigt.")
    fire(second.pk, "reject", by=world.case_worker, reason="Nicht zuwendungsfähig.")
    assert (state(first), state(second), left(award)) == ("withdrawn", "rejected", Decimal("80000.00"))


def test_an_order_the_bank_sends_back_is_called_back_and_ordered_again(world, call):
    case = call("ordered")
    fire(case.pk, "recall", by=world.cashier, reason="Konto erloschen.")
    assert state(case) == "approved"
    fire(case.pk, "order", by=world.cashier)
    assert (state(case), case.documents.count()) == ("ordered", 2)


def test_what_was_returned_after_a_recall_is_not_paid_before_it_is_ordered_anew(world, call, today_is):
    case = call("ordered")
    fire(case.pk, "recall", by=world.cashier, reason="Konto erloschen.")
    fire(case.pk, "return", by=world.approver, reason="Bedarf prüfen.")
    today_is("2025-03-10")
    for move, person, data in (
        ("submit", world.signatory, {}),
        ("check_factual", world.case_worker, {}),
        ("check_arithmetical", world.checker, {}),
        ("approve", world.approver, {"amount": "20000.00"}),
        ("order", world.cashier, {}),
    ):
        fire(case.pk, move, by=person, **data)
    assert refusal(case, "note_payment", by=world.cashier, value_date="2025-03-09") == "bad_input"
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-03-10")


def test_a_part_may_be_approved_and_the_order_says_what_was_left_out(world, call):
    case = call("checked_arithmetical")
    fire(case.pk, "approve", by=world.approver, amount="19999.99")
    assert (committed(Award.objects.get()), left(Award.objects.get())) == (Decimal("19999.99"), Decimal("60000.01"))
    fire(case.pk, "order", by=world.cashier)
    assert state(case) == "ordered"


def test_the_end_of_the_award_ends_what_was_not_ordered(world, award, call, today_is):
    today_is("2025-03-03")
    granted = award("notified")
    today_is("2025-04-10")
    sweep_deadlines()
    in_period = {"needed_from": "2025-05-02", "needed_until": "2025-06-30"}
    call("submitted", Award.objects.get(), **in_period)
    call("draft", Award.objects.get(), **in_period)
    let(granted, "contest", by=world.case_worker, remedy="action", received_on="2025-04-03")
    let(granted, "annul", by=world.checker, decided_on="2025-04-10", reason="Urteil.")
    assert list(Disbursement.objects.values_list("state", flat=True)) == ["ended", "ended"]


def test_a_payment_the_bank_has_made_is_noted_whatever_became_of_the_award(world, call):
    case = call("ordered")
    fire(case.parent_id, "suspend", by=world.case_worker, reason="Bericht fehlt.")
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-03-03")
    assert (state(case), Award.objects.get().paid) == ("paid", Decimal("20000.00"))


def test_the_applicant_asks_the_signatory_to_sign(world, call):
    case = call("draft")
    fire(case.pk, "ask_for_signature", by=world.applicant)
    assert (state(case), mails(case)) == ("draft", [("disbursement.to_sign", world.signatory.name)])


def test_only_the_recipient_opens_a_request_and_a_stranger_finds_no_award(world, award, today_is):
    today_is("2025-03-03")
    granted = award("running")
    with pytest.raises(Refused, match="not_yours"):
        open_disbursement(granted, by=world.case_worker)
    with pytest.raises(Refused, match="not_found"):
        open_disbursement(granted, by=world.stranger)
    fire(granted.pk, "decline", by=world.signatory, reason="Kein Bedarf.")
    with pytest.raises(Refused, match="award_has_ended"):
        open_disbursement(Award.objects.get(), by=world.applicant)


def test_the_same_request_key_opens_one_request(world, award, today_is):
    today_is("2025-03-03")
    granted = award("running")
    first = open_disbursement(granted, by=world.applicant, key="k1")
    assert open_disbursement(granted, by=world.applicant, key="k1").pk == first.pk
    assert Disbursement.objects.count() == 1


def test_what_is_offered_says_why_it_is_refused(world, call):
    case = call("draft", amount="80000.01")
    offers = {offer.move.name: offer.refused for offer in available(Case.objects.get(pk=case.pk), by=world.signatory)}
    assert (offers["submit"].key, offers["withdraw"]) == ("more_than_left", None)
    assert "80.000,00 €" in offers["submit"].sentence


@pytest.mark.parametrize(
    ("start", "move", "person", "data", "most"),
    [
        ("draft", "submit", "signatory", {}, 7),
        ("submitted", "check_factual", "case_worker", {}, 5),
        ("checked_factual", "check_arithmetical", "checker", {}, 5),
        ("checked_arithmetical", "approve", "approver", {"amount": "20000.00"}, 7),
        ("approved", "order", "cashier", {}, 10),
        ("ordered", "note_payment", "cashier", {"value_date": "2025-03-03"}, 10),
        ("paid", "confirm_use", "applicant", {"used_on": "2025-03-03"}, 10),
    ],
)
def test_a_move_takes_few_statements_and_two_to_ask_the_award(world, call, start, move, person, data, most):
    case = who_knows(call(start), move)
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, move, by=getattr(world, person), **data)
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == most + 2


def test_the_page_of_a_request_says_what_may_be_done_with_it(world, call, client):
    case = call("submitted")
    client.force_login(world.case_worker)
    page = client.get(f"/cases/{case.pk}/")
    assert (page.status_code, f"/cases/{case.pk}/check_factual/" in page.content.decode()) == (200, True)
