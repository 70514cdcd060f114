"""Assessment and the committee's resolution, with every way it can go."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from funding.applications.models import Application
from funding.bodies.models import Body
from notifications.models import Message
from tests.funding.applications.story import (
    ASSESSED,
    DECLARED,
    FORM,
    REMEDY,
    apply_for,
    approval_of,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    send_notice,
    sign,
    steps,
    vote_of,
)
from tests.funding.test_wrong_desk import standing_in
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import OPEN, Case, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
DEFERRAL = {"outcome": "deferred", "deferred_until": "2024-09-01"}


def text_of(document):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(document.content.content))).pages)


@pytest.fixture
def assessed(world, application):
    """An application assessed with these findings."""

    def assess(**findings):
        case = application("complete")
        fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
        fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, **findings})
        return case

    return assess


def put(world, case, **proposal):
    fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker, **proposal)


@pytest.mark.parametrize(
    "findings",
    [{"recommended": "0.00"}, {"recommended": "80000.01"}, {"eligible": "80000.00", "recommended": "72000.01"}],
)
def test_nothing_is_recommended_above_the_highest_grant(world, application, refusal, findings):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    wrong = {**ASSESSED, **findings}
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **wrong) == "recommended"


def test_not_more_is_eligible_than_is_planned(world, application, refusal):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    above = {**ASSESSED, "eligible": "88888.90"}
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **above) == "eligible"


def test_nor_above_what_is_applied_for(world, application, refusal):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    apply_for(case, requested="70000.00")
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **ASSESSED) == "recommended"


def test_the_authority_may_find_another_kind_and_own_share(assessed):
    case = Application.objects.get(pk=assessed(funding_kind="share", own_share_reduced=True).pk)
    found = case.examined
    assert (found.funding_kind, found.own_share, case.own_share_reduced) == ("share", "5/100", False)


def test_a_gap_leaves_out_other_income(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    case.lines.filter(category="own").update(category="third_party")
    sign(case)
    found = {**ASSESSED, "recommended": "71111.11", "funding_kind": "gap"}
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **found)
    assert Application.objects.get(pk=case.pk).examined.calculation[0]["values"]["grant"] == {"money": "71111.11"}


def test_a_yearly_cap_counts_for_each_year(world, application):
    case = application("complete")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "cap": "20000.00", "cap_period": "year"})
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, "recommended": "40000.00"})
    assert Application.objects.get(pk=case.pk).examined.calculation[-1]["values"]["cap"] == {"money": "40000.00"}


def test_with_conditions(world, assessed, state):
    case = assessed()
    put(world, case, proposal="approve_with_conditions", conditions="Kooperation mit der Klinik.")
    committee_resolves(world, case)
    assert state(approval_of(case)) == "approved_with_conditions"
    assert approval_of(case).approval.conditions == "Kooperation mit der Klinik."


def test_in_part(world, assessed, state):
    case = assessed(recommended="70000.00")
    put(world, case, proposal="approve_in_part", amount="60000.00")
    committee_resolves(world, case)
    assert (state(approval_of(case)), approval_of(case).approval.granted) == ("partially_approved", Decimal("60000.00"))


@pytest.mark.parametrize(
    ("proposal", "field"),
    [
        ({"proposal": "approve", "amount": "80000.01"}, "amount"),
        ({"proposal": "approve", "amount": "0.00"}, "amount"),
        ({"proposal": "approve", "amount": "79999.99"}, "proposal"),
        ({"proposal": "approve_in_part"}, "proposal"),
        ({"proposal": "approve_with_conditions"}, "conditions"),
        ({"proposal": "approve", "conditions": "Nur mit Klinik."}, "proposal"),
        ({"proposal": "approve_without_funding"}, "proposal"),
    ],
)
def test_a_proposal_says_what_it_means(world, assessed, refusal, proposal, field):
    assert refusal(approval_of(assessed()), "put_on_committee_agenda", by=world.case_worker, **proposal) == field


def test_without_a_committee_nothing_is_put_before_it(world, assessed, refusal):
    case = assessed()
    Body.objects.filter(kind=Body.Kind.COMMITTEE).update(dissolved_on="2024-01-01")
    assert refusal(approval_of(case), "put_on_committee_agenda", by=world.case_worker) == "no_committee_yet"


def test_the_committee_has_to_approve_where_the_programme_says_so(world, application, refusal):
    assert (
        refusal(approval_of(application("ready")), "decide_without_committee", by=world.case_worker)
        == "committee_decides"
    )


def test_where_no_committee_decides_the_authority_goes_on_alone(world, application, refusal, state):
    case = application("ready")
    Case.objects.filter(parent=case).update(terms={**case.terms, "needs_committee": False})
    assert refusal(approval_of(case), "put_on_committee_agenda", by=world.case_worker) == "no_committee"
    fire(approval_of(case).pk, "decide_without_committee", by=world.case_worker)
    found = Application.objects.get(pk=case.pk)
    assert (found.approved.state, found.approved.granted) == ("granted", Decimal(80000))
    assert (found.ruled.state, found.ruled.awarded) == ("notice_in_preparation", Decimal(80000))


def test_a_rejection_by_the_committee_is_not_yet_the_authoritys(world, application, state):
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    assert (state(approval_of(case)), state(case.parent)) == ("committee_rejected", "in_application")


def test_a_deferred_application_comes_again(world, application, state):
    case = application("on_committee_agenda")
    fire(
        vote_of(case).pk,
        "leave",
        by=world.funders[0],
        outcome="deferred",
        deferred_until="2024-09-01",
        reason="Zahlen fehlen.",
    )
    assert (state(approval_of(case)), approval_of(case).deadlines.get(kind="deferred").due_on.isoformat()) == (
        "deferred",
        "2024-09-01",
    )
    put(world, case)
    committee_resolves(world, case)
    assert state(approval_of(case)) == "committee_approved"


def test_a_deferred_application_may_be_rejected_and_waits_for_the_same_day_if_it_is_not(world, application, state):
    case = application("on_committee_agenda")
    fire(
        vote_of(case).pk,
        "leave",
        by=world.funders[0],
        outcome="deferred",
        deferred_until="2024-09-01",
        reason="Zahlen fehlen.",
    )
    reject(world, case, reasons="Die Zahlen kamen nicht.")
    assert state(ruling_of(case)) == "rejection_written"
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Sie sind da.")
    waits = approval_of(case).deadlines.get(kind="deferred", status="running")
    waits = approval_of(case).deadlines.get(kind="deferred", status="running")
    assert (state(approval_of(case)), waits.due_on.isoformat()) == ("deferred", "2024-09-01")


def test_a_returned_application_comes_back_as_its_next_version_and_is_not_late(world, application, today_is, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    assert state(case) == "returned_for_revision"
    with pytest.raises(Refused) as caught:
        fire(case.pk, "release_internally", by=world.signatory)
    assert caught.value.key == "not_yours"
    today_is("2024-10-01")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    found = Application.objects.get(pk=case.pk)
    assert (found.examined.state, found.version, found.file_number) == ("received", 2, f"{found.dossier.number}-A1")
    receipts = found.documents.filter(kind="receipt").order_by("pk")
    assert [document.version for document in receipts] == [1, 2]
    assert ["03.06.2024" in text_of(document) for document in receipts] == [True, False]
    assert "01.10.2024" in text_of(receipts[1])
    assert [examination_of(found).events.filter(move="receive").latest("seq").facts["received_at"][:10]] == [
        "2024-10-01"
    ]


def test_a_late_application_that_was_admitted_is_not_late_again(world, application, today_is, state):
    case = application("internally_released")
    today_is("2024-09-16")
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert state(examination_of(case)) == "late"
    prevented = {"obstacle": "Das Netz war gestört.", "obstacle_ended_on": "2024-09-15", "requested_on": "2024-09-16"}
    fire(examination_of(case).pk, "admit_late", by=world.case_worker, **prevented)
    walk = steps(world, case)
    for reached in ("complete", "ready", "on_committee_agenda"):
        walk[reached]()
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert state(examination_of(case)) == "received"


def test_a_resolution_valid_at_the_receipt_carries_the_versions_after_it(world, application, today_is, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    today_is("2026-06-04")  # a day after the resolution of 3 June 2024 ran out
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_the_committee_is_asked_in_the_official_language_whoever_asks(world, application):
    case = application("ready")
    with override("en"):
        put(world, case)
    assert vote_of(case).decision.question == "Soll „Pflegelotsen im Quartier“ mit 80.000,00 € gefördert werden?"


def test_a_vote_that_comes_to_nothing_leaves_it_ready(world, application, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.case_worker, outcome="aborted", reason="Kein Termin.")
    assert state(approval_of(case)) == "ready"


def test_a_withdrawn_application_ends_the_vote_on_it_and_parks_the_idea(world, application, state, refusal):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "open_vote", by=world.case_worker, procedure="circular")
    assert refusal(case, "withdraw", by=world.applicant, reason="x") == "not_yours"
    fire(case.pk, "withdraw", by=world.signatory, reason="Der Träger fehlt.")
    assert (state(case), state(vote_of(case)), state(case.parent)) == ("withdrawn", "aborted", "parked")


def test_after_a_withdrawal_the_region_may_apply_again(world, application):
    case = application("draft")
    fire(case.pk, "withdraw", by=world.signatory, reason="Neu ansetzen.")
    fire(case.parent_id, "apply", by=world.office)
    assert Application.objects.filter(parent_id=case.parent_id).count() == 2


@pytest.mark.parametrize(
    ("at", "move", "key"),
    [
        ("on_committee_agenda", "follow_vote", "nothing_to_follow"),
        ("budget_missing", "follow_fall", "nothing_to_follow"),
        ("budget_missing", "follow_waiting", "no_result_yet"),
        ("ready", "end", "parent_goes_on"),
    ],
)
def test_the_decision_on_a_grant_follows_nothing_that_has_not_happened(application, refusal, at, move, key):
    case = approval_of(application("ready"))
    with standing_in(case, at):
        assert refusal(case, move, by=CLOCK) == key


@pytest.mark.parametrize("move", ["follow", "take_note"])
def test_the_application_follows_and_notes_no_decision_before_it_is_made(application, refusal, move):
    assert refusal(application("on_committee_agenda"), move, by=CLOCK) == "no_result_yet"


def test_a_withdrawn_application_leaves_nothing_to_decide(world, application, state):
    case = application("ready")
    fire(case.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert state(approval_of(case)) == "ended"


def test_nobody_outside_the_authority_reads_what_was_decided_before_the_notice(world, application):
    case = application("committee_approved")
    client, seen = Client(), []
    for person in (world.applicant, world.signatory, world.office, world.funders[1], world.case_worker):
        client.force_login(person)
        seen.append(client.get(f"/cases/{approval_of(case).pk}/").status_code)
    assert seen == [404, 404, 404, 404, 200]


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_until_the_notice_the_applicant_reads_the_same_whatever_the_committee_resolved(world, application, choice):
    case = application("on_committee_agenda")
    before = read_outside(world.applicant, case)
    committee_resolves(world, case, choice)
    assert read_outside(world.applicant, case) == before
    assert Case.objects.get(pk=case.pk).state == "submitted"
    told = Message.objects.filter(person=world.applicant, about=f"case {case.pk}").order_by("-pk")
    assert told[0].kind == "application.dealt_with"
    assert not told.filter(kind__in=("application.committee_approved", "application.committee_rejected")).exists()


def test_nor_does_a_rejection_that_is_being_written_or_given_up_show(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    parts = (case, examination_of(case))
    before = [read_outside(world.signatory, part) for part in parts]
    reject(world, case, reasons="Nicht neu.", **REMEDY)
    assert [read_outside(world.signatory, part) for part in parts] == before
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Doch neu.")
    assert [read_outside(world.signatory, part) for part in parts] == before
    moves = {event["move"] for event in events_read_by(world.case_worker, case)}
    assert {"prepare_rejection", "follow"} <= moves


def read_outside(person, case):
    """What the doors say of its state, its way, its history and what can be done."""
    client = Client()
    client.force_login(person)
    page = client.get(f"/cases/{case.pk}/").context
    names = ("history", "stations", "outlook", "turn", "refusals", "related", "content", "deadlines", "documents")
    offered = [move["text"] for move in page["moves"]]
    return {name: page[name] for name in names} | {"moves": offered, "events": events_read_by(person, case)}


def events_read_by(person, case):
    client = Client()
    client.force_login(person)
    return client.get(f"/api/v1/cases/{case.pk}/events/").json()


@pytest.fixture
def returned(world, application):
    """On 3 June 2024, to be revised within 60 days."""
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    return case


def test_what_is_returned_is_revised_by_a_day_which_stays_the_same(world, returned, refusal, state, today_is):
    due = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert (due.due_on.isoformat(), len(due.steps)) == ("2024-08-02", 2)
    fire(returned.pk, "edit", by=world.applicant, **FORM)
    today_is("2024-07-01")
    fire(returned.pk, "release_internally", by=world.applicant)
    assert returned.deadlines.get(kind="internally_released", status="running").due_on.isoformat() == "2024-08-02"
    fire(returned.pk, "take_back", by=world.signatory, reason="Noch ein Satz.")
    assert state(returned) == "returned_for_revision"
    running = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert running.due_on.isoformat() == "2024-08-02"


def test_the_programme_may_give_another_period_to_revise(world, application):
    case = application("on_committee_agenda")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "revision_days": 14})
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    assert case.deadlines.get(kind="returned_for_revision").due_on.isoformat() == "2024-06-17"


LADDER = ("2024-07-30", "2024-08-03", "2024-08-17", "2024-08-31", "2024-09-14")


def test_who_does_not_revise_is_reminded_and_then_the_case_worker_is_asked(world, returned, today_is):
    for day in LADDER:
        today_is(day)
        sweep_deadlines()
    late = Message.objects.filter(kind="task.late", about=f"case {returned.pk}")
    assert set(late.values_list("person", flat=True)) >= {world.applicant.pk}
    assert Task.objects.filter(OPEN, process=returned, escalation=True, desk__role="case_worker").count() == 1


def asked_of_the_case_worker(case):
    open_ones = Task.objects.filter(OPEN, process=case, escalation=True, desk__role="case_worker")
    return [task.title for task in open_ones]


def test_who_does_not_sign_what_was_revised_is_reminded_and_then_the_case_worker_is_asked(
    world, returned, today_is, state
):
    fire(returned.pk, "release_internally", by=world.applicant)
    for day in LADDER:
        today_is(day)
        sweep_deadlines()
    late = Message.objects.filter(kind="task.late", about=f"case {returned.pk}")
    assert set(late.values_list("person", flat=True)) >= {world.signatory.pk}
    with override("en"):
        asked = asked_of_the_case_worker(returned)
    assert asked == ["Decide what becomes of the revised application that was not signed"]
    reject(world, returned, reasons="Nicht unterschrieben.", **REMEDY)
    assert (state(returned), asked_of_the_case_worker(returned)) == ("submitted", [])


def test_what_is_released_when_its_day_has_passed_is_asked_for_just_as_well(world, returned, today_is):
    today_is("2024-09-14")
    sweep_deadlines()
    assert asked_of_the_case_worker(returned) == ["Entscheiden, was aus dem nicht überarbeiteten Antrag wird"]
    fire(returned.pk, "release_internally", by=world.applicant)
    today_is("2024-09-15")
    sweep_deadlines()
    assert len(asked_of_the_case_worker(returned)) == 1


@pytest.mark.parametrize("on_paper", [False, True])
def test_of_a_first_draft_nobody_signs_the_authority_is_asked_nothing(world, application, today_is, on_paper):
    case = application("internally_released")
    due = case.deadlines.get(kind="internally_released").due_on
    places = {**case.places, "authority": str(case.application.authority.place)} if on_paper else case.places
    Case.objects.filter(pk=case.pk).update(places=places)
    for days in (1, 14, 28, 42):
        today_is((due + dt.timedelta(days=days)).isoformat())
        sweep_deadlines()
    assert asked_of_the_case_worker(case) == []
    assert case.deadlines.get(kind="internally_released").sweep_at is None


@pytest.mark.parametrize("released", [False, True])
def test_after_the_days_of_grace_the_authority_ends_it_with_a_rejection(
    world, returned, today_is, refusal, state, released
):
    if released:
        fire(returned.pk, "release_internally", by=world.applicant)
    today_is("2024-08-16")
    assert refusal(returned, "prepare_rejection", by=world.case_worker) == "not_yet_due"
    today_is("2024-08-17")
    assert refusal(returned, "prepare_rejection", by=world.signatory) == "not_yours"
    ruling = reject(world, returned, reasons="Nicht überarbeitet.", **REMEDY)
    assert (state(returned), refusal(returned, "edit", by=world.applicant, **FORM)) == ("submitted", "not_awaited")
    fire(ruling.pk, "reject_formally", by=world.approver)
    send_notice(world, returned)
    assert state(returned) == "rejected"


def test_a_rejection_given_up_leaves_the_applicant_time_to_revise(world, returned, today_is, state):
    today_is("2024-08-17")
    ruling = reject(world, returned, reasons="Nicht überarbeitet.", **REMEDY)
    fire(ruling.pk, "give_up", by=world.approver, reason="Doch noch.")
    running = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert (state(returned), running.due_on.isoformat()) == ("returned_for_revision", "2024-10-16")


def test_an_application_never_returned_is_not_rejected_before_it_is_handed_in(world, application, refusal):
    case = application("internally_released")
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "not_found"


def test_what_is_missing_for_the_assessment_is_asked_for_and_then_it_goes_on(world, application, state):
    case = application("complete")
    examination = examination_of(case)
    fire(examination.pk, "start_assessment", by=world.case_worker)
    fire(examination.pk, "request_items", by=world.case_worker, items="Nachweis", until="2024-07-10")
    assert state(examination) == "incomplete"
    fire(case.pk, "supply", by=world.applicant)
    assert state(examination) == "in_assessment"
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"
