"""Applications that take the crooked way to the committee, through it, or out of the file."""

import pytest

from funding.applications.early_start.opening import open_early_start
from funding.applications.models import Application
from funding.awards.models import Award
from tests.funding.applications.story import (
    ASSESSED,
    DECLARED,
    NOTICE,
    REMEDY,
    approval_of,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    send_notice,
    steps,
    vote_of,
)
from tests.journeys.story import again, below, due, letters, state, states, sums, told, waits_for, words_of
from workflows.inputs import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority_goes_on(world):
    """The authority's usual steps, up to the state named."""

    def go(case, *to):
        walk = steps(world, case)
        for each in to:
            walk[each]()
        return again(case)

    return go


def test_the_committee_defers_twice_and_the_region_withdraws(people, application, day_comes, authority_goes_on):
    case = application("on_committee_agenda")
    chair = people.funders[0]
    first = vote_of(case)
    chair.leave(first, outcome="deferred", deferred_until="2024-09-02", reason="Die Zahlen fehlen.")
    assert (state(approval_of(case)), people.case_worker.sees_next) == (
        "deferred",
        [
            ("decision", "Record the result in the minutes", "2024-06-17"),
            ("approval", "Put the application before the committee again", "2024-09-02"),
        ],
    )
    day_comes("2024-09-02")
    authority_goes_on(case, "on_committee_agenda")
    second = vote_of(case)
    chair.leave(second, outcome="deferred", deferred_until="2024-11-04", reason="Noch immer.")
    assert (due(approval_of(case)), again(second).decision.replaces_id) == (("2024-11-04", "internal", "running"), None)
    assert people.applicant.may_not("withdraw", case, reason="Genug.") == "not_yours"
    people.signatory.withdraw(case, reason="Der Träger springt ab.")
    assert states(case, case.parent, first, second) == ("withdrawn", "parked", "deferred", "deferred")
    assert told(case, "application.deferred") == {people.applicant.user.name}
    assert told(approval_of(case), "application.deferred") == {
        people.case_worker.user.name, people.checker.user.name,
    }  # fmt: skip
    assert told(case, "application.withdrawn") == {
        people.office.user.name, people.case_worker.user.name, people.checker.user.name,
    }  # fmt: skip
    assert ("idea", "Decide what becomes of the idea", "2024-12-02") in people.office.sees_next
    assert (people.signatory.sees_next, waits_for(case)) == ([], [])


PREVENTED = {"obstacle": "Das Portal war gestört.", "obstacle_ended_on": "2024-09-15", "requested_on": "2024-09-16"}


def test_a_late_application_is_admitted_and_becomes_an_award_with_the_same_money(
    people, application, today_is, authority_goes_on
):
    case = application("internally_released")
    today_is("2024-09-16")  # the cut-off, 15 September, is a Sunday and does not move
    people.signatory.submit(case, **DECLARED)
    assert (state(examination_of(case)), people.case_worker.sees_next) == (
        "late",
        [("examination", "Decide what becomes of the late application", "2024-09-30")],
    )
    people.case_worker.admit_late(examination_of(case), **PREVENTED)
    authority_goes_on(
        case, "complete", "ready", "on_committee_agenda", "committee_approved", "notice_in_preparation",
        "notice_signed", "issued", "awarded",
    )  # fmt: skip
    assert states(case, case.parent) == ("awarded", "in_execution")
    assert (letters(case), sums(Award.objects.get())) == (["receipt"], {"amount": "80000.00"})
    assert "16.09.2024" in words_of(case, "receipt")
    assert people.office.may_not("apply", case.parent) == "not_possible_here"


def test_a_late_application_is_refused_by_two_persons_and_the_region_applies_again(
    people, world, application, today_is
):
    case = application("internally_released")
    today_is("2024-09-16")
    people.signatory.submit(case, **DECLARED)
    reject(world, case, reasons="Der Antrag kam einen Tag zu spät.", **REMEDY)
    assert people.case_worker.may_not("reject_formally", ruling_of(case)) == "four_eyes"
    assert people.approver.sees_next == [("ruling", "Check the rejection and issue it", "2024-09-23")]
    people.approver.reject_formally(ruling_of(case))
    notice = below(case, "notice")
    assert (states(case, case.parent), letters(notice)) == (("submitted", "in_application"), ["rejection_notice"])
    assert "einen Tag zu spät" in words_of(notice, "rejection_notice")
    assert told(case, "application.rejected") == set()
    people.case_worker.dispatch(notice, channel="letter", posted_on="2024-09-16")
    assert told(case, "application.rejected") == {people.applicant.user.name, people.office.user.name}
    assert told(notice, "notice.sent") == {people.signatory.user.name}
    assert states(case, case.parent) == ("rejected", "parked")
    people.office.apply(case.parent)
    anew = below(case.parent, "application")
    assert (anew.pk != case.pk, state(case.parent)) == (True, "in_application")
    assert people.applicant.sees_next == [("application", "Finish the application and release it", None)]


