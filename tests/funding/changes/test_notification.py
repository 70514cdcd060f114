"""What a recipient has to tell without delay, and what the authority makes of it."""

import pytest

from funding.awards.models import Award
from funding.awards.settlement.rules import check_nothing_is_open
from funding.changes.notification.models import Matter, Notification
from funding.changes.notification.opening import open_notification
from tests.funding.asking import mails
from workflows.audit import erase_words
from workflows.engine import fire
from workflows.models import Case, EventWords
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
TOLD = {
    "matter": "goal",
    "happened_on": "2025-05-30",
    "statement": "Frau Muster hat gekündigt, die Stelle bleibt leer.",
}


@pytest.fixture
def notification(world, running):
    """A notification brought as far as asked: `notification("acknowledged")`."""

    def brought(to="draft"):
        found = open_notification(running(), by=world.applicant)
        moves = {
            "draft": lambda: None,
            "sent": lambda: fire(found.pk, "send", by=world.signatory, **TOLD),
            "acknowledged": lambda: fire(found.pk, "acknowledge", by=world.case_worker),
            "hearing": lambda: fire(found.pk, "hear", by=world.case_worker, reason="Der Zweck ist in Gefahr."),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Notification.objects.get(pk=found.pk)

    return brought


def test_it_is_sent_acknowledged_and_nothing_follows(world, notification, paper, state):
    case = notification("draft")
    fire(case.pk, "attach", by=world.applicant, file=paper, kind="evidence")
    event = fire(case.pk, "send", by=world.applicant, **TOLD)
    assert (event.facts["matter"], event.facts["days_after"]) == ("goal", 4)
    fire(case.pk, "acknowledge", by=world.case_worker)
    fire(case.pk, "leave_it", by=world.case_worker, reason="Die Stelle ist wieder besetzt.")
    assert state(case) == "no_action"
    assert mails(case) == [
        ("notification.sent", world.case_worker.name),
        ("notification.sent", world.checker.name),
        ("notification.acknowledged", world.applicant.name),
        ("notification.acknowledged", world.signatory.name),
        ("notification.no_action", world.applicant.name),
        ("notification.no_action", world.signatory.name),
    ]


@pytest.mark.parametrize("begun_in", ["acknowledged", "hearing"])
@pytest.mark.parametrize(("move", "reached"), [("require_change", "change_required"), ("leave_it", "no_action")])
def test_before_or_after_a_hearing_it_is_decided(world, notification, state, begun_in, move, reached):
    case = notification(begun_in)
    fire(case.pk, move, by=world.case_worker, reason="So ist es.")
    assert state(case) == reached


def test_the_case_worker_is_asked_to_hear_the_recipient(world, notification):
    case = notification("hearing")
    task = case.tasks.get(status="NEW")
    assert (str(task.title), task.desk.role) == (str(case.stay.task), "case_worker")
    assert mails(case)[-1] == ("notification.hearing", world.signatory.name)


def test_what_was_written_can_be_erased_and_stands_in_no_event(world, notification):
    case = notification("sent")
    assert [event.seq for event in case.events.all() if "Muster" in event.body] == []
    assert EventWords.objects.get(case=case).words == {"statement": TOLD["statement"]}
    erase_words(Case.objects.get(pk=case.pk), by=world.case_worker)
    assert EventWords.objects.filter(case=case).count() == 0


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"happened_on": "2025-06-04"}, "happened_on"),
        ({"matter": "gossip"}, "matter"),
        ({"statement": ""}, "statement"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(world, notification, refusal, data, field):
    assert refusal(notification(), "send", by=world.applicant, **{**TOLD, **data}) == field


@pytest.mark.parametrize("matter", Matter.values)
def test_each_duty_to_tell_has_its_word(world, notification, state, matter):
    case = notification()
    fire(case.pk, "send", by=world.signatory, **{**TOLD, "matter": matter})
    assert state(case) == "sent"


def test_others_do_not_know_of_a_draft_and_the_recipient_decides_nothing(world, notification, refusal):
    case = notification()
    assert {refusal(case, "send", by=who, **TOLD) for who in (world.stranger, world.case_worker)} == {"not_found"}
    fire(case.pk, "send", by=world.applicant, **TOLD)
    assert refusal(case, "acknowledge", by=world.applicant) == "not_yours"
    assert refusal(case, "acknowledge", by=world.stranger) == "not_found"
    assert refusal(case, "withdraw", by=world.applicant) == "not_possible_here"


def test_a_draft_is_withdrawn(world, notification, state):
    case = notification()
    fire(case.pk, "withdraw", by=world.applicant)
    assert state(case) == "withdrawn"


def test_it_ends_with_the_award(world, notification, state):
    case = notification("hearing")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert state(case) == "ended"
    with pytest.raises(Refused, match="award_has_ended"):
        open_notification(Award.objects.get(), by=world.applicant)


def test_only_the_recipient_begins_one(world, running):
    award = running()
    with pytest.raises(Refused, match="not_yours"):
        open_notification(award, by=world.case_worker)
    with pytest.raises(Refused, match="not_found"):
        open_notification(award, by=world.stranger)


def test_a_notification_still_to_be_decided_keeps_the_file_open(notification):
    case = notification("acknowledged")
    with pytest.raises(Refused, match="still_open"):
        check_nothing_is_open(case.parent_id)


@pytest.mark.parametrize(
    ("at", "move", "part"),
    [
        ("draft", "attach", "case_worker"),
        ("acknowledged", "hear", "signatory"),
        ("acknowledged", "leave_it", "signatory"),
        ("hearing", "require_change", "signatory"),
    ],
)
def test_recipient_and_authority_each_make_their_own_moves(world, notification, paper, refusal, at, move, part):
    data = {"file": paper, "kind": "evidence"} if move == "attach" else {"reason": "Ein Grund."}
    assert refusal(notification(at), move, by=getattr(world, part), **data) in ("not_yours", "not_found")
