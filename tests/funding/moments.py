"""The moments of a project's whole way in which the matrix of readers asks who reads."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from funding.changes.notification.opening import open_notification
from funding.changes.opening import open_change
from funding.commitments.opening import open_commitment
from funding.demo.world import World, build_world
from funding.disbursements.opening import open_disbursement
from funding.forwarding.opening import open_forwarding
from funding.meetings.opening import plan_meeting
from funding.people.models import User
from funding.programmes.models import ProgrammeVersion
from funding.regions.models import Organisation
from funding.retention.models import Retention
from funding.retention.opening import keep_files
from funding.revisions.opening import open_revision
from funding.statements.opening import open_statement
from tests.funding.applications.story import cast, steps, vote_of
from tests.funding.below import below, let
from tests.funding.ideas.story import consultation_of
from tests.funding.reclaims.conftest import REMEDY
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

PROMISED = {
    "partner": "Sparkasse", "contribution": "in_kind", "promise": "Räume", "year": 2025, "amount": Decimal("1.00"),
    "until": dt.date(2025, 6, 30),
}  # fmt: skip
FUTURE = {
    "ground": "condition_breached", "extent": "full", "reach": "ex_nunc", "known_on": "2025-01-02",
    "allegations": "Der Bericht fehlt.", "answer_by": "2025-02-03",
}  # fmt: skip


def moments(world: World, idea: Callable[..., Case], today_is: Callable[[str], None]) -> Iterator[tuple[str, Case]]:
    """As they come, each with its case."""
    today_is("2024-06-03")
    application = yield from _to_the_application(world, idea("draft"))
    award = yield from _to_the_award(world, application)
    today_is("2025-01-02")
    sweep_deadlines()
    yield from _with_the_award(world, award)
    yield from _with_a_meeting(world, today_is)


def _to_the_application(world: World, idea: Case) -> Iterator[tuple[str, Case]]:
    yield "idea in draft", idea
    fire(idea.pk, "submit", by=world.author)
    fire(idea.pk, "assign", by=world.office, group=world.group.pk)
    yield "idea in the working group", idea
    yield "consultation of the group", consultation_of(idea)
    fire(consultation_of(idea).pk, "recommend", by=world.lead, recommendation="Sinnvoll.", resolved_on="2024-06-03")
    fire(idea.pk, "put_on_agenda", by=world.office)
    vote = vote_of(idea)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    yield "idea that is voted on", idea
    yield "vote of the steering group", vote
    cast(vote, world.steering)
    yield "idea that may be applied for", idea
    challenged = {"seat": vote.decision.electorate[0]["seat"], "received_on": "2024-06-03", "fault": "procedure"}
    fire(vote.pk, "challenge", by=world.office, reason="Nicht geladen.", **challenged)
    yield "challenge of the resolution", (challenge := vote.children.get())
    fire(challenge.pk, "withdraw", by=world.office, reason="Erledigt.")
    base = ProgrammeVersion.objects.get(key="ni-2021")
    named = {"named": "Richtlinie 2027", "valid_from": dt.date(2027, 1, 1)}
    yield "revision in draft", open_revision(base, world.authority, by=world.case_worker, **named)
    elsewhere, learnt = build_world("Birkental").region, {"experience": "Gut angenommen.", "contact": "Die Stelle"}
    fire(idea.pk, "offer_for_transfer", by=world.office, regions=[elsewhere.pk], **learnt)
    yield "offer to another region", idea.children.get(lifecycle="transfer")
    yield from _beside_it(world)
    fire(idea.pk, "apply", by=world.applicant)
    return idea.children.get(lifecycle="application")


def _beside_it(world: World) -> Iterator[tuple[str, Case]]:
    statement = open_statement(world.steering_group, by=world.office, title="Fahrdienste", group=world.group)
    written = {"title": "Fahrdienste", "wording": "Wir bitten um Hilfe.", "addressee": "Ministerium"}
    address = {"street": "Am Deich 4", "postcode": "99990", "town": "Musterstadt"}
    fire(statement.pk, "edit", by=world.office, **written, **address)
    yield "statement in draft", statement
    fire(statement.pk, "put_on_agenda", by=world.office)
    vote = vote_of(statement)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    yield "statement that is voted on", statement
    cast(vote, world.steering)
    fire(statement.pk, "send", by=world.office, answer_by="2024-09-02")
    answered = {"answer": "accepted", "answer_text": "Wird geprüft.", "answered_on": "2024-06-03"}
    fire(statement.pk, "note_answer", by=world.office, **answered)
    fire(statement.pk, "feed_back", by=world.office, conclusion="Wir warten ab.")
    yield "statement fed back", statement
    fire(vote.pk, "record", by=world.office, resolution="Die Gruppe stimmt zu.")
    keep_files()
    yield "statement's file in retention", Retention.objects.get()


def _asked(world: World, application: Case) -> Case:
    """An expert's vote; the expert has no other part."""
    examination = application.children.get(lifecycle="examination")
    expert = User.objects.create_user("fachfrau@kammer.example", "Dr. Frauke Tammen")
    fire(examination.pk, "start_assessment", by=world.case_worker)
    fire(examination.pk, "ask_expert", by=world.case_worker, expert=expert.email, until="2024-07-01")
    return examination.children.get(lifecycle="expertise")


