"""Objections against the notice of an award, and how far the letter is that decides on each."""

from funding.demo.everyday import Ending, Project
from funding.demo.notices import post
from funding.demo.stage import Moments
from workflows import clock

OBJECTED = "Der Landkreis hält auch die Fahrten für zuwendungsfähig."
REASONS = "Fahrten sind nach Nr. 5.3 der Richtlinie nicht zuwendungsfähig. Der Bescheid bleibt bestehen."


def objected(state: str, ago: int) -> Ending:
    """The decision on the objection has been in this state since so many days."""

    def told(project: Project) -> Moments:
        yield from project.come(Project.issue, ago + 26)
        notice = project.story.below(project.award, "notice")
        yield project.moment(ago + 25, "12:20")
        post(project, notice)
        yield project.moment(ago + 15, "15:45")
        today = clock.today().isoformat()
        project.let("signatory", "contest", notice, remedy="objection", received_on=today, reason=OBJECTED)
        yield project.moment(ago + 12, "10:10")
        project.let("case_worker", "write_decision", notice)
        yield from _decided(project, project.story.below(notice, "objection_ruling"), state, ago)

    return told


def _decided(project: Project, ruling: int, state: str, ago: int) -> Moments:
    if state == "in_preparation":
        return
    yield project.moment(ago + 9, "14:05")
    if state == "dropped":
        project.let("case_worker", "drop", ruling, reason="Der Landkreis hat den Widerspruch zurückgenommen.")
        return
    town = project.world.name
    court = {
        "remedy_name": f"Verwaltungsgericht {town}",
        "remedy_street": "Gerichtsweg 2",
        "remedy_postcode": "00000",
        "remedy_town": town,
    }
    project.let("case_worker", "sign", ruling, result="dismissed", reasons=REASONS, costs="objector", **court)
    if state == "signed":
        return
    yield project.moment(ago + 6, "09:15")
    project.let("approver", "issue", ruling)
    if state == "issued":
        return
    yield project.moment(ago + 3, "11:40")
    post(project, ruling, served=state == "served")
