"""What is approved takes its money from the pots of its years; where they have not enough, it waits."""

from decimal import Decimal

import pytest
from django.test import Client

from funding.applications.models import Application
from funding.applications.waiting.models import Waiting
from funding.awards.models import Award
from funding.budgets.models import Holding, Pot
from notifications.models import Message
from tests.funding.applications.story import (
    ASSESSED,
    NOTICE,
    REMEDY,
    all_vote,
    approval_of,
    reject,
    ruling_of,
    send_notice,
    vote_of,
    waiting_of,
)
from tests.funding.asking import refusal, state
from tests.funding.below import let
from tests.funding.budgets.story import funders, raise_to, taken
from tests.funding.test_wrong_desk import standing_in
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, EventWords

pytestmark = pytest.mark.django_db


def test_what_is_approved_is_taken_from_the_pots_of_its_years(world, application, budget, today_is):
    today_is("2024-06-03")
    budget(shares=funders("40000.00"))
    budget(year=2026, shares=funders("50000.00"))
    case = application("committee_approved")
    assert (state(approval_of(case)), taken()) == (
        "committee_approved",
        [(2025, Decimal(40000)), (2026, Decimal(40000))],
    )


def test_without_the_money_it_waits_with_what_is_lacking_and_takes_nothing(world, short):
    assert (state(approval_of(short)), taken()) == ("budget_missing", [(2025, 0)])
    facts = approval_of(short).events.get(move="follow_vote").facts
    assert (facts["goes_on_as"], facts["lacking"]) == (
        "committee_approved", [{"year": 2025, "payer": "Land", "lacking": "0.01"}],
    )  # fmt: skip


