"""Awards that pass from a county to an association (Trägerwechsel): after a refusal, and on their way."""

from funding import roles
from funding.bodies.appointments import staff
from funding.demo.everyday import Project
from funding.demo.requests import IBAN, Change
from funding.demo.stage import Moments
from funding.demo.world import LONG_AGO, organisation
from funding.regions.models import Organisation

BEGUN = 75  # days ago


def handed_over(project: Project) -> Moments:
    """The association refuses first, then agrees; the award passes on its day, and is the association's since."""
    yield from project.come(Project.run, BEGUN)
    new = _new_recipient(project)
    yield project.moment(40, "10:20")
    refused = _asked(project, new, "refused", passes_on=project.on(-20))
    yield project.moment(37, "17:05")
    _answer(refused, "refuse", reason="Wir haben noch niemanden für die Abrechnung.")
    yield project.moment(36, "09:15")
    refused.let("signatory", "withdraw", reason="Der Verein braucht noch Zeit.")
    passed = _asked(project, new, "passed", passes_on=project.on(-15))
    yield project.moment(34, "17:15")
    _answer(passed, "agree", takes_over_duties=True)
    yield project.moment(30, "10:35")
    _approve(passed)


def handing_over(project: Project) -> Moments:
    """One waits for the association, one for the authority, one for its day, and one was given up."""
    yield from project.come(Project.run, BEGUN)
    new = _new_recipient(project)
    yield project.moment(14, "10:20")
    asked = {
        name: _asked(project, new, name, passes_on=project.on(day))
        for name, day in (("asked", 60), ("ended", 50), ("agreed", 45), ("awaited", 40))
    }
    yield project.moment(12, "17:05")
    for name in ("agreed", "awaited"):
        _answer(asked[name], "agree", takes_over_duties=True)
    yield project.moment(10, "10:35")
    asked["ended"].let("signatory", "withdraw", reason="Der Tag war falsch.")
    asked["agreed"].let("case_worker", "start_review")
    _approve(asked["awaited"])


def _new_recipient(project: Project) -> Organisation:
    """The author of the idea signs for it, the working group's lead writes."""
    world = project.world
    new = organisation(f"Trägerverein {world.name}", "association", world.region.calendar, world.name)
    staff(roles.NEW_SIGNATORY.key, new.place, world.author, LONG_AGO)
    staff(roles.APPLICANT.key, new.place, world.lead, LONG_AGO)
    return new


def _asked(project: Project, new: Organisation, name: str, *, passes_on: str) -> Change:
    change = Change.begin(project, f"to {name}", "recipient", new_recipient=new.pk, passes_on=passes_on, iban=IBAN)
    change.submit()
    return change


def _answer(change: Change, move: str, **said: object) -> None:
    consent = change.story.below(change.case, "succession")
    change.story.move(consent, move, change.project.world.author, **said)


def _approve(change: Change) -> None:
    change.let("case_worker", "start_review")
    change.draft_notice("approve")
    change.send()
