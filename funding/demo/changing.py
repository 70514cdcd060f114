"""A project whose award changes: more time granted, another partner asked for, a goal in danger told of, and partners
that keep their word or do not."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.changes.notification.opening import open_notification
from funding.changes.opening import open_change
from funding.commitments.opening import open_commitment
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
        _promised(project, project.story.part("commitments")),
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


PARTNERS = (
    #   who             what                                value      has come
    ("Kreissparkasse",  "Zuschuss zu den Fahrtkosten",      "1500.00", "1500.00"),
    ("Klinikum",        "Räume für die Sprechstunde",       "2400.00", "800.00"),
    ("Sozialverband",   "Ehrenamtliche Begleitung",         "1200.00", "0.00"),
    ("Volkshochschule", "Zwei Kurse im Frühjahr",           "900.00",  "0.00"),
    ("Apothekerschaft", "Beratung an zwei Nachmittagen",    "600.00",  "0.00"),
    ("Stadtwerke",      "Anzeige im Kundenheft",            "300.00",  None),
)  # fmt: skip
ANSWERS = {"Klinikum": "require_change", "Sozialverband": "leave_it", "Volkshochschule": None}


def _promised(project: Project, story: Story) -> Moments:
    """One keeps its word, of two the authority has decided, of one it has been told, of one it is to be told, and one
    is still open."""
    world = project.world
    yield project.moment(16, "10:30")
    commitments = {partner: _entered(project, story, partner, what, value) for partner, what, value, _come in PARTNERS}
    yield project.moment(6, "10:30")
    for partner, _what, value, come in PARTNERS:
        if come == value:
            kept_on = clock.today().isoformat()
            story.move(commitments[partner], "note_kept", world.applicant, kept_on=kept_on)
        elif come:
            _missed(project, story, commitments[partner], come)
    yield project.moment(2, "11:30")
    for partner, move in ANSWERS.items():
        _answered(project, story, commitments[partner], move)


def _entered(project: Project, story: Story, partner: str, what: str, value: str) -> int:
    said: dict[str, Any] = {"partner": f"{partner} {project.world.name}", "contribution": "in_kind", "promise": what}
    said |= {"year": project.period_from.year, "amount": Decimal(value)}
    said["until"] = clock.today() + dt.timedelta(days=60)
    return story.begin(
        lambda **who: open_commitment(Case.objects.get(pk=project.award), **said, **who), by=project.world.applicant
    )


def _missed(project: Project, story: Story, commitment: int, come: str) -> None:
    reason = "Der Partner hat es sich anders überlegt."
    known_on = clock.today().isoformat()
    story.move(commitment, "note_missed", project.world.applicant, kept=come, known_on=known_on, reason=reason)


def _answered(project: Project, story: Story, commitment: int, move: str | None) -> None:
    world, told = project.world, story.below(commitment, "notification")
    happened_on = (clock.today() - dt.timedelta(days=4)).isoformat()
    statement = "Ein Partner hält seine Zusage nicht; wir fangen es mit eigenen Kräften auf."
    story.move(told, "send", world.signatory, matter="financing", happened_on=happened_on, statement=statement)
    if move:
        story.move(told, "acknowledge", world.case_worker)
        story.move(told, move, world.case_worker, reason="Das Ziel bleibt erreichbar.")