def test_on_the_waiting_list_it_goes_on_once_the_money_is_there(world, short):
    assert refusal(waiting_of(short), "put_on_waiting_list", by=world.approver) == "not_yours"
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    assert (state(waiting_of(short)), Waiting.objects.get().rank) == ("waiting_list", 1)
    told = Message.objects.filter(kind="application.waiting").values_list("person_id", flat=True)
    assert set(told) == {world.applicant.pk, world.signatory.pk}
    assert refusal(waiting_of(short), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    raise_to(world, "40000.00")
    fire(waiting_of(short).pk, "take_from_waiting_list", by=world.case_worker)
    assert (state(approval_of(short)), taken(), Waiting.objects.get().rank) == (
        "committee_approved", [(2025, Decimal(40000))], None,
    )  # fmt: skip


def test_the_list_ends_with_the_first_year_the_money_is_for(world, short, today_is):
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    for day, expected in (("2025-12-31", "waiting_list"), ("2026-01-01", "expired")):
        today_is(day)
        sweep_deadlines()
        assert state(waiting_of(short)) == expected
    assert (state(short), state(ruling_of(short))) == ("submitted", "rejection_in_preparation")


def test_put_on_the_list_after_its_first_year_it_waits_for_the_next(world, short, today_is):
    today_is("2026-02-02")
    event = fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    assert event.facts["waits_until"] == "2026-12-31"
    for day, expected in (("2026-12-31", "waiting_list"), ("2027-01-01", "expired")):
        today_is(day)
        sweep_deadlines()
        assert state(waiting_of(short)) == expected


def test_after_its_first_year_it_takes_all_of_the_present_years_pots(world, short, budget, today_is):
    today_is("2026-02-02")
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    budget(year=2026, shares=funders("79999.99"))
    assert refusal(waiting_of(short), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    raised = Pot.objects.get(budget__year=2026).budget
    fire(raised.pk, "propose_change", by=world.case_worker, lines=funders("80000.00"), reason="Nachtrag.")
    fire(raised.pk, "release_change", by=world.approver)
    fire(waiting_of(short).pk, "take_from_waiting_list", by=world.case_worker)
    assert (state(approval_of(short)), taken()) == ("committee_approved", [(2025, 0), (2026, Decimal(80000))])


@pytest.mark.parametrize(("day", "columns"), [("2027-01-01", {}), ("2026-07-01", {"period_to": "2026-06-30"})])
def test_with_its_years_or_its_period_over_it_comes_onto_no_list_and_is_rejected(world, short, today_is, day, columns):
    Application.objects.filter(pk=short.pk).update(**columns)
    today_is(day)
    assert refusal(waiting_of(short), "put_on_waiting_list", by=world.case_worker) == "years_are_over"
    reject(world, short, reasons="Kein Geld.", **REMEDY)
    assert state(ruling_of(short)) == "rejection_written"


def test_without_a_plan_the_years_are_those_of_the_period(world, short, today_is):
    short.lines.all().delete()
    today_is("2026-02-02")
    event = fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    assert event.facts["waits_until"] == "2026-12-31"


def test_a_rank_is_changed_by_the_second_person_with_a_reason(world, short):
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    assert refusal(waiting_of(short), "change_rank", by=world.case_worker, rank=2, reason="x") == "not_yours"
    fire(waiting_of(short).pk, "change_rank", by=world.approver, rank=2, reason="Beschluss des Gremiums.")
    assert Waiting.objects.get().rank == 2


def test_who_is_not_first_does_not_go_on(world, short, application):
    other = Application.objects.get(pk=short.pk)
    fire(waiting_of(other).pk, "put_on_waiting_list", by=world.case_worker)
    second = application("committee_approved")
    fire(waiting_of(second).pk, "put_on_waiting_list", by=world.case_worker)
    raise_to(world, "90000.00")
    assert waiting_of(second).waiting.rank == 2
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "another_is_first"
    fire(waiting_of(other).pk, "take_from_waiting_list", by=world.case_worker)
    fire(waiting_of(second).pk, "take_from_waiting_list", by=world.case_worker)
    assert (state(approval_of(second)), taken()) == ("committee_approved", [(2025, Decimal(80000))])


def test_of_the_same_rank_goes_on_whose_wait_began_first(world, short, application):
    other = Application.objects.get(pk=short.pk)
    second = application("committee_approved")
    for case in (second, other):
        fire(waiting_of(case).pk, "put_on_waiting_list", by=world.case_worker)
    fire(waiting_of(second).pk, "change_rank", by=world.approver, rank=2, reason="Beschluss des Gremiums.")
    raise_to(world, "40000.00")
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "another_is_first"
    fire(waiting_of(other).pk, "take_from_waiting_list", by=world.case_worker)


def test_missing_money_known_before_the_vote_leads_back_to_where_it_stood(world, application):
    case = application("ready")
    fire(approval_of(case).pk, "note_budget_missing", by=world.case_worker, reason="Haushaltssperre.")
    fire(waiting_of(case).pk, "take_from_waiting_list", by=world.case_worker)
    assert state(approval_of(case)) == "ready"


def test_who_withdraws_or_is_rejected_leaves_the_money_in_the_pot(world, application, budget, today_is):
    today_is("2024-06-03")
    budget(shares=funders("80000.00"))
    case = application("committee_approved")
    fire(case.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert (taken(), Holding.objects.count()) == ([(2025, 0)], 0)
    case = application("committee_approved")
    reject(world, case, reasons="Anders finanziert.", **REMEDY)
    assert taken() == [(2025, Decimal(40000))]
    fire(ruling_of(case).pk, "reject_formally", by=world.approver)
    assert taken() == [(2025, Decimal(40000))]
    send_notice(world, case)
    assert (taken(), Holding.objects.count()) == ([(2025, 0)], 0)


def test_a_smaller_award_leaves_the_rest_and_a_declined_one_everything(world, application, budget, today_is):
    today_is("2024-06-03")
    budget(shares=funders("40000.00"))
    case = application("notice_in_preparation")
    ruling = ruling_of(case)
    fire(ruling.pk, "draft_notice", by=world.case_worker, awarded="60000.00", **NOTICE)
    fire(ruling.pk, "sign_notice", by=world.case_worker)
    assert refusal(ruling, "issue", by=world.approver) == "bad_input"
    why = {"without_budget": "Verpflichtungsermächtigung für 2026, Kapitel 0540."}
    event = fire(ruling.pk, "issue", by=world.approver, **why)
    assert event.facts["years_without_budget"] == [2026]
    assert EventWords.objects.get(case=ruling, seq=event.seq).words == why
    assert taken() == [(2025, Decimal(30000))]
    award = Award.objects.get()
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on="2024-06-03")
    fire(award.pk, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert (state(award), taken()) == ("declined", [(2025, 0)])


def test_where_no_committee_decides_the_money_is_taken_as_well(world, application, budget, today_is):
    today_is("2024-06-03")
    budget(shares=funders("1.00"))
    case = application("ready")
    Case.objects.update(terms={**case.terms, "needs_committee": False})
    fire(approval_of(case).pk, "decide_without_committee", by=world.case_worker)
    assert state(approval_of(case)) == "budget_missing"
    raise_to(world, ASSESSED["recommended"])
    fire(waiting_of(case).pk, "take_from_waiting_list", by=world.case_worker)
    assert (state(ruling_of(case)), taken()) == ("notice_in_preparation", [(2025, Decimal(40000))])


def test_a_rejection_begun_and_given_up_leads_back_to_the_list_with_its_day(world, short, today_is):
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    reject(world, short, reasons="Kein Geld.", **REMEDY)
    fire(ruling_of(short).pk, "give_up", by=world.approver, reason="Nachtrag in Sicht.")
    assert (state(approval_of(short)), state(waiting_of(short))) == ("budget_missing", "waiting_list")
    raise_to(world, "40000.00")
    fire(waiting_of(short).pk, "take_from_waiting_list", by=world.case_worker)
    assert state(approval_of(short)) == "committee_approved"


def test_after_a_rejection_given_up_the_list_still_ends_with_its_year(world, short, today_is):
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    reject(world, short, reasons="Kein Geld.", **REMEDY)
    fire(ruling_of(short).pk, "give_up", by=world.approver, reason="Nachtrag in Sicht.")
    today_is("2026-01-01")
    sweep_deadlines()
    assert (state(short), state(ruling_of(short))) == ("submitted", "rejection_in_preparation")


def test_where_the_list_ends_while_the_rejection_is_written_there_is_one_notice(world, short, today_is):
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    reject(world, short, reasons="Kein Geld.", **REMEDY)
    today_is("2026-01-01")
    sweep_deadlines()
    assert state(approval_of(short)) == "expired"
    assert [each.state for each in short.children.filter(lifecycle="ruling")] == ["rejection_written"]
    fire(ruling_of(short).pk, "reject_formally", by=world.approver)
    send_notice(world, short)
    assert (state(short), state(short.parent)) == ("expired", "parked")


@pytest.mark.parametrize(
    ("at", "move", "key"),
    [
        ("budget_missing", "end", "nothing_to_follow"),
        ("waiting_list", "expire", "not_yet_due"),
    ],
)
def test_the_wait_follows_nothing_that_has_not_happened(world, short, at, move, key):
    with standing_in(waiting_of(short), at):
        assert refusal(waiting_of(short), move, by=CLOCK) == key


def test_nothing_goes_on_while_the_money_is_missing(short):
    assert refusal(approval_of(short), "follow_waiting", by=CLOCK) == "no_result_yet"


def test_nobody_goes_on_while_a_rejection_is_written_and_the_wait_ends_with_the_application(world, short):
    reject(world, short, reasons="Kein Geld.", **REMEDY)
    for move in ("put_on_waiting_list", "take_from_waiting_list"):
        assert refusal(waiting_of(short), move, by=world.case_worker) == "is_being_rejected"
    fire(ruling_of(short).pk, "give_up", by=world.approver, reason="Nachtrag in Sicht.")
    assert (state(approval_of(short)), state(waiting_of(short))) == ("budget_missing", "budget_missing")
    fire(short.pk, "withdraw", by=world.signatory, reason="Anders finanziert.")
    assert state(waiting_of(short)) == "ended"


def test_only_the_case_worker_takes_from_the_list(world, short):
    assert refusal(waiting_of(short), "take_from_waiting_list", by=world.approver) == "not_yours"


def test_a_resolution_that_falls_ends_the_wait_and_the_committee_is_asked_again(world, short):
    vote = vote_of(short)
    seat, said = vote.decision.electorate[1]["seat"], {"fault": "procedure", "reason": "Nicht geladen."}
    fire(vote.pk, "challenge", by=world.funders[0], seat=seat, received_on=vote.moved_at.date().isoformat(), **said)
    found = vote.children.get(lifecycle="challenge")
    fire(found.pk, "examine", by=world.case_worker, found=True, decisive=True, finding="Trifft zu.")
    fire(found.pk, "decide", by=world.funders[0], reason="Siehe Feststellung.")
    assert (state(vote), state(approval_of(short)), state(waiting_of(short))) == ("void", "ready", "ended")
    assert (approval_of(short).approval.granted, short.children.filter(lifecycle="approval").count()) == (None, 1)


def test_the_pages_of_decision_and_wait_lead_to_the_application_where_it_is_rejected(world, short):
    client = Client()
    client.force_login(world.case_worker)
    ways = {approval_of(short): f"/cases/{short.pk}/prepare_rejection/", waiting_of(short): f"/cases/{short.pk}/"}
    for case, href in ways.items():
        moves = client.get(f"/cases/{case.pk}/").context["moves"]
        assert href in [move["href"] for move in moves]


def test_what_is_approved_later_does_not_overtake_who_waits(world, short, application):
    """The pot was filled, but nobody has taken the first from the list yet."""
    fire(waiting_of(short).pk, "put_on_waiting_list", by=world.case_worker)
    second = application("on_committee_agenda")
    raise_to(world, "40000.00")
    fire(all_vote(world, second).pk, "close", by=world.case_worker)
    assert (state(approval_of(second)), taken()) == ("budget_missing", [(2025, 0)])
    fire(waiting_of(short).pk, "take_from_waiting_list", by=world.case_worker)
    assert (state(approval_of(short)), taken()) == ("committee_approved", [(2025, 40000)])