def _to_the_award(world: World, application: Case) -> Iterator[tuple[str, Case]]:
    for state, make in steps(world, application).items():
        if state == "awarded":
            break
        if state == "ready":
            yield "expertise", _asked(world, application)
        make()
        if state == "draft":
            yield "application in draft", application
        if state == "ready":
            yield "application in assessment", application
            yield "examination of it", application.children.get(lifecycle="examination")
            yield "approval", application.children.get(lifecycle="approval")
        if state == "committee_approved":
            yield "application that is voted on", application
            yield "vote of the committee", vote_of(application)
        if state == "notice_signed":
            yield "ruling", application.children.get(lifecycle="ruling")
    award = application.children.get(lifecycle="award")
    yield "award not sent yet", award
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on="2024-06-03")
    yield "award", award
    let(award, "note_receipt", by=world.case_worker, received_on="2024-06-03")
    let(award, "waive_remedy", by=world.signatory, declared=True)
    return award


def _with_the_award(world: World, award: Case) -> Iterator[tuple[str, Case]]:
    call = open_disbursement(Case.objects.get(pk=award.pk), by=world.applicant)
    yield "request for payment in draft", call
    need = {"amount": "20000.00", "needed_from": "2025-01-02", "needed_until": "2025-01-31", "purpose": "Honorare",
            "iban": "DE89 3704 0044 0532 0130 00"}  # fmt: skip
    fire(call.pk, "edit", by=world.applicant, **need)
    fire(call.pk, "submit", by=world.signatory)
    yield "request for payment", call
    yield from _with_the_change(world, award)
    yield "progress report", award.children.filter(lifecycle="report").earliest("pk")
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-01-02", statement="Alle Ziele sind erreicht.")
    yield "proof of use", award.children.filter(lifecycle="report").latest("pk")
    fire(award.pk, "hear", by=world.case_worker, **FUTURE)
    yield "hearing before a revocation", (reclaim := award.children.get(lifecycle="reclaim"))
    fire(reclaim.pk, "answer", by=world.signatory, statement="Der Bericht folgt.")
    yield "decision on a revocation", reclaim.children.get(lifecycle="reclaim_ruling")
    let(reclaim, "draft", by=world.case_worker, reasons="Er fehlt.", **REMEDY)
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)
    yield "notice of revocation not sent yet", (notice := reclaim.children.get(lifecycle="notice"))
    yield "collection before the notice is sent", reclaim.children.get(lifecycle="collection")
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-01-02")
    yield "notice of revocation", notice


def _with_a_meeting(world: World, today_is: Callable[[str], None]) -> Iterator[tuple[str, Case]]:
    day, body = dt.date(2025, 1, 22), world.steering_group
    vote = _another_vote(world)
    meeting = plan_meeting(body, by=world.office, meets_on=day, begins_at="18:00", place="Kreishaus")
    fire(meeting.pk, "draft_agenda", by=world.office)
    assert meeting.items.get().matter_id == vote.pk
    yield "meeting in preparation", meeting
    fire(meeting.pk, "invite", by=world.chair)
    yield "meeting invited to", meeting
    today_is("2025-01-22")
    fire(meeting.pk, "open_meeting", by=world.chair, seats=[seat.pk for seat in body.seats.all()])
    fire(meeting.pk, "close", by=world.chair)
    minutes = meeting.children.get()
    yield "minutes in draft", minutes
    item = meeting.items.get()
    fire(minutes.pk, "note", by=world.office, agenda_item=item.pk, course="Wegen der Zeit nicht beraten.")
    fire(minutes.pk, "circulate", by=world.office)
    yield "minutes with the members", minutes


