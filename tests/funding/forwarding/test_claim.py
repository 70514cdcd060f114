"""What a final recipient owes back: paid, or lost, and what that makes of the award."""

from decimal import Decimal

import pytest
from django.test import Client

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.forwarding.claim.models import ForwardingClaim
from funding.forwarding.queries import owed_back
from funding.reports.models import Report
from tests.funding.asking import mails
from tests.funding.awards.story import settled
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
BACK = {"cause": "not_for_purpose", "amount": "10000.00", "pay_by": "2025-08-01", "reason": "Zweckfremd verwendet."}
RELEASE = {"amount": "6000.00", "reason": "Der Empfänger hat alles getan."}


@pytest.fixture
def claim(world, forwarding):
    """A claim of 10,000 euros brought as far as asked."""

    def brought(to="claimed") -> ForwardingClaim:
        case = forwarding("paid")
        fire(case.pk, "breach", by=world.signatory, **BACK)
        found = ForwardingClaim.objects.get()
        moves = {
            "claimed": lambda: None,
            "loss_reported": lambda: fire(found.pk, "report_loss", by=world.signatory, reason="Masseunzulänglichkeit."),
            "release_proposed": lambda: fire(found.pk, "propose_release", by=world.case_worker, **RELEASE),
            "released": lambda: fire(found.pk, "decide_release", by=world.approver),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return ForwardingClaim.objects.get()

    return brought


def test_it_is_paid_back_in_parts(world, claim, carrier, refusal, state):
    case = claim()
    pay = {"amount": "4000.00", "value_date": "2025-07-01"}
    assert refusal(case, "note_payment", by=carrier, **pay) == "not_yours"
    assert refusal(case, "note_payment", by=world.applicant, **{**pay, "amount": "10000.01"}) == "amount"
    assert refusal(case, "note_payment", by=world.applicant, **{**pay, "value_date": "2025-07-02"}) == "value_date"
    fire(case.pk, "note_payment", by=world.applicant, **pay)
    assert state(case) == "claimed"
    fire(case.pk, "note_payment", by=world.signatory, **{**pay, "amount": "6000.00"})
    assert (state(case), owed_back(case.award)) == ("paid", Decimal("10000.00"))


def test_of_a_loss_two_persons_of_the_authority_decide_who_bears_it(world, claim, carrier, refusal):
    case = claim("loss_reported")
    assert refusal(case, "propose_release", by=world.signatory, **RELEASE) == "not_yours"
    assert refusal(case, "propose_release", by=world.case_worker, **{**RELEASE, "amount": "10000.01"}) == "amount"
    fire(case.pk, "propose_release", by=world.case_worker, **RELEASE)
    assert refusal(case, "decide_release", by=world.case_worker) == "not_yours"
    staff("approver", world.authority.place, world.case_worker, LONG_AGO)
    assert refusal(case, "decide_release", by=world.case_worker) == "four_eyes"
    fire(case.pk, "decide_release", by=world.approver)
    case = ForwardingClaim.objects.get()
    assert (case.state, case.released, owed_back(case.award)) == ("released", 6000, 4000)
    assert mails(case)[-1] == ("forwarding_claim.decided", world.signatory.name)


def test_a_proposal_is_returned_and_may_be_to_release_nothing(world, claim, state, refusal):
    case = claim("release_proposed")
    assert refusal(case, "return_proposal", by=world.case_worker, reason="Nein.") == "not_yours"
    fire(case.pk, "return_proposal", by=world.approver, reason="Bitte begründen.")
    fire(case.pk, "propose_release", by=world.case_worker, amount="0.00", reason="Nicht geprüft, wem er Geld gab.")
    fire(case.pk, "decide_release", by=world.approver)
    assert (state(case), owed_back(case.award)) == ("borne", Decimal("10000.00"))
    fire(case.pk, "note_payment", by=world.applicant, amount="500.00", value_date="2025-07-01")
    assert state(case) == "borne"


def test_before_the_award_is_settled_the_authority_decides_on_the_loss(world, claim, refusal):
    assert refusal(claim(), "bear_loss", by=world.signatory, reason="Nichts zu holen.") == "award_is_unsettled"


def test_what_is_proposed_inside_the_recipient_does_not_read(world, claim):
    case = claim("release_proposed")
    pages = {}
    for who in (world.signatory, world.approver):
        client = Client(headers={"accept-language": "de"})
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        pages[who] = "Der Empfänger hat alles getan" in client.get(f"/cases/{case.pk}/").content.decode()
    assert pages == {world.signatory: False, world.approver: True}


def test_a_report_of_a_loss_is_taken_back(world, claim, state, refusal):
    case = claim("loss_reported")
    assert refusal(case, "take_back", by=world.applicant) == "not_yours"
    fire(case.pk, "take_back", by=world.signatory, reason="Es kommt doch Geld.")
    assert (state(case), case.deadlines.filter(of_stay=True).latest("pk").due_on.isoformat()) == (
        "claimed",
        "2025-08-01",
    )


@pytest.fixture
def proof(world, today_is):
    """The recipient's own proof of use, released for signature in August 2026."""

    def written(award: Case, spent: str = "60000.00") -> Report:
        today_is("2026-03-03")
        sweep_deadlines()
        today_is("2026-07-06")
        sweep_deadlines()
        found = Report.objects.get(kind="proof")
        lines = [{"item": "Lotsinnen", "amount": spent}]
        fire(found.pk, "write", by=world.applicant, progress="Fertig.", expenditure=lines)
        fire(found.pk, "release_internally", by=world.applicant)
        return found

    return written


def test_the_own_proof_waits_for_those_of_the_final_recipients(world, forwarding, carrier, proof, refusal, state):
    case = forwarding("paid")
    report = proof(case.parent)
    assert refusal(report, "submit", by=world.signatory) == "forwarding_unchecked"
    fire(case.pk, "hand_in", by=carrier, spent="40000.00", progress="Fertig.")
    assert refusal(report, "submit", by=world.signatory) == "forwarding_unchecked"
    fire(case.pk, "check", by=world.signatory, recognised="40000.00")
    fire(report.pk, "submit", by=world.signatory)
    assert state(report) == "submitted"


@pytest.mark.parametrize(
    ("to", "final"), [("claimed", "44000.00"), ("released", "50000.00")], ids=["owed", "partly released"]
)
def test_what_is_owed_back_and_not_released_lessens_the_grant(world, claim, proof, to, final):
    case = claim(to)
    report = proof(case.parent.parent)
    fire(report.pk, "submit", by=world.signatory)
    fire(report.pk, "start_review", by=world.checker)
    fire(report.pk, "accept", by=world.checker)
    award = Award.objects.get()
    assert (settled(award), str(award.final_amount), str(award.entitled)) == ("proof_checked", final, final)
    assert [step["rule"] for step in award.reckoning["steps"]].count("No. 12 VV on § 44 LHO") == 1


def test_it_is_not_taken_off_twice_where_the_proof_leaves_it_out_already(world, claim, proof):
    report = proof(claim().parent.parent, spent="40000.00")
    fire(report.pk, "submit", by=world.signatory)
    fire(report.pk, "start_review", by=world.checker)
    fire(report.pk, "accept", by=world.checker)
    assert str(Award.objects.get().final_amount) == "36000.00"  # nine tenths of what was spent


def test_a_loss_is_decided_before_the_proof_is_accepted_and_later_it_is_too_late(world, claim, proof, refusal, state):
    case = claim("loss_reported")
    report = proof(case.parent.parent)
    fire(report.pk, "submit", by=world.signatory)
    fire(report.pk, "start_review", by=world.checker)
    assert refusal(report, "accept", by=world.checker) == "loss_undecided"
    less = {"disallowed": "1.00", "reason": "Ohne Beleg."}
    assert refusal(report, "accept_with_reduction", by=world.checker, **less) == "loss_undecided"
    fire(case.pk, "take_back", by=world.signatory)
    fire(report.pk, "accept", by=world.checker)
    assert refusal(case, "report_loss", by=world.signatory, reason="Nichts mehr da.") == "award_is_settled"
    assert refusal(case, "bear_loss", by=world.applicant, reason="x") == "not_yours"
    fire(case.pk, "bear_loss", by=world.signatory, reason="Das Verfahren wurde mangels Masse eingestellt.")
    assert state(case) == "borne"
    assert ("forwarding_claim.borne", world.case_worker.name) in mails(case)
    fire(case.pk, "note_payment", by=world.applicant, amount="500.00", value_date="2025-07-01")
    assert state(case) == "borne"


@pytest.mark.parametrize(
    ("to", "move", "desk", "said"),
    [
        ("loss_reported", "propose_release", "case_worker", RELEASE),
        ("release_proposed", "decide_release", "approver", {}),
    ],
)
def test_neither_recipient_nor_final_recipient_decides_who_bears_it(
    world, claim, carrier, refusal, to, move, desk, said
):
    case = claim(to)
    for person in (world.signatory, carrier):
        staff(desk, world.authority.place, person, LONG_AGO)
        assert refusal(case, move, by=person, **said) == "acts_for_applicant"
