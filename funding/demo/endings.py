"""Ways of a project but the usual one: returned, deferred, rejected, withdrawn, not quorate."""

import datetime as dt

from funding.decisions.models import Vote
from funding.demo.everyday import Project
from funding.demo.notices import come_to
from funding.demo.projects import SKETCHES
from funding.demo.stage import Moments, Story, together
from funding.disbursements.opening import open_disbursement
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.people.models import User
from workflows import clock
from workflows.models import Case

IBAN = "DE02 1203 0000 0000 2020 51"  # an example number, of no account
AMOUNT = "4000.00"
PRESENT_OF_SEVEN = 3


def begun(project: Project) -> Moments:
    """A draft of somebody without a part in the network."""
    world, story = project.world, project.story
    yield project.moment(2, "21:15")
    facts = {"title": project.title, "source": Idea.Source.PUBLIC, "invented": True}
    idea = story.begin(open_idea, world.region, by=world.stranger, **facts)
    story.move(idea, "edit", world.stranger, title=project.title, summary=SKETCHES[project.title].summary)


def returned(project: Project) -> Moments:
    yield from project.come(Project.assign, 12)
    yield project.moment(4, "16:20")
    reason = "Bitte beschreiben, wer die Anrufe nach dem ersten Jahr übernimmt."
    project.let("lead", "send_back", project.consultation, reason=reason)


def deferred(project: Project) -> Moments:
    yield from project.come(Project.put_on_agenda, 15)
    yield project.moment(8, "15:00")
    until = (project.today + dt.timedelta(days=60)).isoformat()
    reason = "Die Kliniken legen bis dahin ihre Zahlen vor."
    project.story.move(
        project.decision, "leave", project.world.chair, outcome="deferred", deferred_until=until, reason=reason
    )


def half_voted(project: Project) -> Moments:
    """A circular vote in its last days: some have voted, the others are asked."""
    yield from project.come(Project.begin_vote, 10)
    yield project.moment(6, "20:10")
    project.cast(project.world.steering[1:4], Vote.YES)
    _conflicts_of_interest(project)


def _conflicts_of_interest(project: Project) -> None:
    """One member has thought better of it, of one the body sees no bias, on the third it has still to decide."""
    world, story = project.world, project.story
    for member in world.steering[4:7]:
        story.move(project.decision, "declare_conflict", member, reason="Ich kenne den Träger aus dem Verein.")
    first, second = (story.below(project.decision, "declaration", number) for number in (0, 1))
    story.move(first, "withdraw", world.steering[4])
    story.move(second, "rule", world.chair, excluded=False, yes=1, no=4)


def not_quorate(project: Project) -> Moments:
    yield from project.come(Project.put_on_agenda, 20)
    yield project.moment(7, "14:00")
    world, story = project.world, project.story
    seats = world.steering_group.seats.order_by("number").values_list("pk", flat=True)
    present = list(seats[:PRESENT_OF_SEVEN])
    story.move(project.decision, "open_vote", world.office, procedure="session", present=present)
    project.cast(world.steering[:PRESENT_OF_SEVEN], Vote.YES)
    story.move(project.decision, "close", world.chair)


def rejected(project: Project) -> Moments:
    yield from project.come(Project.begin_vote, 30)
    yield project.moment(24, "13:00")
    project.cast(project.world.steering, Vote.NO)
    yield project.moment(20, "10:00")
    resolution = f"Das Vorhaben „{project.title}“ wird nicht weiterverfolgt."
    project.story.move(project.decision, "record", project.world.office, resolution=resolution)


def withdrawn(project: Project) -> Moments:
    yield from project.come(Project.recommend, 25)
    yield project.moment(18, "19:00")
    project.story.move(project.idea, "withdraw", project.world.author, reason="Der Verein löst sich auf.")


def incomplete(project: Project) -> Moments:
    yield from project.come(Project.sign, 9)
    yield project.moment(6, "10:50")
    until = (project.today + dt.timedelta(days=12)).isoformat()
    items = "Es fehlt die Erklärung des Trägers zum Vorsteuerabzug."
    project.story.move(project.examination, "request_items", project.world.case_worker, items=items, until=until)


def refused(project: Project) -> Moments:
    """An application that the committee rejects, and the authority's notice of that."""
    yield from project.come(Project.put_to_committee, 40)
    yield project.moment(33, "12:00")
    project.cast(project.world.funders, Vote.NO)
    yield project.moment(15, "10:00")
    world, story = project.world, project.story
    story.move(project.decision, "record", world.case_worker, resolution="Der Förderung wird nicht zugestimmt.")
    instruction = {"remedy_type": "action", "remedy_name": f"Verwaltungsgericht {world.name}"}
    address = {"remedy_street": "Gerichtsweg 2", "remedy_postcode": "00000", "remedy_town": world.name}
    reasons = "Das Fördergremium sieht keinen Bedarf über das bestehende Angebot hinaus."
    project.ruling = story.below(project.application, "ruling")
    story.move(project.ruling, "draft_rejection", world.case_worker, reasons=reasons, **instruction, **address)
    yield project.moment(12, "09:00")
    story.move(project.ruling, "reject_formally", world.approver)
    yield from come_to(project, story.below(project.application, "notice"), "notified", 11)


def running(project: Project) -> Moments:
    """A project under way: its first money is spent, further calls stand at each desk, a report is due soon."""
    yield from project.come(Project.run, 28)
    yield from first_calls(project)


def first_calls(project: Project) -> Moments:
    calls = (("paid", 24, 5), ("approved", 11, 3), ("checked", 9, 2), ("submitted", 4, 0))
    yield from together(_call(project, project.story.part(f"call {name}"), ago, steps) for name, ago, steps in calls)


def _call(project: Project, story: Story, ago: int, steps: int) -> Moments:
    """Signed so many days ago; then as many of the authority's steps, one a day."""
    world = project.world
    yield project.moment(ago, "10:00")
    award = Case.objects.get(pk=project.award)
    call = story.begin(lambda **who: open_disbursement(award, **who), by=world.applicant)
    needed_from = project.today - dt.timedelta(days=max(ago - 8, 0))
    story.move(
        call,
        "edit",
        world.applicant,
        amount=AMOUNT,
        needed_from=needed_from.isoformat(),
        needed_until=(needed_from + dt.timedelta(days=30)).isoformat(),
        purpose="Personal und Sachmittel der nächsten Wochen",
        iban=IBAN,
    )
    story.move(call, "submit", world.signatory)
    authority: tuple[tuple[str, User, dict[str, str]], ...] = (
        ("check_factual", world.case_worker, {}),
        ("check_arithmetical", world.checker, {}),
        ("approve", world.approver, {"amount": AMOUNT}),
        ("order", world.cashier, {}),
    )
    for number, (move, person, facts) in enumerate(authority[:steps], start=1):
        yield project.moment(ago - number, "09:30")
        story.move(call, move, person, **facts)
    if steps > len(authority):
        story.move(call, "note_payment", world.cashier, value_date=clock.today().isoformat())
