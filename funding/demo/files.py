"""What becomes of files that ended years ago: kept, offered to the archive, taken over, held or erased."""

import datetime as dt

from funding.demo.challenges import Challenge
from funding.demo.everyday import Ending, Project
from funding.demo.stage import Moments
from funding.retention.opening import begin_retention, keep_files
from workflows import clock
from workflows.models import Case

ARCHIVE = {"archive": "Kreisarchiv", "street": "Am Speicher 2", "postcode": "00000", "town": "Musterstadt"}
IDEA_YEARS, APPLICATION_YEARS = 2, 5
# States in which the period goes on; in the others it is over.
GOING_ON = ("retention", "held", "interrupted")


def idea_kept(state: str) -> Ending:
    """An idea given up before the steering group saw it; the office keeps the file two years."""

    def told(project: Project) -> Moments:
        ago = 90 if state in GOING_ON else IDEA_YEARS * 366 + 80
        yield from project.come(Project.assign, ago)
        yield project.moment(ago - 9, "17:30")
        if state == "interrupted":
            reason = "Das gehört nicht zu den Zielen der Region."
            project.let("lead", "do_not_recommend", project.consultation, reason=reason)
        else:
            project.let("author", "withdraw", project.idea, reason="Es fand sich kein Träger.")
        yield from _kept(project, "retention", state, ago - 10, ("office", "signatory"))
        if state == "interrupted":
            yield project.moment(8, "18:30")
            reason = "Die Gemeinden haben sich inzwischen dafür ausgesprochen."
            project.let("author", "ask_body", project.idea, reason=reason)
            keep_files()

    return told


def application_kept(state: str) -> Ending:
    """An application the county withdrew; the authority keeps the file five years."""

    def told(project: Project) -> Moments:
        years = 0 if state in GOING_ON else APPLICATION_YEARS
        measure = "2.3" if years and project.world.region.programme == "ni" else ""
        then = Project(project.story, _years_before(project.today, years), project.title, measure=measure)
        yield from then.come(Project.sign, 100)
        yield then.moment(92, "14:30")
        then.let("signatory", "withdraw", then.application, reason="Der Kreistag hat den Eigenanteil gestrichen.")
        yield then.moment(88, "10:40")
        then.let("office", "go_on", then.idea, goes_on="lapsed", reason="Niemand sonst will es tragen.")
        project.idea = then.idea
        yield from _kept(project, "award_retention", state, years * 366 + 86, ("case_worker", "approver"))
        if state == "interrupted":
            yield project.moment(8, "18:30")
            Challenge(project, then.decision).enter()
            keep_files()

    return told


def _years_before(day: dt.date, years: int) -> dt.date:
    return day - dt.timedelta(days=366 * years)


def _kept(project: Project, lifecycle: str, state: str, ago: int, persons: tuple[str, str]) -> Moments:
    """Kept from so many days ago; its period ends by the clock, then each step in its time."""
    keeper, second = persons
    yield project.moment(ago, "07:30")
    dossier = Case.objects.values_list("dossier", flat=True).get(pk=project.idea)
    begin_retention(dossier)
    file = Case.objects.values_list("pk", flat=True).get(dossier=dossier, lifecycle=lifecycle)
    if state == "held":
        yield project.moment(20, "10:50")
        reason = "Der Rechnungshof prüft die Vergabe der Jahre seit 2020."
        project.let(keeper, "hold", file, reason=reason, review_on=project.on(150))
    if state in (*GOING_ON, "period_ended"):
        return
    yield project.moment(40, "10:50")
    project.let(keeper, "offer_to_archive", file, **ARCHIVE)
    if state == "offered_to_archive":
        return
    yield project.moment(30, "10:50")
    if state == "archived":
        project.let(keeper, "take_over", file, taken_over_on=clock.today().isoformat())
        return
    project.let(keeper, "decline_offer", file, answered_on=clock.today().isoformat())
    if state == "not_taken":
        return
    yield project.moment(20, "10:50")
    project.let(keeper, "propose_erasure", file)
    if state == "erased":
        yield project.moment(10, "10:50")
        project.let(second, "erase", file)
