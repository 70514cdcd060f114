"""What may still happen to a resolution: a member challenges it, the body makes up for a fault or reconsiders."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from funding.decisions.models import Vote
from funding.demo.everyday import Project
from funding.demo.stage import Moments
from funding.demo.votes import vote_in_session
from workflows import clock
from workflows.models import Case

TOO_LATE = "Die Unterlagen kamen erst am Tag vor der Abstimmung."


@dataclass(frozen=True)
class Challenge:
    """The challenge of this number of a resolution of the steering group, or of the committee."""

    project: Project
    decision: int
    number: int = 0
    clerk: str = "office"

    @property
    def case(self) -> int:
        return self.project.story.below(self.decision, "challenge", self.number)

    def enter(self) -> None:
        seat = Case.objects.get(pk=self.decision).decision.electorate[2]["seat"]
        said = {"seat": seat, "received_on": clock.today().isoformat(), "fault": "procedure", "reason": TOO_LATE}
        self.project.let(self.clerk, "challenge", self.decision, **said)

    def examine(self, *, decisive: bool) -> None:
        finding = "Die Ladung war zu kurz." if decisive else "Alle hatten die Unterlagen in der Frist."
        facts = {"found": decisive, "decisive": decisive, "finding": finding}
        self.project.let(self.clerk, "examine", self.case, **facts)

    def decide(self) -> None:
        project = self.project
        chair = project.world.chair if self.clerk == "office" else project.world.funders[0]
        reason = "Ich folge der Prüfung der Geschäftsstelle."
        project.story.move(self.case, "decide", chair, reason=reason)

    def make_up(self) -> None:
        self.project.let(self.clerk, "make_up", self.case)

    def withdraw(self) -> None:
        self.project.let(self.clerk, "withdraw", self.case, reason="Das Mitglied nimmt die Rüge zurück.")


def days(project: Project, first: int, acts: Iterable[Callable[[], None]]) -> Moments:
    """One act each second day from so many days ago on."""
    for number, act in enumerate(acts):
        yield project.moment(first - 2 * number, f"10:{10 + number}")
        act()


def challenged(project: Project) -> Moments:
    """The first challenge was withdrawn, the second without success, the third is new."""
    yield from project.come(Project.record, 30)
    first, second, third = (Challenge(project, project.decision, number) for number in range(3))
    acts = (
        first.enter, first.withdraw,
        second.enter, lambda: second.examine(decisive=False), second.decide,
        third.enter,
    )  # fmt: skip
    yield from days(project, 16, acts)


def examined(project: Project) -> Moments:
    yield from project.come(Project.record, 18)
    found = Challenge(project, project.decision)
    yield from days(project, 8, (found.enter, lambda: found.examine(decisive=True)))


def void(project: Project) -> Moments:
    """The fault was decisive and nothing has been carried out: the office begins again."""
    yield from project.come(Project.record, 22)
    found = Challenge(project, project.decision)
    yield from days(project, 12, (found.enter, lambda: found.examine(decisive=True), found.decide))


def made_up_for(project: Project) -> Moments:
    """The application is under way, so the body makes up for the fault: once done, once asked for, once in the vote."""
    yield from project.come(Project.apply, 40)
    first, second = (Challenge(project, project.decision, number) for number in range(2))
    yield from days(project, 30, (first.enter, lambda: first.examine(decisive=True), first.decide, first.make_up))
    yield project.moment(20, "16:30")
    vote_in_session(project, project.story.below(first.case, "decision"), Vote.YES)
    yield from days(project, 9, (second.enter, lambda: second.examine(decisive=True), second.decide, second.make_up))


def to_be_made_up_for(project: Project) -> Moments:
    yield from project.come(Project.apply, 25)
    found = Challenge(project, project.decision)
    yield from days(project, 12, (found.enter, lambda: found.examine(decisive=True), found.decide))


# Motions to reconsider


def _moved(project: Project, number: int = 0) -> int:
    """The motion's id. Resumed, it is found by its number."""
    reason = "Die Kassen haben inzwischen ein eigenes Angebot begonnen."
    project.let("office", "reconsider", project.decision, reason=reason)
    return project.story.below(project.decision, "reconsideration", number)


def _put_to_vote(project: Project, motion: int) -> int:
    project.let("office", "put_to_vote", motion)
    return project.story.below(motion, "decision")


def moved_again(project: Project) -> Moments:
    """One motion was withdrawn, one failed in the vote, the third is to be put to the vote."""
    yield from project.come(Project.record, 40)
    yield project.moment(30, "09:15")
    motion = _moved(project)
    yield project.moment(28, "09:15")
    project.let("chair", "withdraw", motion, reason="Das Angebot der Kassen gilt hier nicht.")
    yield project.moment(20, "09:15")
    vote = _put_to_vote(project, _moved(project, 1))
    yield project.moment(15, "17:15")
    vote_in_session(project, vote, Vote.NO)
    yield project.moment(4, "09:15")
    _moved(project, 2)


def being_reconsidered(project: Project) -> Moments:
    yield from project.come(Project.record, 26)
    yield project.moment(5, "09:25")
    _put_to_vote(project, _moved(project))


def lifted(project: Project) -> Moments:
    """Two thirds want to decide anew; the question is open again."""
    yield from project.come(Project.record, 28)
    yield project.moment(12, "09:35")
    vote = _put_to_vote(project, _moved(project))
    yield project.moment(6, "17:45")
    vote_in_session(project, vote, Vote.YES)
