"""The proof of use: what was spent, who checks it, and what it leaves of the grant, to the cent."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import payable
from funding.reports.models import Report
from funding.reports.queries import settlement_of
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import settled
from workflows.engine import fire

pytestmark = pytest.mark.django_db

FIXED = {"amount": Decimal("20000.00"), "planned_expenditure": Decimal("22222.23"), "own_share": "10/100"}


def spent(*amounts):
    lines = [{"item": f"Posten {number}", "amount": amount} for number, amount in enumerate(amounts)]
    return {"progress": "Fertig.", "expenditure": lines}


def sums(report):
    return [report.reckoning[name] for name in ("final", "repay", "remaining")]


@pytest.fixture
def proof(report):
    """A proof of use under review of an award of which `paid` has been paid."""

    def checked(*amounts, paid="20000.00", **fields):
        case = report("under_review", proof=True, written=spent(*amounts), **{**FIXED, **fields})
        Award.objects.update(paid=Decimal(paid))
        return case

    return checked


def test_the_own_share_trap(world, proof, state):
    """A fixed sum of 20 000 at a tenth of own share: 21 000 proven leave 18 900, so 1 100 go back."""
    case = proof("20000.00", "1000.00")
    fire(case.pk, "accept", by=world.checker)
    found, award = Report.objects.get(), Award.objects.get()
    assert (found.state, found.proven, sums(found)) == (
        "accepted",
        Decimal("21000.00"),
        ["18900.00", "1100.00", "0.00"],
    )
    assert len(found.reckoning["steps"]) == 3
    assert (settled(award), award.final_amount, award.to_repay) == (
        "proof_checked",
        Decimal("18900.00"),
        Decimal("1100.00"),
    )


def test_half_the_own_share_leaves_fifty_euros_to_repay(world, proof):
    fire(proof("21000.00", own_share="5/100").pk, "accept", by=world.checker)
    assert sums(Report.objects.get()) == ["19950.00", "50.00", "0.00"]


def test_the_rest_kept_back_may_be_called_for_after_the_check(world, proof):
    fire(proof("22222.23", paid="18000.00").pk, "accept", by=world.checker)
    assert sums(Report.objects.get()) == ["20000.00", "0.00", "2000.00"]
    assert payable(Award.objects.get()) == Decimal("20000.00")


def test_what_is_not_recognised_is_left_out_of_the_reckoning(world, proof):
    case = proof("22222.23")
    assert settlement_of(case, disallowed=Decimal("1222.23")).repay == Decimal("1100.00")
    fire(case.pk, "accept_with_reduction", by=world.checker, disallowed="1222.23", reason="Rechnung nach Ende.")
    found = Report.objects.get()
    assert (found.state, found.proven, found.findings) == (
        "accepted_with_reduction",
        Decimal("21000.00"),
        "Rechnung nach Ende.",
    )
    assert sums(found) == ["18900.00", "1100.00", "0.00"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("share", ["17100.00", "2900.00", "0.00"]), ("gap", ["17000.00", "3000.00", "0.00"])],
)
def test_share_and_gap_follow_the_plan_and_other_income(world, report, kind, expected):
    """Planned: 25 000 with 1 000 of other income. Proven: 23 000 with more of it."""
    fields = {"amount": Decimal("20000.00"), "planned_expenditure": Decimal("25000.00"), "funding_kind": kind}
    written = {**spent("23000.00"), "other_income": "2625.00" if kind == "share" else "2000.00"}
    planned = {"planned_other_income": Decimal("1000.00")}
    case = report("under_review", proof=True, written=written, **fields, **planned)
    Award.objects.update(paid=Decimal("20000.00"))
    fire(case.pk, "accept", by=world.checker)
    assert sums(Report.objects.get()) == expected


def test_the_sums_of_the_acceptance_stand_in_its_event(world, proof):
    event = fire(proof("21000.00").pk, "accept", by=world.checker)
    names = ("proven", "final", "repay", "remaining")
    assert [event.facts[name] for name in names] == ["21000.00", "18900.00", "1100.00", "0.00"]


@pytest.mark.parametrize("part", ["signed_by", "prepared_by"])
def test_who_worked_on_the_award_does_not_check_the_proof(world, proof, part):
    case = proof("21000.00", facts={part: [world.case_worker.pk, world.approver.pk]})
    assert refusal(case, "accept", by=world.case_worker) == "worked_on_the_award"
    reduction = {"disallowed": "1.00", "reason": "Beleg fehlt."}
    assert refusal(case, "accept_with_reduction", by=world.case_worker, **reduction) == "worked_on_the_award"
    fire(case.pk, "accept", by=world.checker)


def test_a_proof_needs_both_its_parts_and_is_never_nothing(world, report):
    case = report("open", proof=True)
    fire(case.pk, "write", by=world.applicant, nothing_to_report=True)
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"
    fire(case.pk, "write", by=world.applicant, progress="Fertig.")
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"
    fire(case.pk, "write", by=world.applicant, **spent("1.00"))
    fire(case.pk, "release_internally", by=world.applicant)


def test_a_proof_is_returned_or_reduced_never_rejected(world, proof):
    case = proof("21000.00")
    assert refusal(case, "reject", by=world.checker, reason="Unvollständig.") == "not_a_progress_report"
    fire(case.pk, "accept_with_reduction", by=world.checker, disallowed="21000.00", reason="Nichts belegt.")
    assert sums(Report.objects.get()) == ["0.00", "20000.00", "0.00"]


def test_a_progress_report_has_no_sums_and_may_say_that_there_is_nothing(world, report):
    case = report("open")
    assert wrong(case, "write", by=world.applicant, **spent("1.00")) == "expenditure"
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"
    fire(case.pk, "write", by=world.applicant, nothing_to_report=True)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.case_worker)
    reduction = {"disallowed": "1.00", "reason": "x"}
    assert refusal(case, "accept_with_reduction", by=world.case_worker, **reduction) == "not_a_proof"


def test_an_item_of_the_plan_is_named_once(world, report):
    twice = [{"item": "Personal", "amount": "1.00"}] * 2
    assert wrong(report("open", proof=True), "write", by=world.applicant, expenditure=twice) == "expenditure"


@pytest.mark.parametrize("disallowed", ["0.00", "21000.01"])
def test_not_more_is_left_out_than_was_spent(world, proof, disallowed):
    assert (
        wrong(proof("21000.00"), "accept_with_reduction", by=world.checker, disallowed=disallowed, reason="x")
        == "disallowed"
    )


def test_days_set_lie_ahead_and_a_later_day_is_later(world, report):
    case = report("submitted")
    assert wrong(case, "return", by=world.checker, items="Anlage", until="2025-06-02") == "until"
    fire(case.pk, "return", by=world.checker, items="Anlage", until="2025-08-01")
    assert wrong(case, "extend", by=world.case_worker, until="2025-06-01") == "until"
    assert refusal(case, "extend", by=world.case_worker, until="2025-08-01") == "not_later"


def test_a_report_handed_in_early_is_not_asked_for_again_before_its_own_day(world, report):
    """Due by the notice on 31 July."""
    case = report("submitted")
    assert wrong(case, "return", by=world.checker, items="Anlage", until="2025-07-30") == "until"
    fire(case.pk, "return", by=world.checker, items="Anlage", until="2025-07-31")
    assert state(case) == "returned"


def test_a_day_set_for_a_report_moves_off_the_weekend(world, report):
    """§ 31 (3) sentence 1 VwVfG: Saturday, 2 August, and Sunday, 31 August 2025."""
    case = report("submitted")
    fire(case.pk, "return", by=world.checker, items="Anlage", until="2025-08-02")
    assert Report.objects.get(pk=case.pk).due_on == dt.date(2025, 8, 4)
    fire(case.pk, "extend", by=world.case_worker, until="2025-08-31")
    assert Report.objects.get(pk=case.pk).due_on == dt.date(2025, 9, 1)
    running = case.deadlines.filter(closed_at=None).values_list("due_on", flat=True)
    assert set(running) == {dt.date(2025, 9, 1)}


def test_who_released_does_not_sign_and_others_do_nothing(world, report):
    case = report("internally_released")
    assert refusal(case, "submit", by=world.applicant) == "not_yours"
    assert refusal(case, "submit", by=world.case_worker) == "not_yours"
    assert refusal(case, "submit", by=world.stranger) == "not_found"


def test_the_signature_is_a_second_persons(world, report, sit):
    case = report("written")
    sit("applicant", world.signatory)
    fire(case.pk, "release_internally", by=world.signatory)
    assert refusal(case, "submit", by=world.signatory) == "four_eyes"
