"""What else may become of a vote."""

from funding.decisions.models import Vote
from funding.demo.everyday import Project
from funding.demo.stage import Moments
from funding.demo.telling import Telling
from funding.people.models import User

QUORATE = 4


def vote_in_session(told: Telling, decision: int, choice: Vote = Vote.YES) -> None:
    """The steering group with a bare quorum; the chair closes the vote."""
    seats = told.world.steering_group.seats.order_by("number").values_list("pk", flat=True)
    told.let("office", "open_vote", decision, procedure="session", present=list(seats[:QUORATE]))
    for voter in told.world.steering[:QUORATE]:
        told.story.move(decision, "cast", voter, choice=choice)
    told.let("chair", "close", decision)


def just_rejected(project: Project) -> Moments:
    yield from project.come(Project.begin_vote, 12)
    yield project.moment(3, "13:20")
    project.cast(project.world.steering, Vote.NO)


def invited_again(project: Project) -> Moments:
    """Too few came; the second meeting is near."""
    yield from project.come(Project.put_on_agenda, 24)
    yield project.moment(9, "14:00")
    _vote_of_three(project)
    yield project.moment(7, "09:40")
    project.let("office", "vote_again", project.decision, meets_on=project.on(12))


def _vote_of_three(project: Project) -> None:
    world, story = project.world, project.story
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True)[:3])
    project.let("office", "open_vote", project.decision, procedure="session", present=seats)
    project.cast(world.steering[:3], Vote.YES)
    story.move(project.decision, "close", world.chair)


def sent_back_by_the_body(project: Project) -> Moments:
    """The steering group wants to know more before it votes."""
    yield from project.come(Project.put_on_agenda, 14)
    yield project.moment(5, "15:20")
    project.let(
        "chair",
        "leave",
        project.decision,
        outcome="returned",
        reason="Bitte die Folgekosten ab dem dritten Jahr darstellen.",
    )


def objected_to(project: Project) -> Moments:
    """A member wants to talk about it: the circular vote ends, the idea waits for a meeting."""
    yield from project.come(Project.begin_vote, 8)
    yield project.moment(4, "20:40")
    member: User = project.world.steering[4]
    project.story.move(project.decision, "object", member, reason="Das gehört in die Sitzung.")


def subject_to_approval(project: Project) -> Moments:
    """More than half of the members work for the project's partners and leave the room; the rest adopts it."""
    yield from project.come(Project.put_on_agenda, 16)
    world, story = project.world, project.story
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    yield project.moment(6, "16:00")
    for number, seat in enumerate(seats[3:]):
        reason = "Der Arbeitgeber des Mitglieds ist Partner des Vorhabens."
        story.move(project.decision, "declare_conflict", world.office, seat=seat, reason=reason)
        story.move(story.below(project.decision, "declaration", number), "rule", world.chair, excluded=True, yes=3)
    story.move(project.decision, "open_vote", world.office, procedure="session", present=seats[:3])
    project.cast(world.steering[:3], Vote.YES)  # all who may vote have voted, so it closes


def blocked(project: Project) -> Moments:
    """The committee adopts, but one of the funders did not vote yes."""
    yield from project.come(Project.put_to_committee, 25)
    yield project.moment(18, "11:30")
    project.cast(project.world.funders[1:2], Vote.NO)
    project.cast([project.world.funders[0], *project.world.funders[2:]], Vote.YES)