def _another_vote(world: World) -> Case:
    statement = open_statement(world.steering_group, by=world.office, title="Fahrdienste", group=world.group)
    written = {"title": "Fahrdienste", "wording": "Wir bitten um Hilfe.", "addressee": "Ministerium"}
    fire(statement.pk, "edit", by=world.office, **written, street="Am Deich 4", postcode="99990", town="Musterstadt")
    fire(statement.pk, "put_on_agenda", by=world.office)
    return vote_of(statement)


def _with_its_notice(world: World, award: Case) -> Iterator[tuple[str, Case]]:
    change = open_change(Case.objects.get(pk=award.pk), by=world.applicant, kind="content")
    fire(change.pk, "edit", by=world.applicant, description="Auch am Sonntag.", justification="Bedarf.")
    fire(change.pk, "release_internally", by=world.applicant)
    fire(change.pk, "submit", by=world.signatory)
    fire(change.pk, "start_review", by=world.case_worker)
    ruling = below(change, "change_ruling")
    said = {"result": "reject", "reasons": "Kein Bedarf.", **REMEDY}
    fire(ruling.pk, "draft_notice", by=world.case_worker, **said)
    fire(ruling.pk, "sign_notice", by=world.case_worker)
    fire(ruling.pk, "issue", by=world.approver)
    notice = below(change, "notice")
    yield "change notice not sent yet", notice
    fire(notice.pk, "dispatch", by=world.case_worker, channel="letter", posted_on=clock.today().isoformat())
    yield "change notice", notice


def _with_the_change(world: World, award: Case) -> Iterator[tuple[str, Case]]:
    change = open_change(Case.objects.get(pk=award.pk), by=world.applicant, kind="content")
    yield "change request in draft", change
    fire(change.pk, "edit", by=world.applicant, description="Auch am Abend.", justification="Bedarf.")
    fire(change.pk, "release_internally", by=world.applicant)
    fire(change.pk, "submit", by=world.signatory)
    yield "change request", change
    fire(change.pk, "start_review", by=world.case_worker)
    ruling = below(change, "change_ruling")
    fire(ruling.pk, "put_to_committee", by=world.case_worker)
    fire(vote_of(change).pk, "open_vote", by=world.case_worker, procedure="circular")
    yield "change request voted on", change
    yield "vote on a change request", vote_of(change)
    yield "decision on the change request", ruling
    yield from _with_its_notice(world, award)
    notification = open_notification(Case.objects.get(pk=award.pk), by=world.applicant)
    yield "notification in draft", notification
    told = {"matter": "goal", "happened_on": "2025-01-02", "statement": "Die Stelle bleibt leer."}
    fire(notification.pk, "send", by=world.applicant, **told)
    yield "notification", notification
    yield "commitment", open_commitment(Case.objects.get(pk=award.pk), by=world.applicant, **PROMISED)
    yield from _forwarded(world, award)


def _forwarded(world: World, award: Case) -> Iterator[tuple[str, Case]]:
    """What of it the final recipient reads is tested with the forwarding itself."""
    to = Organisation.objects.create(name="Pflegestützpunkt Auental", kind="association", state="NI", calendar="NI")
    forwarding = open_forwarding(Case.objects.get(pk=award.pk), by=world.applicant, final_recipient=to.pk)
    said = {"form": "contract", "amount": "1000.00", "purpose": "Beratung", "period_from": "2025-02-03",
            "period_to": "2025-06-30", "proof_due_on": "2025-07-01"}  # fmt: skip
    fire(forwarding.pk, "edit", by=world.applicant, **said)
    yield "forwarding in draft", forwarding
    fire(forwarding.pk, "offer", by=world.signatory, provisions_passed_on=True)
    fire(forwarding.pk, "agree", by=world.applicant, agreed_on="2025-01-02")
    yield "forwarding", forwarding
    fire(forwarding.pk, "withdraw", by=world.signatory, reason="Erledigt.")
