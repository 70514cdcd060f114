"""A change request with its recipient: written, signed, and answered by the system where nobody has to approve."""

import pytest

from funding.awards.models import Award
from funding.changes.models import Change
from funding.changes.opening import open_change
from tests.funding.asking import mails
from tests.funding.below import let
from tests.funding.changes.conftest import ASKED, BEYOND, PLAN, WHY, WITHIN, line
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_request_is_written_by_one_signed_by_another_and_numbered(world, change, paper, state):
    case = change("draft")
    fire(case.pk, "attach", by=world.applicant, file=paper, kind="declaration")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "take_back", by=world.signatory, reason="Datum prüfen.")
    assert state(case) == "draft"
    fire(case.pk, "release_internally", by=world.applicant)
    event = fire(case.pk, "submit", by=world.signatory)
    found = Change.objects.get()
    assert (found.state, found.number, found.version, found.late) == ("submitted", 1, 1, False)
    assert (event.facts["content"], event.facts["version"]) == (found.content_hash, 1)
    assert found.title.startswith(("Change request 1, ", "Änderungsantrag 1, "))
    assert mails(case)[-2:] == [
        ("change.submitted", world.case_worker.name),
        ("change.submitted", world.checker.name),
    ]


def test_who_released_does_not_sign(world, change, refusal):
    case = change("internally_released")
    world.applicant.desks_held.update(desk=world.signatory.desks_held.get().desk)
    assert refusal(case, "submit", by=world.applicant) == "four_eyes"


def test_only_the_recipient_begins_and_a_stranger_finds_no_award(world, running):
    award = running()
    with pytest.raises(Refused, match="not_yours"):
        open_change(award, by=world.case_worker, kind="time")
    with pytest.raises(Refused, match="not_found"):
        open_change(award, by=world.stranger, kind="time")
    fire(award.pk, "decline", by=world.signatory, reason="Kein Bedarf.")
    with pytest.raises(Refused, match="award_has_ended"):
        open_change(Award.objects.get(), by=world.applicant, kind="time")


@pytest.mark.parametrize("move", ["edit", "release_internally", "withdraw"])
def test_a_draft_does_not_exist_for_others(world, change, refusal, move):
    assert {refusal(change("draft"), move, by=who) for who in (world.stranger, world.case_worker)} == {"not_found"}


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_asks_for_what_it_changes(world, running, refusal, kind):
    case = open_change(running(), by=world.applicant, kind=kind)
    fire(case.pk, "edit", by=world.applicant, **WHY)
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"


def test_without_a_justification_nothing_is_released(world, running, refusal):
    case = open_change(running(), by=world.applicant, kind="time")
    fire(case.pk, "edit", by=world.applicant, new_period_to="2026-08-31")
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("time", {"amount": "60000.00"}, "amount"),
        ("time", {"new_period_to": "2026-03-02"}, "new_period_to"),
        ("increase", {"amount": "54000.00"}, "amount"),
        ("content", {"amount": "54000.01"}, "amount"),
        ("account", {"iban": "DE88370400440532013000"}, "iban"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(world, running, refusal, kind, data, field):
    case = open_change(running(), by=world.applicant, kind=kind)
    assert refusal(case, "edit", by=world.applicant, **data) == field


def test_an_extension_changes_no_plan(world, change, refusal):
    assert refusal(change("draft"), "set_plan", by=world.applicant, lines=WITHIN) == "no_plan_here"


@pytest.mark.parametrize(
    ("kind", "lines", "key"),
    [
        ("shift", [*BEYOND[:3]], "unbalanced"),
        ("shift", [*PLAN, line("expenditure", "fees", "Vortrag", "1.00"), line("income", "own", "Kreis", "1.00")],
         "other_total"),
        ("increase", BEYOND, "other_grant_in_plan"),
    ],
)  # fmt: skip
def test_a_new_plan_balances_and_counts_on_the_right_grant(world, change, refusal, kind, lines, key):
    assert refusal(change("draft", kind, lines=lines), "release_internally", by=world.applicant) == key


def test_a_category_stands_on_its_side_of_the_plan(world, change, refusal):
    wrong = [line("income", "staff", "Lotsinnen", "1.00")]
    assert refusal(change("draft", "shift"), "set_plan", by=world.applicant, lines=wrong) == "lines[0].category"


def test_no_extension_beyond_what_the_programme_funds(world, running, change, refusal):
    award = running()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "duration_years": 2})
    case = change("draft", of=Award.objects.get(), asked={"new_period_to": "2027-01-31"})
    assert refusal(case, "release_internally", by=world.applicant) == "too_long"
    fire(case.pk, "edit", by=world.applicant, **WHY, new_period_to="2026-12-31")
    fire(case.pk, "release_internally", by=world.applicant)


def test_after_the_end_of_the_period_a_change_needs_reasons_and_is_marked_as_late(world, change, today_is, refusal):
    case = change("internally_released")
    today_is("2026-03-03")
    sweep_deadlines()
    assert refusal(case, "submit", by=world.signatory) == "late_needs_reasons"
    fire(case.pk, "take_back", by=world.applicant)
    fire(case.pk, "edit", by=world.applicant, **WHY, new_period_to="2026-08-31", late_reason="Der Bescheid kam spät.")
    fire(case.pk, "release_internally", by=world.applicant)
    assert fire(case.pk, "submit", by=world.signatory).facts["late"] is True


