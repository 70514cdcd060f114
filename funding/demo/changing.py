"""A project whose award changes: more time granted, another partner asked for, a goal in danger told of."""

import datetime as dt

from funding.changes.notification.opening import open_notification
from funding.changes.opening import open_change
from funding.demo.everyday import YEAR, Project
from funding.demo.requests import asked_for
from funding.demo.stage import Moments, Story, together
from workflows import clock
from workflows.models import Case


def changed(project: Project) -> Moments:
    """A project that gets more time, asks for much else, tells that a goal is in danger, and has called for no money
    yet."""
    called = {Project.write_notice: lambda told: told.write_notice(draw_by=told.on(25))}
    yield from project.come(Project.run, 40, called)
    strands = (
        _extended(project, project.story.part("extension")),
        _partner_asked_for(project, project.story.part("partner")),
        _told(project, project.story.part("notification")),
        asked_for(project),
    )
    yield from together(strands)


def _extended(project: Project, story: Story) -> Moments:
    world, award = project.world, project.award
    yield project.moment(24, "10:00")
    until = (project.period_from + YEAR + dt.timedelta(days=92)).isoformat()
    change = story.begin(lambda **who: open_change(Case.objects.get(pk=award), kind="time", **who), by=world.applicant)
    story.move(change, "edit", world.applicant, new_period_to=until, justification="Die Stelle war erst spät besetzt.")
    story.move(change, "release_internally", world.applicant)
    yield project.moment(23, "11:00")
    story.move(change, "submit", world.signatory)
    yield project.moment(20, "09:30")
    story.move(change, "start_review", world.case_worker)
    ruling = story.below(change, "change_ruling")
    story.move(ruling, "draft_notice", world.case_worker, **_approval(project, until))
    story.move(ruling, "sign_notice", world.case_worker)
    yield project.moment(18, "14:00")
    story.move(ruling, "issue", world.approver)
    day, notice = clock.today().isoformat(), story.below(change, "notice")
    story.move(notice, "dispatch", world.case_worker, channel="letter", posted_on=day)


def _approval(project: Project, until: str) -> dict[str, str]:
    proof_due_on = dt.date.fromisoformat(until) + dt.timedelta(days=183)
    return {
        "result": "approve",
        "reasons": "Das Ziel bleibt erreichbar, mehr Geld wird nicht gebraucht.",
        "proof_due_on": proof_due_on.isoformat(),
        "remedy_type": "action",
        "remedy_name": f"Verwaltungsgericht {project.world.name}",
        "remedy_street": "Gerichtsweg 2",
        "remedy_postcode": "00000",
        "remedy_town": project.world.name,
    }


def _partner_asked_for(project: Project, story: Story) -> Moments:
    world, award = project.world, project.award
    yield project.moment(9, "10:00")
    change = story.begin(
        lambda **who: open_change(Case.objects.get(pk=award), kind="partner", **who), by=world.applicant
    )
    story.move(
        change,
        "edit",
        world.applicant,
        partner="Nachbarschaftshilfe Süd gGmbH",
        justification="Der bisherige Partner schließt zum Jahresende.",
    )
    story.move(change, "release_internally", world.applicant)
    yield project.moment(7, "11:00")
    story.move(change, "submit", world.signatory)


def _told(project: Project, story: Story) -> Moments:
    world, award = project.world, project.award
    yield project.moment(3, "16:00")
    told = story.begin(lambda **who: open_notification(Case.objects.get(pk=award), **who), by=world.applicant)
    happened_on = clock.today().isoformat()
    statement = "Eine Fachkraft geht, die Zahl der Beratungen ist so nicht zu halten."
    story.move(told, "send", world.signatory, matter="goal", happened_on=happened_on, statement=statement)
