"""A notice after the award has days of its own: sent, served, final, or contested and decided on by two."""

import datetime as dt

import pytest

from funding.applications.early_start.opening import open_early_start
from funding.awards.models import Award
from funding.awards.settlement.rules import check_nothing_is_open
from funding.changes.models import Change
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.applications.story import REMEDY, examination_of, reject
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.changes import conftest as changes
from tests.funding.reclaims import conftest as reclaims
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
change, running = changes.change, changes.running
call, hold, paid_award, reclaim = reclaims.call, reclaims.hold, reclaims.paid_award, reclaims.reclaim


@pytest.fixture
def notice(world, change):
    """Of a longer period, granted on 3 June 2025, brought as far as asked; served formally on that day."""

    def brought(to: str = "notified") -> Notice:
        change("issued")
        case = below(Change.objects.get(), "notice").notice
        moves = {
            "issued": lambda: None,
            "sent": lambda: sent(world, case, "2025-06-03"),
            "notified": lambda: fire(case.pk, "note_receipt", by=world.case_worker, received_on="2025-06-03"),
            "contested": lambda: contest(world, case, "2025-06-03"),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Notice.objects.get(pk=case.pk)

    return brought


def sent(world, case, day, channel="formal"):
    fire(case.pk, "dispatch", by=world.case_worker, channel=channel, posted_on=day)


def contest(world, case, day, remedy="action"):
    fire(case.pk, "contest", by=world.case_worker, remedy=remedy, received_on=day)


def served(world, case, day):
    sent(world, case, day)
    fire(case.pk, "note_receipt", by=world.case_worker, received_on=day)
    return Notice.objects.get(pk=case.pk)


def test_a_change_notice_is_served_and_final_a_month_later_whatever_the_award_has_waived(world, notice, today_is):
    case = notice()
    assert (case.state, case.served_on, case.remedy_until) == ("notified", dt.date(2025, 6, 3), dt.date(2025, 7, 3))
    assert below(Award.objects.get(), "notice").notice.remedy_waived_on
    for day, expected in (("2025-07-03", "notified"), ("2025-07-04", "final")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    told = Message.objects.filter(kind="notice.final").values_list("person_id", flat=True)
    assert {world.signatory.pk, world.case_worker.pk} <= set(told)


def test_a_letter_counts_as_served_on_the_fourth_day(world, notice, today_is):
    case = notice("issued")
    assert refusal(case, "dispatch", by=world.signatory, channel="letter", posted_on="2025-06-03") == "not_found"
    sent(world, case, "2025-06-03", channel="letter")
    assert refusal(case, "establish_service", by=world.case_worker) == "not_yet_served"
    assert refusal(case, "send_anew", by=world.case_worker, reason="x") == "counts_as_served"
    for day, expected in (("2025-06-06", "sent"), ("2025-06-08", "notified")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    assert Notice.objects.get(pk=case.pk).served_on == dt.date(
        2025, 6, 7
    )  # a Saturday: it is no period and does not move


def test_what_did_not_arrive_is_sent_anew(world, notice):
    case = notice("issued")
    sent(world, case, "2025-06-03", channel="portal")
    fire(case.pk, "send_anew", by=world.case_worker, reason="Nicht abgerufen.")
    assert state(case) == "issued"


def test_the_signatory_waives_the_remedy_expressly(world, notice):
    case = notice()
    assert wrong(case, "waive_remedy", by=world.signatory, declared=False) == "declared"
    fire(case.pk, "waive_remedy", by=world.signatory, declared=True)
    assert state(case) == "final"
    late = {"by": world.case_worker, "remedy": "action", "received_on": "2025-06-03"}
    assert refusal(case, "contest", **late) == refusal(case, "record_late_remedy", **late) == "remedy_waived"


def test_another_person_upholds_and_after_an_objection_an_action_has_its_month(world, notice):
    case = notice()
    contest(world, case, "2025-06-03", remedy="objection")
    decided = {"decided_on": "2025-06-03", "reason": "Kein Anspruch auf mehr."}
    assert refusal(case, "uphold", by=world.case_worker, **decided) == "four_eyes"
    assert wrong(case, "uphold", by=world.approver, **decided) == "objection_served_on"
    fire(case.pk, "uphold", by=world.approver, objection_served_on="2025-06-03", **decided)
    assert (state(case), Notice.objects.get(pk=case.pk).remedy_until) == ("notified", dt.date(2025, 7, 3))
    assert refusal(case, "note_receipt", by=world.case_worker, disputed=True) == "objection_decided"
    contest(world, case, "2025-06-03")
    fire(case.pk, "uphold", by=world.approver, **decided)
    assert state(case) == "final"


def test_the_day_of_a_remedy_is_asked_for_though_the_day_the_notice_was_received_is_known(world, notice, client):
    client.force_login(world.case_worker)
    page = client.get(f"/cases/{notice().pk}/contest/")
    assert page.context["form"]["received_on"].value() is None
    assert page.context["form"]["received_on"].label == "Widerspruch oder Klage eingegangen am"


def test_a_late_remedy_is_inadmissible_or_reinstated(world, notice, today_is):
    case = notice()
    today_is("2025-07-07")
    sweep_deadlines()
    late = {"by": world.case_worker, "remedy": "action"}
    assert refusal(case, "contest", received_on="2025-07-07", **late) == "remedy_too_late"
    assert wrong(case, "record_late_remedy", received_on="2025-07-03", **late) == "received_on"
    fire(case.pk, "record_late_remedy", received_on="2025-07-07", **late)
    assert refusal(case, "dismiss_remedy", by=world.case_worker, reason="x") == "four_eyes"
    fire(case.pk, "dismiss_remedy", by=world.approver, reason="Verspätet.")
    fire(case.pk, "record_late_remedy", received_on="2025-07-07", **late)
    asked = {"obstacle_ended_on": "2025-07-04", "requested_on": "2025-07-07", "reason": "Krankenhaus."}
    assert refusal(case, "reinstate", by=world.case_worker, **asked) == "four_eyes"
    fire(case.pk, "reinstate", by=world.approver, **asked)
    assert state(case) == "contested"


def test_who_asks_in_time_and_makes_up_for_it_later_is_not_reinstated(world, notice, today_is):
    case = notice()
    today_is("2025-07-28")
    sweep_deadlines()
    fire(case.pk, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2025-07-28")
    asked = {"obstacle_ended_on": "2025-07-04", "requested_on": "2025-07-07", "reason": "Krankenhaus."}
    assert refusal(case, "reinstate", by=world.approver, **asked) == "not_made_up"


@pytest.mark.parametrize(("move", "to"), [("uphold", "final"), ("annul", "annulled")])
def test_a_late_remedy_may_be_decided_on_all_the_same_and_not_by_who_recorded_it(world, notice, today_is, move, to):
    case = notice()
    today_is("2025-07-07")
    sweep_deadlines()
    fire(case.pk, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2025-07-07")
    decided = {"decided_on": "2025-07-07", "reason": "In der Sache entschieden."}
    assert refusal(case, move, by=world.case_worker, **decided) == "four_eyes"
    fire(case.pk, move, by=world.approver, **decided)
    assert state(case) == to


def test_an_annulled_change_notice_is_decided_anew_and_the_next_one_counts(world, notice):
    case = notice("contested")
    assert refusal(case, "annul", by=world.case_worker, decided_on="2025-06-03", reason="x") == "four_eyes"
    assert wrong(case, "annul", by=world.approver, decided_on="2025-06-04", reason="x") == "decided_on"
    fire(case.pk, "annul", by=world.approver, decided_on="2025-06-03", reason="Ermessensfehler.")
    asked = Change.objects.get()
    assert (state(case), asked.state, asked.result) == ("annulled", "in_review", "")
    let(asked, "draft_notice", by=world.case_worker, result="reject", reasons="Ermessen neu ausgeübt.")
    let(asked, "sign_notice", by=world.case_worker)
    let(asked, "issue", by=world.approver)
    changes.sent(world, asked)
    assert (state(asked), asked.children.filter(lifecycle="notice").count()) == ("rejected", 2)


def test_a_remedy_against_a_change_notice_keeps_the_award_open(world, notice):
    case = notice("contested")
    award = Award.objects.get()
    Case.objects.filter(parent=award).update(finished=clock.now())
    with pytest.raises(Refused) as caught:
        check_nothing_is_open(award.pk)
    assert caught.value.key == "still_open"
    fire(case.pk, "uphold", by=world.approver, decided_on="2025-06-03", reason="x")
    check_nothing_is_open(award.pk)


def test_an_annulled_rejection_takes_the_application_and_its_idea_up_again(world, application):
    case = application("ready")
    ruling = reject(world, case, reasons="Nicht neu in der Region.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    assert state(case.parent) == "in_application"
    served_notice = served(world, Notice.objects.get(), "2024-06-03")
    assert state(case.parent) == "parked"
    contest(world, served_notice, "2024-06-03")
    fire(served_notice.pk, "annul", by=world.approver, decided_on="2024-06-03", reason="Doch neu.")
    assert (state(examination_of(case)), state(case.parent)) == ("in_assessment", "in_application")


def test_an_annulled_refusal_of_an_early_start_is_decided_anew(world, application):
    case = open_early_start(application("submitted"), by=world.signatory)
    fire(case.pk, "request", by=world.signatory, wanted_from="2024-07-01", justification="Die Stelle ist sonst weg.")
    fire(case.pk, "sign", by=world.case_worker, answer="refuse", reasons="Keine Eile.", **REMEDY)
    let(case, "issue", by=world.approver)
    refused = served(world, Notice.objects.get(), "2024-06-03")
    contest(world, refused, "2024-06-03")
    fire(refused.pk, "annul", by=world.approver, decided_on="2024-06-03", reason="Doch eilig.")
    assert state(case) == "requested"


def test_an_annulled_notice_of_interest_is_reckoned_anew(world, reclaim):
    case = reclaim("final")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-07-12")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    collection = below(case, "collection")
    interest = served(world, below(collection, "notice"), "2025-07-12")
    contest(world, interest, "2025-07-12")
    fire(interest.pk, "annul", by=world.approver, decided_on="2025-07-12", reason="Falscher Zinssatz.")
    found = Reclaim.objects.get()
    assert (state(collection), found.interest) == ("reclaimed", None)
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    assert Reclaim.objects.get().interest is not None


def test_others_do_not_find_it(world, notice):
    case = notice()
    assert {refusal(case, "contest", by=who) for who in (world.stranger, world.office)} == {"not_found"}


def test_a_remedy_nobody_has_decided_on_is_brought_to_mind_after_ninety_days(world, notice, today_is):
    case = notice("contested")
    mind = case.deadlines.get(kind="contested")
    assert (mind.nature, mind.due_on) == ("internal", dt.date(2025, 9, 1))
    today_is("2025-09-02")
    sweep_deadlines()
    late = Message.objects.filter(kind="task.late", about=f"case {case.pk}").values_list("person__name", flat=True)
    assert (sorted(late), state(case)) == (sorted([world.case_worker.name, world.checker.name]), "contested")
