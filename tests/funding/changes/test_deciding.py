"""A change request at the authority: checked, voted on where it matters, decided by two."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.applications.models import Application
from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.changes.models import Change
from notifications.models import Message
from tests.funding.applications.story import committee_resolves, vote_of
from tests.funding.applications.test_inside import shown
from tests.funding.below import below, let, who_knows
from tests.funding.changes.conftest import BEYOND, HIGHER, NOTICE, WHY, line, ruling, sent
from tests.funding.changes.story import amended, text_of
from tests.funding.web import conftest as web
from workflows import clock
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import readable_cases

as_person = web.as_person
pytestmark = pytest.mark.django_db


def test_a_part_of_the_time_is_approved_in_part(world, change, refusal, state):
    case = change("in_review")
    less = {**NOTICE, "granted_period_to": "2026-05-31"}
    let(case, "draft_notice", by=world.case_worker, **less)
    assert refusal(case, "sign_notice", by=world.case_worker) == "decision_and_grant_differ"
    let(case, "draft_notice", by=world.case_worker, result="partly")
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    sent(world, case)
    assert (state(case), Award.objects.get().period_to) == ("partly", dt.date(2026, 5, 31))


def test_a_rejection_leaves_the_award_as_it_is_and_instructs_on_remedies(world, change):
    case = change("decided", result="reject", reasons="Der Zweck ist erreicht.")
    assert (case.state, Award.objects.get().version, amended(case).count()) == ("rejected", 1, 0)
    text = text_of(below(case, "notice").documents.get())
    assert "Der Antrag wird abgelehnt. Der Zuwendungsbescheid bleibt unverändert." in text
    assert "Verwaltungsgericht Auental" in text


def test_the_notice_names_both_who_signed_and_what_becomes_different(world, change):
    case = change("decided")
    notice, event = below(case, "notice").documents.get(), below(case, "change_ruling").events.get(move="issue")
    assert (notice.kind, notice.content_id) == ("change_notice", event.facts["sha256"])
    text = text_of(notice)
    assert " 02.03.2026 31.08.2026 " in text
    assert text.rindex(world.case_worker.name) < text.rindex(world.approver.name)
    told = Message.objects.filter(kind__in=("change.decided", "award.amended")).values_list("kind", flat=True)
    assert sorted(told) == ["award.amended"] * 3 + ["change.decided"] * 2


def test_two_persons_issue_the_notice(world, change, refusal, state):
    case = change("notice_signed")
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"
    let(case, "reopen_notice", by=world.approver, reason="Der Tag fehlt.")
    assert ruling(case) == "in_review"


@pytest.mark.parametrize("missing", ["result", "reasons", "remedy_name", "proof_due_on"])
def test_nothing_is_signed_that_is_not_written(world, change, refusal, missing):
    case = change("in_review")
    notice = {name: value for name, value in NOTICE.items() if name != missing}
    let(case, "draft_notice", by=world.case_worker, **notice)
    assert refusal(case, "sign_notice", by=world.case_worker) == "notice_incomplete"


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("time", {"granted_period_to": "2026-09-01"}, "granted_period_to"),
        ("time", {"granted_period_to": "2026-03-02"}, "granted_period_to"),
        ("time", {"proof_due_on": "2026-08-31"}, "proof_due_on"),
        ("time", {"report_dates": ["2026-09-01"]}, "report_dates"),
        ("time", {"granted_amount": "1.00"}, "granted_amount"),
        ("increase", {"granted_amount": "63000.01"}, "granted_amount"),
        ("increase", {"granted_amount": "54000.00"}, "granted_amount"),
        ("account", {"granted_period_to": "2026-08-31"}, "granted_period_to"),
        ("increase", {"proof_due_on": "2027-02-28"}, "proof_due_on"),
    ],
)
def test_no_more_is_granted_than_is_asked_for(world, change, refusal, kind, data, field):
    assert refusal(change("in_review", kind), "draft_notice", by=world.case_worker, **data) == field


def test_a_higher_grant_needs_the_committee_and_changes_the_plan(world, change):
    case = change("decided", "increase")
    award = Award.objects.get()
    assert (award.amount, award.planned_expenditure, award.plan) == (Decimal("63000.00"), Decimal("70000.00"), HIGHER)
    assert (case.resolution, case.resolved_by) == ("adopted", world.committee.name)
    assert amended(case).get().facts["after"]["amount"] == "63000.00"


@pytest.mark.parametrize("kind", ["content", "partner", "increase"])
def test_without_the_committee_nothing_of_weight_is_approved(world, change, refusal, kind):
    case = change("in_review", kind)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"
    let(case, "draft_notice", by=world.case_worker, result="reject")
    let(case, "sign_notice", by=world.case_worker)


@pytest.mark.parametrize("kind", ["time", "account"])
def test_what_is_of_less_weight_is_not_put_before_the_committee(world, change, refusal, kind):
    assert refusal(change("in_review", kind), "put_to_committee", by=world.case_worker) == "no_committee"


def test_where_the_programme_has_no_committee_the_authority_decides_alone(world, running, change, refusal):
    award = running()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "needs_committee": False})
    case = change("in_review", "content", of=Award.objects.get())
    assert refusal(case, "put_to_committee", by=world.case_worker) == "no_committee"
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    let(case, "sign_notice", by=world.case_worker)


def test_the_committee_may_approve_less_and_own_funds_stand_in(world, change, refusal):
    case = change("in_review", "increase")
    part = {"proposal": "approve_in_part", "amount": "60000.00"}
    let(case, "put_to_committee", by=world.case_worker, **part)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **{**said, "result": "partly", "granted_amount": "61000.00"})
    assert refusal(case, "sign_notice", by=world.case_worker) == "more_than_resolved"
    let(case, "draft_notice", by=world.case_worker, granted_amount="60000.00")
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    sent(world, case)
    award = Award.objects.get()
    income = [(line["category"], line["amount"]) for line in award.plan if line["side"] == "income"]
    assert (Change.objects.get().state, award.amount) == ("partly", Decimal("60000.00"))
    assert income == [("own", "7000.00"), ("grant", "60000.00"), ("own", "3000.00")]


@pytest.mark.parametrize(
    ("kind", "proposal", "field"),
    [
        ("increase", {"amount": "63000.01"}, "amount"),
        ("increase", {"amount": "60000.00"}, "proposal"),
        ("increase", {"proposal": "approve_in_part"}, "proposal"),
        ("content", {"amount": "1.00"}, "amount"),
        ("content", {"proposal": "approve_with_conditions"}, "conditions"),
        ("content", {"conditions": "Nur mit Klinik."}, "conditions"),
    ],
)
def test_a_proposal_says_what_it_means(world, change, refusal, kind, proposal, field):
    assert refusal(change("in_review", kind), "put_to_committee", by=world.case_worker, **proposal) == field


def test_conditions_of_the_committee_bind_the_award(world, change):
    case = change("in_review", "partner")
    bound = {"proposal": "approve_with_conditions", "conditions": "Nur mit Kooperationsvertrag."}
    let(case, "put_to_committee", by=world.case_worker, **bound)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    sent(world, case)
    award = Award.objects.get()
    assert (award.executor, award.conditions) == ("Gesundheitsverein Auental", "Nur mit Kooperationsvertrag.")
    assert amended(case).get().facts["also_changed"] == ["executor", "forwarding_to", "conditions"]


def test_what_the_committee_rejects_the_authority_does_not_grant(world, change, refusal):
    case = change("in_review", "content")
    let(case, "put_to_committee", by=world.case_worker)
    committee_resolves(world, case, "no")
    assert Change.objects.get().state == "in_review"
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"


@pytest.mark.parametrize(
    ("data", "reached"),
    [
        ({"outcome": "deferred", "deferred_until": "2025-09-01", "reason": "Zahlen fehlen."}, "in_review"),
        ({"outcome": "returned", "reason": "Wirkung zeigen."}, "returned"),
        ({"outcome": "aborted", "reason": "Erledigt."}, "in_review"),
    ],
)
def test_each_answer_of_the_committee_leads_on(world, change, state, data, reached):
    case = change("in_review", "content")
    let(case, "put_to_committee", by=world.case_worker)
    assert ruling(case) == "committee"
    fire(vote_of(case).pk, "leave", by=world.funders[0], **data)
    event = below(case, "change_ruling").events.get(move="follow_vote")
    assert (ruling(case), event.facts["answer"]) == (reached, state(vote_of(case)))
    assert state(case) == reached
    if reached == "in_review":
        let(case, "put_to_committee", by=world.case_worker)


def test_a_withdrawn_request_ends_the_vote_on_it(world, change, state):
    case = change("in_review", "content")
    let(case, "put_to_committee", by=world.case_worker)
    fire(case.pk, "withdraw", by=world.signatory, reason="Erledigt.")
    assert (state(case), state(vote_of(case))) == ("withdrawn", "aborted")


def test_a_request_changed_after_its_return_needs_the_committee_anew(world, change, refusal):
    case = change("resolved", "content")
    fire(case.pk, "return", by=world.case_worker, reason="Bitte genauer.")
    fire(case.pk, "edit", by=world.applicant, **WHY, description="Anschaffung eines Busses.")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.case_worker)
    let(case, "draft_notice", by=world.case_worker, **{**NOTICE, "proof_due_on": None})
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"


def test_no_higher_grant_than_the_programme_allows(world, running, change, refusal):
    """63,000.00 are 90 % of 70,000.00; the cap allows a cent less."""
    award = running()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "cap": "62999.99"})
    case = change("drafted", "increase", of=Award.objects.get())
    assert refusal(case, "sign_notice", by=world.case_worker) == "above_ceiling"


def in_two_years(first: str, second: str) -> list[dict]:
    """60,000 a year in all, of which the grant is 54,000."""
    rows = []
    for year, grant in ((2025, first), (2026, second)):
        rows += [
            line("expenditure", "staff", "Lotsinnen", "30000.00", year),
            line("income", "own", "Landkreis", str(Decimal("30000.00") - Decimal(grant)), year),
            line("income", "grant", "Zuwendung", grant, year),
        ]
    return rows


@pytest.mark.parametrize(
    ("cap", "moved", "expected"),
    [
        ("28000.00", ("30000.00", "24000.00"), "above_ceiling"),
        ("28000.00", ("28000.00", "26000.00"), "notice_signed"),
        ("27000.00", ("26000.00", "28000.00"), "above_ceiling"),
    ],
)
def test_a_shift_moves_no_more_of_the_grant_into_a_year_than_its_cap(
    world, running, change, state, refusal, cap, moved, expected
):
    """27,000.00 are granted in either year; what is granted already stays possible."""
    award = running(plan=in_two_years("27000.00", "27000.00"))
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "cap": cap, "cap_period": "year"})
    case = change("drafted", "shift", of=Award.objects.get(), lines=in_two_years(*moved))
    if expected == "above_ceiling":
        assert refusal(case, "sign_notice", by=world.case_worker) == expected
    else:
        let(case, "sign_notice", by=world.case_worker)
        assert ruling(case) == expected


@pytest.mark.parametrize("eligible", ["0.00", "70000.01"])
def test_eligible_is_a_part_of_the_plan(world, change, refusal, eligible):
    case = change("drafted", "increase", eligible=eligible)
    assert refusal(case, "sign_notice", by=world.case_worker) == "eligible_outside_plan"


def test_what_the_authority_writes_before_the_notice_stays_inside(world, change):
    case = change("notice_signed", reasons="Noch nicht erlassen.")
    readers = (world.applicant, world.signatory, world.case_worker, world.approver)
    assert ["Noch nicht erlassen." in shown(case, person) for person in readers] == [False, False, True, True]


@pytest.mark.parametrize(
    ("start", "kind", "move", "person", "data", "most"),
    [
        ("draft", "time", "release_internally", "applicant", {}, 8),
        ("internally_released", "time", "submit", "signatory", {}, 8),
        ("submitted", "time", "start_review", "case_worker", {}, 16),
        ("in_review", "increase", "put_to_committee", "case_worker", {}, 24),
        ("drafted", "time", "sign_notice", "case_worker", {}, 16),
        ("notice_signed", "time", "issue", "approver", {}, 24),
    ],
)
def test_a_move_takes_at_most_eight_statements_a_case_it_touches(world, change, start, kind, move, person, data, most):
    case = who_knows(change(start, kind), move)
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, move, by=getattr(world, person), **data)
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= most, len(asked)


def test_a_shift_of_weight_is_approved_by_the_authority_alone(world, running, change):
    award = running(funding_kind="share")
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "shift_tolerance": "20/100"})
    case = change("decided", "shift", of=Award.objects.get())
    assert (case.state, Award.objects.get().plan, Award.objects.get().amount) == ("approved", BEYOND, award.amount)
    assert WHY["justification"] == case.justification


def test_what_is_being_revoked_is_not_given_back_by_a_higher_grant(world, change, refusal):
    case = change("drafted", "increase")
    heard = {"ground": "not_for_purpose", "extent": "part", "reach": "ex_nunc", "amount": "5000.00"}
    facts = {"known_on": "2025-05-02", "allegations": "Der Bus fehlt.", "answer_by": "2025-06-20"}
    fire(case.parent_id, "hear", by=world.case_worker, **heard, **facts)
    assert refusal(case, "sign_notice", by=world.case_worker) == "overtaken"
    reclaim = Case.objects.get(lifecycle="reclaim")
    fire(reclaim.pk, "drop", by=world.case_worker, reason="Der Bus ist da.")
    let(case, "sign_notice", by=world.case_worker)
    assert ruling(case) == "notice_signed"


def test_until_the_notice_is_sent_the_recipient_learns_nothing_of_it(world, change, as_person):
    """Not from the request, its history and papers, not from the award, and by no mail."""
    case = change("issued", kind="increase", reasons="Der Bedarf ist belegt.")
    award, notice = Award.objects.get(), below(case, "notice")
    assert (case.state, award.amount, award.version) == ("in_review", 54000, 1)
    of_these = {"about__in": [f"case {each}" for each in (award.pk, case.pk, notice.pk)]}
    told = Message.objects.filter(kind__in=("change.decided", "award.amended", "notice.sent"), **of_these)
    assert told.count() == 0
    for person in (world.applicant, world.signatory):
        assert not {notice.pk, below(case, "change_ruling").pk} & {each.pk for each in readable_cases(person)}
        assert "63.000" not in as_person(person).get(f"/cases/{award.pk}/").content.decode()
        page = as_person(person).get(f"/cases/{case.pk}/").content.decode()
        assert ("approve" in page, "Der Bedarf ist belegt." in page, "result/" in page) == (False, False, False)
    sent(world, case)
    assert (Change.objects.get().state, Award.objects.get().amount) == ("approved", 63000)
    assert set(told.values_list("kind", flat=True)) == {"change.decided", "award.amended", "notice.sent"}


def test_nobody_returns_a_request_while_the_committee_votes_or_once_a_notice_is_signed(world, change, refusal):
    case = change("in_review", "content")
    let(case, "put_to_committee", by=world.case_worker)
    assert refusal(case, "return", by=world.case_worker, reason="x") == "ruling_goes_on"
    other = change("notice_signed")
    assert refusal(other, "return", by=world.case_worker, reason="x") == "ruling_goes_on"


def test_a_notice_that_was_sent_is_not_called_back(world, change, refusal):
    case = change("decided")
    assert refusal(case, "reopen_notice", by=world.approver, reason="x") == "notice_was_sent"


@pytest.mark.parametrize("at", ["in_review", "issued"])
def test_a_request_withdrawn_ends_the_decision_on_it_and_a_notice_not_sent(world, change, state, at):
    case = change(at)
    fire(case.pk, "withdraw", by=world.signatory, reason="Erledigt.")
    assert (state(case), ruling(case)) == ("withdrawn", "ended" if at == "in_review" else "issued")
    assert [each.state for each in case.children.filter(lifecycle="notice")] == ["moot"] * (at == "issued")
    assert Award.objects.get().version == 1


def test_a_request_returned_is_decided_on_by_another_decision_later(world, change, refusal):
    case = change("in_review")
    first = below(case, "change_ruling")
    fire(case.pk, "return", by=world.case_worker, reason="Bitte genauer.")
    assert (ruling(case), refusal(first, "draft_notice", by=world.case_worker)) == ("ended", "not_possible_here")


@pytest.mark.parametrize(("cap", "expected"), [("80999.99", "above_ceiling"), ("81000.00", None)])
def test_a_higher_grant_keeps_the_cap_shared_with_another_measure(world, change, application, refusal, cap, expected):
    """40,000.00 of each year are awarded for the other; 41,000.00 of each are asked for."""
    own, other = application("issued"), application("issued")
    Application.objects.filter(pk=other.pk).update(measure="2.2")
    award = Award.objects.get(parent=own.pk)
    terms = {"cap": cap, "cap_period": "year", "cap_shared_with": ["2.2"]}
    for case in (own, award):
        Case.objects.filter(pk=case.pk).update(terms={**case.terms, **terms})
    sent(world, award)
    let(award, "note_receipt", by=world.case_worker, received_on=clock.today().isoformat())
    rows = [
        line(side, category, name, amount, year)
        for year in (2025, 2026)
        for side, category, name, amount in (
            ("expenditure", "staff", "Lotsinnen", "46000.00"),
            ("income", "own", "Landkreis", "5000.00"),
            ("income", "grant", "Zuwendung", "41000.00"),
        )
    ]
    of = Award.objects.get(pk=award.pk)
    case = change("drafted", "increase", of=of, asked={"amount": "82000.00"}, lines=rows)
    if expected:
        assert refusal(case, "sign_notice", by=world.case_worker) == expected
    else:
        let(case, "sign_notice", by=world.case_worker)
        assert ruling(case) == "notice_signed"
