"""What else becomes of an idea: recommended, approved in another way, lapsed, joined with another, dropped."""

from funding.demo.everyday import Ending, Project, StepOfWay
from funding.demo.stage import Moments
from workflows.models import Case

MONTH = 31


def approved(proposal: str, conditions: str = "", ago: int = 12) -> Ending:
    """The steering group adopts this proposal; since then the office has to act."""

    def put(project: Project) -> None:
        project.let("office", "put_on_agenda", project.idea, proposal=proposal, conditions=conditions)
        project.decision = project.story.below(project.idea, "decision")

    def told(project: Project) -> Moments:
        yield from project.come(Project.record, ago, {Project.put_on_agenda: put})

    return told


def expired(project: Project) -> Moments:
    """Approved two years ago and never applied for."""
    yield from project.come(Project.record, 25 * MONTH)


def not_recommended(project: Project) -> Moments:
    yield from project.come(Project.assign, 20)
    yield project.moment(6, "19:15")
    reason = "Das Angebot gibt es in der Nachbarstadt schon; bitte dort anfragen."
    project.let("lead", "do_not_recommend", project.consultation, reason=reason)


def lapsed(project: Project) -> Moments:
    """The applicant withdraws, and the office gives the idea up."""
    yield from _application_withdrawn(project, Project.confirm, 30)
    yield project.moment(14, "10:30")
    project.let("office", "go_on", project.idea, goes_on="lapsed", reason="Der Landkreis stellt keinen neuen Antrag.")


def parked(project: Project) -> Moments:
    """The applicant has withdrawn; what becomes of the idea is open."""
    yield from _application_withdrawn(project, Project.start_assessment, 15)


def _application_withdrawn(project: Project, step: StepOfWay, ago: int) -> Moments:
    yield from project.come(step, ago)
    yield project.moment(ago - 5, "14:10")
    reason = "Der Träger hat die Räume verloren."
    project.let("signatory", "withdraw", project.application, reason=reason)


def merged(into: str) -> Ending:
    """The working group goes on with another idea of the region, which has this title."""

    def told(project: Project) -> Moments:
        yield from project.come(Project.assign, 14)
        yield project.moment(3, "19:30")
        reason = "Beide Ideen wollen dasselbe; die andere ist weiter."
        project.let("lead", "join", project.idea, target=idea_of(project, into), reason=reason)

    return told


def joined(project_running: str) -> Ending:
    """The idea goes on in a project that runs already."""

    def told(project: Project) -> Moments:
        yield from project.come(Project.assign, 16)
        yield project.moment(4, "18:50")
        reason = "Das laufende Vorhaben nimmt den Vorschlag auf."
        project.let("lead", "join", project.idea, target=idea_of(project, project_running), reason=reason)

    return told


def done_without_funding(project: Project) -> Moments:
    """Approved without funding, and carried out so."""
    yield from approved("approve_without_funding", ago=60)(project)
    yield project.moment(9, "11:45")
    reason = "Die Vereine haben es mit eigenen Mitteln umgesetzt."
    project.let("office", "go_on", project.idea, goes_on="completed", reason=reason)


def idea_of(project: Project, title: str) -> int:
    """The idea of this title in the same region."""
    found = Case.objects.filter(lifecycle="idea", title=title, dossier__lead_place=project.world.region.place)
    return found.values_list("pk", flat=True).earliest("pk")
