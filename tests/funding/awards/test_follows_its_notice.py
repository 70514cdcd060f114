"""An award follows its notice: on its way, final, contested again, annulled; and takes it along where it ends first."""

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.below import below, let
from workflows import clock
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db


def stand(case):
    """The award and its notice."""
    return state(case), below(case, "notice").state


def contest(world, case):
    Notice.objects.update(remedy_waived_on=None)
    today = clock.today().isoformat()
    let(case, "contest", by=world.case_worker, remedy="action", received_on=today)


def test_the_recipient_reads_it_from_the_day_its_notice_was_sent(world, award):
    case = award("issued")
    assert (stand(case), refusal(case, "decline", by=world.signatory, reason="x")) == (
        ("issued", "issued"),
        "not_found",
    )
    today = clock.today().isoformat()
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    assert stand(case) == ("sent", "sent")
    let(case, "send_anew", by=world.case_worker, reason="Zurückgekommen.")
    assert stand(case) == ("issued", "issued")


def test_contested_while_it_runs_payments_rest_and_everybody_is_told(world, award):
    case = award("running")
    contest(world, case)
    assert stand(case) == ("sent", "contested")
    told = set(Message.objects.filter(kind="award.contested").values_list("person_id", flat=True))
    assert {world.signatory.pk, world.case_worker.pk} <= told


def test_while_it_is_contested_it_is_not_declined(world, award):
    case = award("notified")
    contest(world, case)
    assert refusal(case, "decline", by=world.signatory, reason="x") == "is_contested"


def test_declined_its_notice_is_moot_and_nothing_falls_due_any_more(world, award):
    case = award("notified")
    fire(case.pk, "decline", by=world.signatory, reason="Der Träger ist ausgefallen.")
    assert stand(case) == ("declined", "moot")
    assert not below(case, "notice").deadlines.filter(closed_at=None).exists()


def test_after_the_project_has_ended_no_remedy_is_recorded_any_more(world, award):
    case = award("completed")
    Notice.objects.update(remedy_waived_on=None)
    said = {"by": world.case_worker, "remedy": "action", "received_on": clock.today().isoformat()}
    assert {refusal(case, move, **said) for move in ("contest", "record_late_remedy")} == {"award_has_gone_on"}


def test_an_award_falls_with_its_notice(world, award):
    case = award("running")
    contest(world, case)
    let(case, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="Urteil.")
    assert stand(case) == ("annulled", "annulled")
    assert Award.objects.get().annulled_on == clock.today()


def test_only_a_contested_award_is_changed_by_a_remedy(world, award):
    said = {"decided_on": clock.today().isoformat(), "amount": "70000.00", "reason": "x"}
    assert refusal(award("notified"), "amend_after_remedy", by=world.approver, **said) == "not_contested"


@pytest.mark.parametrize("move", ["follow_notice", "follow_reclaim"])
def test_it_follows_only_what_has_become_of_the_cases_below_it(award, move):
    assert refusal(award("running"), move, by=CLOCK) == "no_result_yet"


def test_it_is_closed_only_with_its_settlement(award):
    assert refusal(award("completed"), "follow_settlement", by=CLOCK) == "no_result_yet"
