"""Where a walk of any way sets out: the usual way, and that through a meeting, stopped at ever later places."""

import datetime as dt
from collections.abc import Iterator

from funding.applications.models import Application
from funding.bodies.appointments import staff
from funding.budgets.opening import open_budget
from funding.demo.world import LONG_AGO, World
from funding.disbursements.opening import open_disbursement
from funding.forwarding.opening import open_forwarding
from funding.ideas.opening import open_idea
from funding.meetings.models import Meeting
from funding.meetings.opening import plan_meeting
from funding.motions.opening import open_motion
from funding.people.models import User
from funding.programmes.models import Programme
from funding.regions.models import Organisation
from funding.rosters.opening import watch_rosters
from tests.funding.applications.story import FORM, cast, steps, vote_of
from tests.funding.below import let
from tests.funding.ideas.story import consultation_of
from workflows import clock
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Clock

IDEA = {
    "title": FORM["title"],
    "summary": FORM["description"],
    "need": "Beratung beginnt heute erst nach dem Krankenhaus.",
    "target_group": "Familien mit Pflegebedarf",
    "total_cost": "88888.89",
    "own_funds": "8888.89",
}
CALL = {
    "amount": "20000.00",
    "needed_from": "2025-01-02",
    "needed_until": "2025-01-10",
    "purpose": "Honorare",
    "iban": "DE89370400440532013000",  # the example of ISO 13616
}
PASSED_ON = {
    "form": "contract",
    "amount": "40000.00",
    "purpose": "Pflegelotsen im Quartier",
    "conditions": "ANBest-P",
    "period_from": "2025-02-01",
    "period_to": "2026-02-28",
    "proof_due_on": "2026-06-30",
}
YEARS = range(2024, 2029)
SHARES = [
    {"payer": "Land", "weight": 2, "amount": "40000.00"},
    {"payer": "AOK", "weight": 1, "amount": "20000.00"},
]
GO_ON_AT = ("draft", "submitted", "ready", "on_committee_agenda", "notice_in_preparation")


def it_is(day: str) -> None:
    """Ten o'clock of this day; what has become due is looked after."""
    Clock.objects.update_or_create(pk=1, defaults={"demo": True, "offset": dt.timedelta(0)})
    clock.set_to(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10), BERLIN))
    while sweep_deadlines():
        pass


def usual_way(world: World) -> Iterator[str]:
    """Tells it; each name is that of a place where a walk may set out."""
    it_is("2024-06-03")
    _budgets(world)
    idea = open_idea(world.region, by=world.author, title=IDEA["title"], invented=True)
    yield "a new idea"
    _hand_in(world, idea)
    yield "an idea submitted"
    vote = _before_its_body(world, idea)
    yield "an idea before its body"
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    yield "a vote on an idea"
    cast(vote, world.steering)
    fire(idea.pk, "apply", by=world.applicant)
    yield from _application(world, Application.objects.get(parent_id=idea.pk))


def through_a_meeting(world: World) -> Iterator[str]:
    """Its body is invited, meets and votes."""
    it_is("2024-06-03")
    idea = open_idea(world.region, by=world.author, title=IDEA["title"], invented=True)
    _hand_in(world, idea)
    vote = _before_its_body(world, idea)
    day, where = dt.date(2024, 6, 26), {"begins_at": "09:30", "place": "Kreishaus"}
    meeting = plan_meeting(world.steering_group, by=world.office, meets_on=day, **where)
    fire(meeting.pk, "draft_agenda", by=world.office)
    fire(meeting.pk, "add_item", by=world.office, subject="Bericht der Arbeitsgruppe", public=True)
    yield "an agenda drafted"
    fire(meeting.pk, "invite", by=world.chair)
    yield "a meeting invited to"
    it_is("2024-06-26")
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    fire(meeting.pk, "open_meeting", by=world.chair, seats=seats[:5])
    yield "a meeting that is held"
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    yield "a vote in session"
    cast(vote, world.steering[:5])
    if Case.objects.get(pk=vote.pk).finished is None:
        fire(vote.pk, "close", by=world.chair)
    fire(Meeting.objects.get().pk, "close", by=world.chair)
    yield "minutes to write"


