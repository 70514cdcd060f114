"""The region's resolution falls, or its body votes again, while the authority has the application or has awarded."""

import pytest
from django.utils.translation import override

from funding.applications.models import Application
from notifications.models import Message
from tests.funding.applications.story import NOTICE, PDF, cast, ruling_of, send_notice, vote_of
from workflows.engine import available, fire
from workflows.inputs import Upload
from workflows.models import Case, Event
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def signable(world, application):
    case = application("notice_in_preparation")
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    return Application.objects.get(pk=case.pk)


def fall(world, case):
    """A member of the steering group was not invited; its chair decides that the resolution is void."""
    vote = vote_of(case.parent)
    seats = [each["seat"] for each in vote.decision.electorate]
    day = vote.moved_at.date().isoformat()
    given = {"seat": seats[1], "received_on": day, "fault": "procedure", "reason": "Nicht geladen."}
    fire(vote.pk, "challenge", by=world.steering[0], **given)
    found = Case.objects.get(parent_id=vote.pk, lifecycle="challenge")
    fire(found.pk, "examine", by=world.office, found=True, decisive=True, finding="Trifft zu.")
    fire(found.pk, "decide", by=world.steering[0], reason="Siehe Feststellung.")
    if Case.objects.get(pk=found.pk).state == "cure_due":
        fire(found.pk, "give_up", by=world.steering[0], reason="Das Gremium tagt nicht mehr.")
    assert Case.objects.get(pk=vote.pk).state == "void"


def vote_anew(world, case, choice):
    fire(case.parent_id, "resolve_anew", by=world.office)
    vote = vote_of(case.parent)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering, choice)
    return vote


def told(kind, case):
    found = Message.objects.filter(kind=kind, about=f"case {case.pk}")
    return sorted(set(found.values_list("person__name", flat=True)))


def authority(world):
    return sorted({world.case_worker.name, world.checker.name, world.approver.name})


@pytest.mark.parametrize("to", ["submitted", "ready", "on_committee_agenda", "notice_signed", "awarded"])
def test_the_authority_reads_in_its_own_file_that_the_regions_resolution_has_fallen(world, application, to):
    case = application(to)
    fall(world, case)
    event = case.events.latest("seq")
    vote = vote_of(case.parent)
    at = "awarded" if to == "awarded" else "submitted"
    assert (event.move, event.actor_id, event.from_state, event.to_state) == ("take_note", None, at, at)
    facts = {"noted": "regional_fall", "decision": vote.pk, "answer": "void", "resolved_on": "2024-06-03"}
    assert event.facts == facts
    assert told("application.regional_fall", case) == authority(world)


def test_the_applicant_hears_of_the_fall_too(world, application):
    case = application("ready")
    fall(world, case)
    assert told("idea.resolution_fell", case.parent) == sorted({world.office.name, world.applicant.name})


@pytest.mark.parametrize("to", ["draft", "internally_released"])
def test_of_an_application_not_yet_handed_in_the_authority_hears_nothing(world, application, to):
    case = application(to)
    before = case.events.count()
    fall(world, case)
    assert (case.events.count(), told("application.regional_fall", case)) == (before, [])


def test_without_a_resolution_of_the_region_no_notice_is_signed(world, signable, refusal):
    fall(world, signable)
    assert refusal(ruling_of(signable), "sign_notice", by=world.case_worker) == "no_longer_carried"
    given = {"issued_on": "2024-06-03", "file": Upload("Bescheid.pdf", PDF)}
    assert refusal(ruling_of(signable), "propose_take_over", by=world.case_worker, **given) == "no_longer_carried"


def test_a_signed_notice_is_not_issued_once_the_resolution_has_fallen(world, application, refusal):
    case = application("notice_signed")
    fall(world, case)
    assert refusal(ruling_of(case), "issue", by=world.approver) == "no_longer_carried"
    with override("en"):
        offer = next(each for each in available(ruling_of(case), by=world.approver) if each.move.name == "issue")
        assert offer.refused.sentence == (
            "The region's resolution on this project has fallen. No notice goes out before the region's body has "
            "resolved again: wait for its vote, or write the rejection."
        )


def test_a_notice_from_elsewhere_is_not_taken_over_once_the_resolution_has_fallen(world, signable, refusal):
    given = {"issued_on": "2024-06-03", "file": Upload("Bescheid.pdf", PDF)}
    fire(ruling_of(signable).pk, "propose_take_over", by=world.case_worker, **given)
    fall(world, signable)
    assert refusal(ruling_of(signable), "take_over", by=world.approver) == "no_longer_carried"


def test_the_new_vote_is_told_to_the_authority_and_carries_the_notice(world, application, state):
    case = application("notice_signed")
    fall(world, case)
    vote = vote_anew(world, case, "yes")
    event = case.events.latest("seq")
    facts = {"noted": "regional_vote", "decision": vote.pk, "answer": "adopted", "resolved_on": "2024-06-03"}
    assert (event.move, event.facts) == ("take_note", facts)
    assert told("application.regional_vote", case) == authority(world)
    fire(ruling_of(case).pk, "issue", by=world.approver)
    send_notice(world, case)
    assert state(case) == "awarded"


def test_after_the_regions_no_the_notice_stays_and_the_rejection_can_be_written(world, application, refusal, state):
    case = application("notice_signed")
    fall(world, case)
    vote_anew(world, case, "no")
    assert case.events.latest("seq").facts["answer"] == "rejected"
    assert refusal(ruling_of(case), "issue", by=world.approver) == "no_longer_carried"
    fire(ruling_of(case).pk, "reopen_notice", by=world.approver, reason="Kein Beschluss der Region.")
    fire(ruling_of(case).pk, "draft_rejection", by=world.case_worker, reasons="Die Region trägt das Vorhaben nicht.")
    assert state(ruling_of(case)) == "rejection_written"


def test_a_changed_project_not_resolved_on_gets_no_notice(world, signable, refusal):
    Application.objects.filter(pk=signable.pk).update(executor="Klinik Auental gGmbH")
    assert refusal(ruling_of(signable), "sign_notice", by=world.case_worker) == "no_longer_carried"


def test_where_the_programme_asks_for_no_resolution_its_fall_binds_nobody(world, application, state):
    case = application("notice_signed")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "needs_idea": False})
    fall(world, case)
    fire(ruling_of(case).pk, "issue", by=world.approver)
    send_notice(world, case)
    assert state(case) == "awarded"


def test_nobody_notes_the_regions_vote_by_hand_and_the_clock_notes_nothing_that_was_not(world, application, refusal):
    case = application("ready")
    assert refusal(case, "take_note", by=world.case_worker) == "not_yours"
    assert not Event.objects.filter(case=case, move="take_note").exists()
    with pytest.raises(Refused):
        fire(case.pk, "take_note", by=world.stranger)
