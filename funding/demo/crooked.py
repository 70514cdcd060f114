"""Cases that go crooked ways: a secret vote, a meeting, missing money, an early start, a revocation and its money."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from funding.applications.early_start.opening import open_early_start
from funding.budgets.opening import open_budget
from funding.decisions.models import Vote
from funding.demo.everyday import Project, StepOfWay
from funding.demo.stage import Moments
from funding.disbursements.opening import open_disbursement
from funding.meetings.opening import plan_meeting
from funding.programmes.models import Programme
from workflows import clock
from workflows.models import Case

PAID = "12000.00"
HALF_OF_SEVEN = 4
FORMAL = {"channel": "formal"}


def voted_in_secret(project: Project) -> Moments:
    """A circular vote in which nobody learns who voted what, since half of the members demand it."""
    yield from project.come(Project.put_on_agenda, 9)
    yield project.moment(8, "09:00")
    world = project.world
    seats = world.steering_group.seats.order_by("number").values_list("pk", flat=True)
    opened = {"procedure": "circular", "ballot": "secret", "demanded_by": list(seats[:HALF_OF_SEVEN])}
    project.story.move(project.decision, "open_vote", world.office, **opened)


def on_the_agenda_of_a_meeting(project: Project) -> Moments:
    """The steering group has been invited; this is one of its items."""
    yield from project.come(Project.put_on_agenda, 9)
    yield project.moment(7, "10:00")
    world, story = project.world, project.story
    day = (project.today + dt.timedelta(days=21)).isoformat()
    meeting = story.begin(
        plan_meeting,
        world.steering_group,
        by=world.office,
        meets_on=dt.date.fromisoformat(day),
        begins_at="17:00",
        place="Kreishaus, Saal 2",
    )
    story.move(meeting, "draft_agenda", world.office)
    story.move(meeting, "add_item", world.office, subject="Bericht der Koordinationsstelle", public=True)
    yield project.moment(5, "10:00")
    story.move(meeting, "invite", world.chair)


def without_money(project: Project) -> Moments:
    """Approved, but the year's pot has a euro less than it takes; on the waiting list."""
    yield from project.come(Project.put_to_committee, 30)
    world, story = project.world, project.story
    yield project.moment(29, "08:00")
    terms, year = Case.objects.get(pk=project.application).terms, project.period_from.year
    programme = Programme.objects.get(key=terms["programme"])
    budget = story.begin(open_budget, programme, world.authority, year, by=world.case_worker)
    lines = [{"payer": "Land", "weight": 1, "amount": "35999.00"}]
    story.move(budget, "set_shares", world.case_worker, lines=lines)
    story.move(budget, "propose", world.case_worker)
    yield project.moment(28, "08:00")
    story.move(budget, "release", world.approver)
    yield project.moment(21, "12:00")
    project.cast(world.funders, Vote.YES)
    yield project.moment(9, "09:00")
    story.move(story.below(project.approval, "waiting"), "put_on_waiting_list", world.case_worker)


def wants_to_start_early(project: Project) -> Moments:
    yield from project.come(Project.sign, 8)
    world, story = project.world, project.story
    yield project.moment(5, "11:00")
    application = Case.objects.get(pk=project.application)
    request = story.begin(open_early_start, application, by=world.signatory)
    wanted_from = (project.today + dt.timedelta(days=20)).isoformat()
    justification = "Die Fachkraft kann nur jetzt eingestellt werden."
    story.move(request, "request", world.signatory, wanted_from=wanted_from, justification=justification)


def heard(project: Project) -> Moments:
    """An award of which a part was not used for its purpose: the recipient is asked to comment."""
    yield from paid(project, 30)
    yield project.moment(6, "09:00")
    _hear(project, answer_in=15)


def reclaimed(project: Project) -> Moments:
    """The notice of revocation is final, a part of the money has come back."""
    yield from paid(project, 75)
    world, story = project.world, project.story
    yield project.moment(60, "09:00")
    _hear(project, answer_in=-40)
    reclaim = story.below(project.award, "reclaim")
    yield project.moment(52, "10:00")
    story.move(reclaim, "answer", world.signatory, statement="Der Bus wurde auch privat genutzt. Wir bedauern das.")
    yield project.moment(50, "11:00")
    pay_by = (project.today + dt.timedelta(days=14)).isoformat()
    ruling = story.below(reclaim, "reclaim_ruling")
    story.move(
        ruling,
        "draft",
        world.case_worker,
        pay_by=pay_by,
        reasons="Der Zweck ist insoweit verfehlt.",
    )
    story.move(ruling, "sign", world.case_worker)
    yield project.moment(49, "14:00")
    story.move(ruling, "issue", world.approver)
    yield project.moment(48, "09:00")
    day = clock.today().isoformat()
    notice = story.below(reclaim, "notice")
    story.move(notice, "dispatch", world.case_worker, posted_on=day, **FORMAL)
    story.move(notice, "note_receipt", world.case_worker, received_on=day)
    yield project.moment(5, "09:00")
    value_date = clock.today().isoformat()
    collection = story.below(reclaim, "collection")
    story.move(collection, "note_payment", world.case_worker, amount="2000.00", value_date=value_date)


def paid(project: Project, ago: int, otherwise: Mapping[Any, StepOfWay] | None = None) -> Moments:
    """Under way for so many days; the first money was paid a week after the start."""
    yield from project.come(Project.run, ago, otherwise)
    world, story = project.world, project.story
    yield project.moment(ago - 2, "10:00")
    award = Case.objects.get(pk=project.award)
    call = story.begin(lambda **who: open_disbursement(award, **who), by=world.applicant)
    first = project.today - dt.timedelta(days=ago - 8)
    need = {"needed_from": first.isoformat(), "needed_until": (first + dt.timedelta(days=30)).isoformat()}
    asked = {"amount": PAID, "purpose": "Kleinbus und Personal", "iban": "DE02 1203 0000 0000 2020 51", **need}
    story.move(call, "edit", world.applicant, **asked)
    story.move(call, "submit", world.signatory)
    yield project.moment(ago - 4, "09:30")
    story.move(call, "check_factual", world.case_worker)
    story.move(call, "check_arithmetical", world.checker)
    story.move(call, "approve", world.approver, amount=PAID)
    yield project.moment(ago - 6, "09:30")
    story.move(call, "order", world.cashier)
    story.move(call, "note_payment", world.cashier, value_date=clock.today().isoformat())


def _hear(project: Project, answer_in: int) -> None:
    """`answer_in`: days from today, or before it."""
    told = {
        "ground": "not_for_purpose",
        "extent": "part",
        "reach": "ex_tunc",
        "amount": "5000.00",
        "ineffective_from": clock.today().isoformat(),
        "known_on": clock.today().isoformat(),
        "allegations": "Der Kleinbus dient auch dem Fuhrpark des Trägers.",
        "answer_by": (project.today + dt.timedelta(days=answer_in)).isoformat(),
    }
    project.story.move(project.award, "hear", project.world.case_worker, **told)