def of_the_bodies(world: World) -> Iterator[str]:
    """Who sits in them, and by what resolution."""
    it_is("2024-06-03")
    watch_rosters()
    yield "rosters kept"
    roster = Case.objects.get(lifecycle="roster", roster__body=world.steering_group)
    open_motion(roster, by=world.office, kind="standing_orders", title="Neue Geschäftsordnung")
    yield "a motion begun"


def _hand_in(world: World, idea: Case) -> None:
    fire(idea.pk, "edit", by=world.author, **IDEA)
    fire(idea.pk, "submit", by=world.author)


def _before_its_body(world: World, idea: Case) -> Case:
    fire(idea.pk, "assign", by=world.office, group=world.group.pk)
    fire(consultation_of(idea).pk, "recommend", by=world.lead, recommendation="Sinnvoll.", resolved_on="2024-06-03")
    fire(idea.pk, "put_on_agenda", by=world.office)
    return vote_of(idea)


def carrier_of(world: World) -> User:
    """Somebody of the organisation that carries the project out, to which the county passes money on."""
    carrier = Organisation.objects.create(name=FORM["executor"], kind="association", state="NI", calendar="NI")
    person = User.objects.create(email="lotsin@verein.example", name="Anna Letzt")
    staff("final_recipient", carrier.place, person, LONG_AGO)
    return person


def _budgets(world: World) -> None:
    """Of each year there is enough for one such project, not for two."""
    programme = Programme.objects.get(key=world.region.programme)
    for year in YEARS:
        budget = open_budget(programme, world.authority, year, by=world.case_worker)
        fire(budget.pk, "set_shares", by=world.case_worker, lines=SHARES)
        fire(budget.pk, "propose", by=world.case_worker)
        fire(budget.pk, "release", by=world.approver)


def _application(world: World, case: Application) -> Iterator[str]:
    for state, make in steps(world, case).items():
        if state == "awarded":
            break
        make()
        if state in GO_ON_AT:
            yield f"an application {state}"
    award = Case.objects.get(lifecycle="award")
    yield "an award issued"
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on="2024-06-03")
    let(award, "note_receipt", by=world.case_worker, received_on="2024-06-03")
    yield "an award served"
    let(award, "waive_remedy", by=world.signatory, declared=True)
    it_is("2025-01-02")
    yield "an award that runs"
    carrier = Organisation.objects.get(name=FORM["executor"])
    passed_on = open_forwarding(award, by=world.applicant, final_recipient=carrier.pk)
    fire(passed_on.pk, "edit", by=world.applicant, **PASSED_ON)
    fire(passed_on.pk, "offer", by=world.signatory, provisions_passed_on=True)
    yield "money to pass on"
    yield from _money(world, award)


def _money(world: World, award: Case) -> Iterator[str]:
    call = open_disbursement(award, by=world.applicant)
    fire(call.pk, "edit", by=world.applicant, **CALL)
    fire(call.pk, "submit", by=world.signatory)
    fire(call.pk, "check_factual", by=world.case_worker)
    fire(call.pk, "check_arithmetical", by=world.checker)
    yield "money called for"
    fire(call.pk, "approve", by=world.approver, amount=CALL["amount"])
    fire(call.pk, "order", by=world.cashier)
    fire(call.pk, "note_payment", by=world.cashier, value_date="2025-01-02")
    yield "money paid"
    it_is("2025-03-03")
    heard = {"ground": "condition_breached", "extent": "part", "reach": "ex_tunc", "amount": "12000.00"}
    days = {"ineffective_from": "2025-01-02", "known_on": "2025-03-03", "answer_by": "2025-03-31"}
    fire(award.pk, "hear", by=world.case_worker, allegations="Kein Nachweis.", **heard, **days)
    yield "a hearing"
    fire(Case.objects.get(lifecycle="reclaim").pk, "drop", by=world.case_worker, reason="Nachgewiesen.")
    it_is("2027-01-04")
    yield "a proof that is due"
