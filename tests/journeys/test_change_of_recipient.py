"""A county gives a project up: the award passes to the neighbouring county, and comes back."""

import pytest

from funding.applications.models import Application
from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.changes.opening import open_change
from funding.demo.world import LONG_AGO
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.people.models import User
from funding.regions.models import Organisation
from funding.reports.models import Report
from tests.journeys.story import Person, again, below, letters, report_on, state, states, told, waits_for, words_of
from workflows.models import Case

pytestmark = pytest.mark.django_db
REMEDY = {
    "remedy_type": "action", "remedy_name": "Verwaltungsgericht Auental", "remedy_street": "Am Markt 1",
    "remedy_postcode": "30159", "remedy_town": "Auental",
}  # fmt: skip
NEED = {"amount": "20000.00", "needed_from": "2025-05-05", "needed_until": "2025-05-30", "purpose": "Lohn"}
THEIR_IBAN = "DE02 1203 0000 0000 2020 51"


@pytest.fixture
def neighbour(db) -> Organisation:
    return Organisation.objects.create(
        name="Landkreis Bergau", kind="county", state="NI", calendar="NI", town="Bergau", invented=True
    )


@pytest.fixture
def their(neighbour):
    """Those of the neighbouring county, by their part."""

    def person(role: str) -> Person:
        user, _new = User.objects.get_or_create(email=f"{role}@bergau.example", defaults={"name": f"Bea {role}"})
        staff(role, neighbour.place, user, LONG_AGO)
        return Person(user)

    person("applicant"), person("signatory")
    return person


def at_whose_desk(case: Case) -> set[object]:
    return set(again(case).tasks.filter(status__in=("NEW", "ASSIGNED")).values_list("desk__place", flat=True))


def test_an_award_passes_to_the_neighbouring_county_and_comes_back(  # noqa: PLR0915 - a whole way
    people, granted, call, neighbour, their, day_comes, client
):
    award = granted("running")
    county = Award.objects.get(pk=award.pk).recipient
    day_comes("2025-03-03")
    paid = call("paid", of=award, amount="20000.00")

    change = open_change(again(award), by=people.applicant.user, kind="recipient")
    people.applicant.edit(
        change, new_recipient=neighbour.pk, passes_on="2025-05-01", iban=THEIR_IBAN,
        justification="Der Landkreis gibt die Stelle ab, Bergau führt sie weiter.",
    )  # fmt: skip
    people.applicant.release_internally(change)
    people.signatory.submit(change)
    consent = below(change, "succession")
    assert told(consent, "succession.asked") == {"Bea signatory"}
    assert their("signatory").sees_next[0][:2] == ("succession", "Read what is to pass to you, and agree or refuse")
    assert people.signatory.may_not("agree", consent, takes_over_duties=True) == "not_yours"

    people.case_worker.start_review(change)
    people.case_worker.draft_notice(change, result="approve", reasons="Bergau kann das Vorhaben tragen.", **REMEDY)
    assert people.case_worker.may_not("sign_notice", change) == "new_recipient_has_not_agreed"
    their("signatory").agree(consent, takes_over_duties=True)
    people.case_worker.sign_notice(change)
    assert people.case_worker.may_not("issue", change) == "four_eyes"
    people.approver.issue(change)
    notice = below(change, "notice")
    people.case_worker.dispatch(notice, channel="formal", posted_on="2025-03-03")
    assert (states(change, consent), letters(notice)) == (("approved", "awaited"), ["change_notice"])
    words = words_of(notice, "change_notice")
    assert all(each in words for each in (county.name, "Landkreis Bergau", "01.05.2025", "§ 49a VwVfG"))
    assert Award.objects.get(pk=award.pk).recipient == county

    day_comes("2025-05-02")
    assert (state(consent), Award.objects.get(pk=award.pk).recipient) == ("passed", neighbour)
    assert told(award, "award.passed") == {people.signatory.user.name, "Bea signatory"}
    assert Application.objects.get(pk=award.parent_id).applicant == neighbour
    assert people.signatory.may_not("terminate", award, unspent="0.00", reason="Aus.") == "not_yours"
    assert (Disbursement.objects.get(pk=paid.pk).payee, at_whose_desk(below(paid, "payment"))) == (
        county, {neighbour.place},
    )  # fmt: skip
    second = open_disbursement(again(award), by=their("applicant").user)
    their("applicant").edit(second, **NEED, iban=THEIR_IBAN)
    their("signatory").submit(second)
    assert Disbursement.objects.get(pk=second.pk).payee == neighbour
    for person, found in ((people.applicant, 404), (their("applicant"), 200)):
        client.force_login(person.user)
        assert client.get(f"/cases/{second.pk}/").status_code == found
        assert client.get(f"/cases/{award.pk}/").status_code == 200

    day_comes("2025-07-31")
    report = Report.objects.get(state="open")
    assert at_whose_desk(report) == {neighbour.place}
    theirs = type("Theirs", (), {"applicant": their("applicant"), "signatory": their("signatory")})
    theirs.checker = people.checker
    report_on(theirs, report)
    assert state(report) == "accepted"

    people.case_worker.note_receipt(notice, received_on="2025-03-03")
    people.case_worker.contest(notice, remedy="action", received_on="2025-03-31")
    people.approver.annul(notice, decided_on="2025-07-31", reason="Bergau war nicht angehört.")
    assert (states(change, consent), Award.objects.get(pk=award.pk).recipient) == (("in_review", "agreed"), county)
    assert waits_for(below(change, "change_ruling"))[0][0] == "case_worker"
    assert people.cashier.may_not("order", second) == "not_possible_here"
    assert [at_whose_desk(each) for each in Report.objects.filter(state="open")] in ([], [{county.place}])
