"""A partner's commitment during the award: kept, partly kept or broken, and the duty to tell the authority of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from funding.awards.settlement.rules import check_nothing_is_open
from funding.changes.notification.models import Notification
from funding.commitments.models import Commitment
from funding.commitments.opening import open_commitment, which_promise
from tests.funding.asking import mails
from tests.funding.commitments.conftest import MISSED, TOLD, notification, promise, read
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload, inputs_of
from workflows.models import OPEN, Case, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


def due(case):
    return case.deadlines.filter(closed_at=None).values_list("due_on", "rule").get()


def again(case):
    return Commitment.objects.get(pk=case.pk)


def test_what_was_promised_is_asked_for_on_its_day_and_noted_as_kept(world, commitment, today_is):
    case = commitment()
    assert due(case) == (dt.date(2025, 6, 30), "on(until)")
    today_is("2025-07-01")
    sweep_deadlines()
    assert Task.objects.get(OPEN, process=case, escalation=False).due_on == dt.date(2025, 6, 30)
    fire(case.pk, "note_kept", by=world.applicant, kept_on="2025-06-27")
    case = again(case)
    assert (case.state, case.kept, case.kept_on) == ("kept", case.amount, dt.date(2025, 6, 27))
    assert [name for kind, name in mails(case) if kind == "commitment.kept"] == [
        world.case_worker.name, world.checker.name,
    ]  # fmt: skip


@pytest.mark.parametrize(("kept", "end"), [("0.00", "broken"), ("1999.99", "partly_kept")])
@pytest.mark.parametrize("decided", ["leave_it", "require_change"])
def test_what_is_not_kept_is_told_the_authority_which_decides_what_follows(world, commitment, kept, end, decided):
    case = commitment("missed", kept=kept)
    draft = Notification.objects.get(pk=notification(case).pk)
    assert (draft.matter, draft.happened_on, draft.state) == ("financing", dt.date(2025, 6, 2), "draft")
    # seven days from the day on which it was known, not from the day on which it was noted
    assert (case.state, due(case)) == ("missed", (dt.date(2025, 6, 10), "days(7, after known_on)"))
    assert {kind for kind, _name in mails(case)} == {"commitment.missed"}
    fire(draft.pk, "send", by=world.signatory, **TOLD)
    assert again(case).state == "reported"
    assert draft.events.get(move="send").facts["days_after"] == 1
    fire(draft.pk, "acknowledge", by=world.case_worker)
    assert again(case).state == "reported"
    fire(draft.pk, decided, by=world.case_worker, reason="Der Landkreis trägt den Rest.")
    assert (again(case).state, str(again(case).kept)) == (end, kept)


def test_who_has_not_told_the_authority_in_seven_days_is_reminded(world, commitment, today_is):
    case = commitment("missed")
    today_is("2025-06-11")
    sweep_deadlines()
    assert [kind for kind, name in mails(case) if name == world.applicant.name][1:] != []


def test_a_notification_withdrawn_leaves_the_commitment_open(world, commitment):
    case = commitment("missed")
    fire(notification(case).pk, "withdraw", by=world.applicant)
    case = again(case)
    assert (case.state, case.kept, case.known_on) == ("promised", None, None)
    assert due(case) == (dt.date(2025, 6, 30), "on(until)")


def test_the_automatic_move_is_made_by_the_notification_and_by_nobody_else(world, commitment, refusal):
    case = commitment("missed")
    assert refusal(case, "follow_notification", by=world.signatory) == "not_yours"
    other = commitment("missed")
    fire(notification(other).pk, "send", by=world.signatory, **TOLD)
    assert (again(case).state, again(other).state) == ("missed", "reported")


@pytest.mark.parametrize(
    ("move", "said", "field"),
    [
        ("note_missed", {**MISSED, "kept": "5000.00"}, "kept"),
        ("note_missed", {**MISSED, "kept": "5000.01"}, "kept"),
        ("note_missed", {**MISSED, "known_on": "2025-06-04"}, "known_on"),
        ("note_missed", {**MISSED, "reason": ""}, "reason"),
        ("note_kept", {"kept_on": "2025-06-04"}, "kept_on"),
    ],
)
def test_what_cannot_be_is_refused(world, commitment, refusal, state, move, said, field):
    case = commitment()
    assert (refusal(case, move, by=world.applicant, **said), state(case)) == (field, "promised")


def test_in_kind_without_a_value_may_be_missed_too(world, commitment, state):
    case = commitment(contribution="in_kind", promise="Zwei Räume", amount="0.00")
    fire(case.pk, "note_missed", by=world.applicant, **MISSED)
    assert state(case) == "missed"


def test_what_was_noted_wrongly_is_corrected_by_who_signs_while_the_award_goes_on(world, commitment, refusal, state):
    case = commitment()
    fire(case.pk, "note_kept", by=world.applicant, kept_on="2025-06-03")
    assert refusal(case, "correct", by=world.applicant, reason="Verwechselt.") == "not_yours"
    fire(case.pk, "correct", by=world.signatory, reason="Verwechselt.")
    case = again(case)
    assert (case.state, case.kept, case.kept_on, due(case)[0]) == ("promised", None, None, dt.date(2025, 6, 30))
    assert ("commitment.corrected", world.case_worker.name) in mails(case)
    fire(case.pk, "note_kept", by=world.applicant, kept_on="2025-06-03")
    fire(case.parent_id, "decline", by=world.signatory, reason="Entfällt.")
    assert refusal(case, "correct", by=world.signatory, reason="Verwechselt.") == "award_has_ended"


def test_one_the_authority_has_decided_on_it_alone_opens_again(world, commitment, refusal, state):
    case = commitment("reported")
    fire(notification(case).pk, "acknowledge", by=world.case_worker)
    fire(notification(case).pk, "leave_it", by=world.case_worker, reason="Der Landkreis trägt den Rest.")
    assert state(case) == "broken"
    assert refusal(case, "correct", by=world.signatory, reason="Doch.") == "not_possible_here"
    assert refusal(case, "ask_anew", by=world.signatory, reason="Doch.") == "not_yours"
    fire(case.pk, "ask_anew", by=world.case_worker, reason="Die Spende kam doch.")
    assert (state(case), again(case).kept) == ("promised", None)
    assert ("commitment.corrected", world.signatory.name) in mails(case)
    fire(case.pk, "note_missed", by=world.applicant, **MISSED)
    fire(notification(case).pk, "send", by=world.signatory, **TOLD)
    fire(notification(case).pk, "acknowledge", by=world.case_worker)
    fire(notification(case).pk, "leave_it", by=world.case_worker, reason="Der Landkreis trägt den Rest.")
    fire(case.parent_id, "decline", by=world.signatory, reason="Entfällt.")
    assert refusal(case, "ask_anew", by=world.case_worker, reason="Doch.") == "award_has_ended"


def test_signed_is_nothing_the_recipient_enters_by_hand(world, commitment):
    assert commitment().firmness == "promised"
    assert "firmness" not in inputs_of(which_promise)


def test_it_ends_with_the_award_and_its_notification_with_it(world, commitment, refusal, state):
    case = commitment("missed")
    assert refusal(case, "end_with_award", by=world.signatory) == "not_yours"
    fire(case.parent_id, "decline", by=world.signatory, reason="Entfällt.")
    assert (state(case), state(notification(case))) == ("ended", "ended")


def test_only_what_the_authority_has_on_its_desk_keeps_the_file_open(commitment):
    check_nothing_is_open(commitment("missed").parent_id)
    reported = commitment("reported")
    with pytest.raises(Refused) as caught:
        check_nothing_is_open(reported.parent_id)
    assert caught.value.key == "still_open"


def test_others_do_not_know_of_it_and_the_authority_only_reads(world, commitment, refusal):
    case = commitment()
    client = Client()
    for who, status in ((world.case_worker, 200), (world.applicant, 200), (world.stranger, 404), (world.lead, 404)):
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/cases/{case.pk}/").status_code == status
    assert refusal(case, "note_kept", by=world.stranger, kept_on="2025-06-03") == "not_found"
    for move in ("note_kept", "note_missed", "attach", "correct"):
        key = "not_possible_here" if move == "correct" else "not_yours"
        assert refusal(case, move, by=world.case_worker) == key
    fire(case.pk, "attach", by=world.signatory, file=Upload("Absage.pdf", PDF), kind="declaration")


def test_nobody_enters_one_for_another_recipient_or_after_the_end(world, running):
    award, said = running(), read(promise())
    with pytest.raises(Refused):
        open_commitment(Case.objects.get(pk=award.pk), by=world.case_worker, **said)
    fire(award.pk, "decline", by=world.signatory, reason="Entfällt.")
    with pytest.raises(Refused) as caught:
        open_commitment(Case.objects.get(pk=award.pk), by=world.applicant, **said)
    assert caught.value.key == "award_has_ended"


def test_the_page_of_the_award_shows_what_has_become_of_it(world, commitment, browser):
    case = commitment("reported")
    fire(notification(case).pk, "acknowledge", by=world.case_worker)
    fire(notification(case).pk, "leave_it", by=world.case_worker, reason="Der Landkreis trägt den Rest.")
    links = browser(world.case_worker).get(f"/cases/{case.parent_id}/").context["related"]
    assert [each["text"] for each in links if each["href"] == f"/cases/{case.pk}/"] == ["Commitment: Broken"]


def queries_of_an_award_with(number, world, running, browser):
    award, client = running(), browser(world.applicant)
    for _ in range(number):
        open_commitment(award, by=world.applicant, **read(promise()))
    client.get(f"/cases/{award.pk}/")
    with CaptureQueriesContext(connection) as asked:
        links = client.get(f"/cases/{award.pk}/").context["related"]
    assert sum("Commitment" in each["text"] for each in links) == number
    return len(asked)


def test_fifty_commitments_cost_the_page_of_the_award_no_more_than_one(world, running, browser):
    one = queries_of_an_award_with(1, world, running, browser)
    assert queries_of_an_award_with(50, world, running, browser) == one
