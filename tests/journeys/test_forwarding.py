"""How money that is forwarded comes back, or does not: a final recipient goes bankrupt."""

import pytest

from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.forwarding.opening import open_forwarding
from funding.people.models import User
from funding.regions.models import Organisation
from funding.reports.models import Report
from tests.funding.awards.story import ask_back
from tests.journeys.story import Person, accept, again, below, report_on, state, states, sums, told, waits_for
from workflows.models import Case

pytestmark = pytest.mark.django_db
AGREED = {
    "form": "contract", "amount": "60000.00", "purpose": "Pflegelotsen", "conditions": "ANBest-P",
    "period_from": "2025-03-03", "period_to": "2026-11-30", "proof_due_on": "2027-01-29",
}  # fmt: skip


@pytest.fixture
def carrier() -> Person:
    """The association that is to carry the project out."""
    association = Organisation.objects.create(
        name="Pflegestützpunkt Auental", kind="association", state="NI", calendar="NI", invented=True
    )
    person = User.objects.create(email="lotsin@verein.example", name="Anna Letzt")
    staff("final_recipient", association.place, person, LONG_AGO)
    return Person(person)


@pytest.fixture
def forwarded(people, granted, call, carrier, day_comes) -> Case:
    """60,000.00 of the 80,000.00 euros are agreed, 25,000.00 of them passed on."""
    award = granted("running")
    day_comes("2025-03-03")
    call("paid", of=award, amount="40000.00")
    to = Organisation.objects.get(name="Pflegestützpunkt Auental")
    forwarding = open_forwarding(again(award), by=people.applicant.user, final_recipient=to.pk)
    people.applicant.edit(forwarding, **AGREED)
    people.signatory.offer(forwarding, provisions_passed_on=True)
    carrier.agree(forwarding, agreed_on="2025-03-03")
    people.applicant.note_forwarded(forwarding, amount="25000.00", value_date="2025-03-03")
    return again(forwarding)


def test_a_final_recipient_goes_bankrupt(people, forwarded, carrier, call, day_comes):
    award = again(forwarded.parent)
    day_comes("2025-07-31")
    report_on(people, Report.objects.get(state="open"))
    day_comes("2025-10-01")
    carrier.note_insolvency(forwarded, opened_on="2025-09-30", administrator="Kanzlei Muster")
    assert (waits_for(forwarded), told(forwarded, "forwarding.insolvent")) == (
        [("signatory", "2025-10-15")], {people.applicant.user.name, people.signatory.user.name},
    )  # fmt: skip
    lost = {"cause": "insolvency", "amount": "15000.00", "pay_by": "2025-11-03", "reason": "Zur Tabelle angemeldet."}
    assert people.signatory.may_not("breach", forwarded, **lost) == "authority_not_told"
    notification = below(award, "notification")
    people.signatory.send(notification, matter="insolvency", happened_on="2025-09-30", statement="Verfahren eröffnet.")
    assert told(notification, "notification.sent") == {people.case_worker.user.name, people.checker.user.name}
    people.case_worker.acknowledge(notification)
    people.case_worker.leave_it(notification, reason="Das Vorhaben geht mit eigenem Personal weiter.")
    people.signatory.breach(forwarded, **lost)
    claim = below(forwarded, "forwarding_claim")
    assert (state(forwarded), waits_for(claim)) == ("breached", [("applicant", "2025-11-03")])

    day_comes("2026-01-30", "2026-06-01")
    people.applicant.note_payment(claim, amount="1000.00", value_date="2026-06-01")  # the dividend
    people.signatory.report_loss(claim, reason="Das Verfahren ist beendet, mehr kommt nicht.")
    people.case_worker.propose_release(claim, amount="9000.00", reason="Alles Zumutbare getan; 5.000 Euro zu spät.")
    people.approver.decide_release(claim)
    assert (state(claim), told(claim, "forwarding_claim.decided")) == ("released", {people.signatory.user.name})

    for report in Report.objects.filter(state="open"):
        report_on(people, report)
    day_comes("2026-07-31")
    for report in Report.objects.filter(state="open"):
        report_on(people, report)
    call("paid", of=award, amount="40000.00")
    day_comes("2027-01-01", "2027-05-03")
    proof = Report.objects.get(kind="proof")
    people.applicant.write(proof, progress="Ziele erreicht.", expenditure=[{"item": "Personal", "amount": "88888.89"}])
    people.applicant.release_internally(proof)
    people.signatory.submit(proof)
    accept(people, proof)
    assert sums(award) == {  # of 15,000.00 lost, 9,000.00 are released
        "amount": "80000.00", "paid": "80000.00", "final_amount": "74000.00", "to_repay": "6000.00",
    }  # fmt: skip
    ask_back(people.world, award, "6000.00", allegations="Ausfall beim Letztempfänger.")
    people.approver.close(award)
    assert states(award, forwarded, claim) == ("closed", "breached", "released")
