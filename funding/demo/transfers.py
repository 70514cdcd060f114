"""Projects one region offers to the others, and how far each of them has come with that."""

import datetime as dt
from dataclasses import replace

from funding.demo.everyday import COST, OWN, Ending, Project
from funding.demo.papers import paper
from funding.demo.projects import SKETCHES
from funding.demo.stage import Moments, together
from funding.demo.votes import vote_in_session
from funding.demo.world import World
from funding.documents.models import Document
from funding.transfers.models import Transfer
from workflows import clock

EXPERIENCE = "Zwei Jahre Betrieb. Am meisten hat geholfen, die Praxen von Anfang an zu fragen."
ADAPTATION = "Bei uns führt der Pflegestützpunkt das Angebot, nicht der Verein."
TALK = {"note": "Telefonat über Aufwand und Räume."}


def offered(*states: str) -> Ending:
    """A project that is pursued and offered to the other regions, one state each."""

    def told(project: Project) -> Moments:
        yield from project.come(Project.apply, 60, {Project.submit: _with_concept})
        yield project.moment(50, "11:15")
        regions = [world.region.pk for world in project.story.others]
        facts = {"regions": regions, "experience": EXPERIENCE, "contact": project.world.office.email}
        project.let("office", "offer_for_transfer", project.idea, **facts)
        there = zip(states, project.story.others, strict=True)
        yield from together(_taken_up(project.part(world.name), world, state) for state, world in there)

    return told


def _with_concept(project: Project) -> None:
    concept = paper(f"Konzept {project.title}", SKETCHES[project.title].summary)
    project.let("author", "attach", project.idea, file=concept, kind="concept")
    project.submit()


def _day_of_both(project: Project, own: Project, ago: int, time: str) -> dt.datetime:
    """A working day here and there."""
    while (moment := project.moment(ago, time)) != own.moment(ago, time):
        ago += 1
    return moment


def _taken_up(project: Project, there: World, state: str) -> Moments:
    own = Project(replace(project.story.part("there"), world=there), project.today, project.title)
    transfer = Transfer.objects.get(parent_id=project.idea, to_region=there.region).pk
    move = project.story.move
    if state == "offered":
        return
    yield _day_of_both(project, own, 44, "10:05")
    if state == "abandoned":
        move(transfer, "abandon", there.office, reason="Bei uns gibt es das Angebot schon.")
        return
    move(transfer, "declare_interest", there.office, note="Das fehlt bei uns im Süden des Kreises.")
    if state == "interest":
        return
    yield _day_of_both(project, own, 40, "15:10")
    project.let("office", "get_in_contact", transfer, talked_on=clock.today().isoformat(), **TALK)
    papers = Document.objects.filter(case=project.idea, kind="concept").values_list("pk", flat=True)
    project.let("office", "release", transfer, documents=list(papers))
    if state == "contact":
        return
    yield _day_of_both(project, own, 36, "09:50")
    move(transfer, "adapt", there.office, adaptation=ADAPTATION)
    if state == "adopted":
        yield from _adopted(own, transfer)


def _adopted(own: Project, transfer: int) -> Moments:
    """The other region's body resolves on the idea as its own, written by the office there."""
    own.idea = Transfer.objects.values_list("own_idea", flat=True).get(pk=transfer)
    yield own.moment(30, "10:15")
    facts = {"title": own.title, **SKETCHES[own.title]._asdict(), "total_cost": COST, "own_funds": OWN}
    own.let("office", "edit", own.idea, **facts)
    own.let("office", "submit", own.idea)
    own.begun = own.today
    own.assign()
    yield own.moment(22, "19:05")
    day = clock.today().isoformat()
    own.let("lead", "recommend", own.consultation, recommendation="Gut zu übernehmen.", resolved_on=day)
    yield own.moment(18, "10:25")
    own.put_on_agenda()
    yield own.moment(12, "16:35")
    vote_in_session(own, own.decision)
    yield own.moment(8, "09:15")
    own.record()
    own.let("office", "adopt", transfer)