def test_what_is_missing_never_comes_and_the_application_is_rejected_after_the_grace(
    people, world, application, day_comes
):
    case = application("submitted")
    people.case_worker.request_items(examination_of(case), items="Kooperationsvereinbarung")
    assert people.applicant.sees_next == [("examination", "Hand in what is missing", "2024-07-01")]
    people.case_worker.extend(examination_of(case), until="2024-07-31", reason="Ferien.")
    day_comes("2024-08-01", "2024-08-08")
    assert told(examination_of(case), "task.late") == {people.applicant.user.name}
    reasons = {"reasons": "Die Vereinbarung fehlt.", **REMEDY}
    day_comes("2024-08-14")  # the fourteenth day of grace
    assert people.case_worker.may_not("prepare_rejection", case) == "not_yet_due"
    day_comes("2024-08-15")
    reject(world, case, **reasons)
    people.approver.reject_formally(ruling_of(case))
    send_notice(world, case)
    assert (states(case, case.parent), due(ruling_of(case))) == (
        ("rejected", "parked"), ("2024-08-22", "internal", "met"),
    )  # fmt: skip
    assert "Vereinbarung fehlt" in words_of(below(case, "notice"), "rejection_notice")
    people.office.go_on(case.parent, goes_on="lapsed", reason="Niemand führt sie aus.")
    assert (state(case.parent), told(case.parent, "idea.dropped")) == ("lapsed", {people.author.user.name})


def test_what_was_missing_comes_while_the_rejection_is_being_written(
    people, world, application, day_comes, authority_goes_on
):
    case = application("submitted")
    people.case_worker.request_items(examination_of(case), items="Kooperationsvereinbarung")
    day_comes("2024-07-16")
    reject(world, case, reasons="Die Vereinbarung fehlt.", **REMEDY)
    people.applicant.attach(case, file=Upload("Vereinbarung.txt", b"Vereinbart."))
    people.applicant.supply(case)
    assert people.case_worker.sees_next == [("examination", "Check that the application is complete", "2024-07-30")]
    authority_goes_on(case, "complete", "ready")
    assert (states(approval_of(case), case.parent), case.children.filter(lifecycle="notice").exists()) == (
        ("ready", "in_application"), False,
    )  # fmt: skip


def test_the_committee_grants_a_part_and_the_authority_still_less(people, application, world):
    case = application("complete")
    people.case_worker.start_assessment(examination_of(case))
    people.case_worker.finish_assessment(examination_of(case), **{**ASSESSED, "recommended": "70000.00"})
    people.case_worker.put_on_committee_agenda(approval_of(case), proposal="approve_in_part", amount="60000.00")
    committee_resolves(world, case)
    assert (state(approval_of(case)), people.case_worker.sees_next[-1]) == (
        "partially_approved", ("ruling", "Write and sign the notice", "2024-07-03"),
    )  # fmt: skip
    assert people.case_worker.may_not("draft_notice", ruling_of(case), awarded="60000.01", **NOTICE) == "awarded"
    people.case_worker.draft_notice(ruling_of(case), awarded="50000.00", **NOTICE)
    people.case_worker.sign_notice(ruling_of(case))
    people.approver.issue(ruling_of(case))
    award = Award.objects.get()
    assert (sums(award), waits_for(below(award, "notice"))) == ({"amount": "50000.00"}, [("case_worker", "2024-06-10")])
    assert "50.000,00" in words_of(award, "award_notice")


def test_the_committee_sends_an_application_back_and_approves_its_second_version(
    people, application, day_comes, authority_goes_on
):
    case = application("on_committee_agenda")
    people.funders[0].leave(vote_of(case), outcome="returned", reason="Die Wirkung zeigen.")
    assert people.applicant.sees_next == [("application", "Revise the application", "2024-08-02")]
    day_comes("2024-09-20")
    people.applicant.release_internally(case)
    people.signatory.submit(case, **DECLARED)
    assert (state(examination_of(case)), again(case).application.version) == ("received", 2)
    authority_goes_on(case, "complete", "ready", "on_committee_agenda", "committee_approved")
    assert (states(approval_of(case), vote_of(case)), letters(case)) == (
        ("committee_approved", "adopted"),
        ["receipt", "receipt"],
    )


def test_a_project_that_starts_without_permission_gets_no_award(people, application, world, day_comes):
    case = application("ready")
    early = open_early_start(case, by=world.signatory)
    people.signatory.request(early, wanted_from="2024-07-01", justification="Die Stelle ist sonst verloren.")
    assert people.case_worker.sees_next == [
        ("early_start", "Decide on the early start", "2024-06-17"),
        ("approval", "Bring about the decision", "2024-07-03"),
    ]
    people.case_worker.sign(early, answer="refuse", reasons="Kein Grund zur Eile.", **REMEDY)
    people.approver.issue(early)
    assert (state(early), letters(early)) == ("refused", ["early_start"])
    day_comes("2024-07-02")
    people.applicant.note_start(case, started_on="2024-07-01")
    assert told(case, "application.started") == {people.case_worker.user.name, people.checker.user.name}
    people.case_worker.put_on_committee_agenda(approval_of(case))
    committee_resolves(world, case)
    people.case_worker.draft_notice(ruling_of(case), **NOTICE)
    assert people.case_worker.may_not("sign_notice", ruling_of(case)) == "started_without_permission"
    reject(world, case, reasons="Vor der Bewilligung begonnen.", **REMEDY)
    people.approver.reject_formally(ruling_of(case))
    send_notice(world, case)
    assert (states(case, case.parent), Award.objects.count()) == (("rejected", "parked"), 0)
    assert "Vor der Bewilligung begonnen" in words_of(below(case, "notice"), "rejection_notice")
    assert Application.objects.get().started_on.isoformat() == "2024-07-01"