@pytest.mark.parametrize("to", ["sent", "contested"])
def test_while_the_award_may_fall_nothing_is_changed(world, award, change, refusal, to, today_is):
    today_is("2025-03-03")
    found = award("sent" if to == "sent" else "notified")
    if to == "contested":
        let(found, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    asked = {"new_period_to": "2027-01-31"}
    case = change("draft", of=Award.objects.get(), asked=asked)
    assert refusal(case, "release_internally", by=world.applicant) == "award_cannot_change"


def shift(world, running, lines, tolerance="20/100", **fields):
    """A shift of an award of these fields, signed; the programme's tolerance is a fifth."""
    award = running(**fields)
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "shift_tolerance": tolerance})
    award = Award.objects.get()
    case = open_change(award, by=world.applicant, kind="shift")
    fire(case.pk, "edit", by=world.applicant, **WHY)
    fire(case.pk, "set_plan", by=world.applicant, lines=lines)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    return Change.objects.get(pk=case.pk)


def test_a_shift_of_up_to_a_fifth_needs_nobody_and_the_event_holds_the_calculation(world, running):
    """Travel rises from 10,000.00 to 11,000.00, a tenth."""
    case = shift(world, running, WITHIN, funding_kind="share")
    event = case.events.get(move="answer_not_needed")
    assert (case.state, event.actor, event.facts["items"]) == ("not_needed", None, [])
    assert event.facts["calculation"] == case.calculation
    assert [step["text"] for step in case.calculation][-1] == "No change request is needed."
    assert mails(case)[-2:] == [
        ("change.not_needed", world.applicant.name),
        ("change.not_needed", world.signatory.name),
    ]


def test_a_shift_of_more_than_a_fifth_waits_for_the_authority(world, running):
    """Travel rises from 10,000.00 to 13,000.00."""
    assert shift(world, running, BEYOND, funding_kind="gap").state == "submitted"


def test_exactly_a_fifth_is_still_within(world, running):
    lines = [{**WITHIN[0], "amount": "48000.00"}, {**WITHIN[1], "amount": "12000.00"}, *WITHIN[2:]]
    assert shift(world, running, lines, funding_kind="share").state == "not_needed"


def test_a_new_item_is_more_than_a_fifth_above_nothing(world, running):
    lines = [{**PLAN[0], "amount": "49000.00"}, line("expenditure", "fees", "Vortrag", "1000.00"), *PLAN[1:]]
    assert shift(world, running, lines, funding_kind="share").state == "submitted"


def test_money_moved_to_another_year_is_not_covered(world, running):
    lines = [{**each, "year": 2026} for each in PLAN]
    assert shift(world, running, lines, funding_kind="share").state == "submitted"


def test_other_income_than_planned_is_no_mere_shift(world, running):
    lines = [*WITHIN[:2], {**WITHIN[2], "category": "public"}, WITHIN[3]]
    assert shift(world, running, lines, funding_kind="share").state == "submitted"


@pytest.mark.parametrize("tolerance", ["20/100", None])
def test_a_fixed_sum_has_no_rule_of_a_fifth_for_its_items_do_not_bind(world, running, tolerance):
    """No. 1.2 sentence 5 ANBest-P: the answer names the fixed sum as its reason, not the tolerance."""
    case = shift(world, running, BEYOND, tolerance)
    assert case.events.get(move="answer_not_needed").facts["items"] == ["Fahrten (2025)"]
    last = "The rule does not apply to a fixed sum: no change request is needed."
    assert case.calculation[-1]["text"] == last


def test_where_the_programme_is_silent_a_person_decides(world, running):
    assert shift(world, running, WITHIN, tolerance=None, funding_kind="share").state == "submitted"


def test_where_no_plan_is_on_file_a_person_decides(world, running):
    assert shift(world, running, WITHIN, funding_kind="share", plan=[]).state == "submitted"


def test_a_returned_request_comes_back_as_its_next_version(world, change, state, refusal):
    case = change("submitted")
    assert refusal(case, "return", by=world.case_worker, reason="Zeitplan fehlt.", until="2025-06-03") == "until"
    fire(case.pk, "return", by=world.case_worker, reason="Zeitplan fehlt.", until="2025-06-30")
    assert (state(case), case.deadlines.get(kind="returned").due_on.isoformat()) == ("returned", "2025-06-30")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "take_back", by=world.applicant)
    assert state(case) == "returned"
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    found = Change.objects.get()
    assert (found.number, found.version, found.state) == (1, 2, "submitted")


def test_a_request_is_withdrawn_by_the_signatory_alone(world, change, refusal, state):
    case = change("in_review")
    assert refusal(case, "withdraw", by=world.applicant, reason="Erledigt.") == "not_yours"
    fire(case.pk, "withdraw", by=world.signatory, reason="Erledigt.")
    assert state(case) == "withdrawn"


def test_a_draft_nobody_has_received_is_discarded_and_stays_unknown_to_the_authority(world, change, refusal, state):
    case = change("internally_released")
    assert refusal(case, "withdraw", by=world.signatory, reason="x") == "never_submitted"
    fire(case.pk, "discard", by=world.applicant)
    assert (state(case), mails(case)) == ("discarded", [("change.released", world.signatory.name)])
    assert refusal(case, "withdraw", by=world.case_worker, reason="x") == "not_found"


def test_what_was_submitted_once_is_withdrawn_and_not_discarded(world, change, refusal):
    case = change("submitted")
    fire(case.pk, "return", by=world.case_worker, reason="Plan fehlt.")
    fire(case.pk, "release_internally", by=world.applicant)
    assert refusal(case, "discard", by=world.applicant) == "was_submitted"


def test_the_end_of_the_award_makes_it_moot(world, change, state):
    case = change("in_review")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert (state(case), mails(case)[-1]) == ("moot", ("change.moot", world.signatory.name))


def test_two_requests_of_one_award_are_told_apart_by_their_number(change):
    first = change("submitted")
    second = change("submitted", "account", of=Award.objects.get())
    assert [first.number, second.number] == [1, 2]
