"""What else becomes of an award: contested, declined, suspended, annulled, revoked, proven, repaid."""

import datetime as dt

from funding.changes.notification.opening import open_notification
from funding.changes.opening import open_change
from funding.demo import notices
from funding.demo.crooked import paid
from funding.demo.everyday import Ending, Project
from funding.demo.papers import paper
from funding.demo.reclaims import Reclaim
from funding.demo.stage import Moments
from funding.demo.world import organisation
from funding.disbursements.opening import open_disbursement
from funding.forwarding.opening import open_forwarding
from workflows import clock
from workflows.models import Case

EIGHT_WEEKS = dt.timedelta(days=56)
BEFORE_RUN = 6  # days of the period that have passed when a project has come to run
PROGRESS = "Alle Ziele sind erreicht, das Angebot geht mit eigenen Mitteln weiter."


def notice_is(state: str, ago: int) -> Ending:
    """Issued and, since so many days, in this state."""

    def told(project: Project) -> Moments:
        served = {"inadmissible": notices.REMEDY_MONTH, "contested": 8, "annulled": 14, "final": 4}.get(state, 0)
        yield from project.come(Project.issue, ago + served + 1)
        yield from notices.come_to(project, project.story.below(project.award, "notice"), state, ago)

    return told


def declined(project: Project) -> Moments:
    yield from project.come(Project.post, 16)
    yield project.moment(6, "10:50")
    project.let("signatory", "decline", project.award, reason="Der Kreistag stellt den Eigenanteil nicht bereit.")


def recalled(project: Project) -> Moments:
    """Called back before it was sent: its notice is written anew."""
    yield from project.come(Project.issue, 9)
    yield project.moment(7, "09:35")
    reason = "Der Bewilligungszeitraum ist falsch geschrieben."
    project.let("case_worker", "propose_recall", project.award, reason=reason)
    yield project.moment(6, "11:15")
    project.let("approver", "recall", project.award, reason=reason)


def annulled_on_the_way(project: Project) -> Moments:
    """A court annuls the award of a project that runs: whatever is open below it ends."""
    called = {Project.write_notice: lambda told: told.write_notice(draw_by=told.on(40))}
    yield from project.come(Project.run, 30, called)
    world, story = project.world, project.story
    yield project.moment(25, "10:05")
    award = Case.objects.get(pk=project.award)
    partner = organisation(f"Gesundheitsverein {world.name}", "association", world.region.calendar, world.name)
    story.begin(lambda **who: open_forwarding(award, final_recipient=partner.pk, **who), by=world.applicant)
    story.begin(lambda **who: open_change(award, kind="content", **who), by=world.applicant)
    story.begin(lambda **who: open_notification(award, **who), by=world.applicant)
    story.begin(lambda **who: open_disbursement(award, **who), by=world.applicant)
    yield project.moment(22, "10:35")
    told = {
        "ground": "condition_breached",
        "extent": "full",
        "reach": "ex_nunc",
        "known_on": clock.today().isoformat(),
        "allegations": "Die Auflage, mit der Klinik zusammenzuarbeiten, ist nicht erfüllt.",
        "answer_by": project.on(20),
    }
    project.let("case_worker", "hear", project.award, **told)
    yield project.moment(20, "09:10")
    notice = project.story.below(project.award, "notice")
    notices.contest_late(project, notice)
    yield project.moment(17, "09:30")
    notices.reinstate(project, notice)
    yield project.moment(8, "14:40")
    notices.annul(project, notice)


def given_up(project: Project) -> Moments:
    """The recipient gives the project up and has to prove what was spent."""
    yield from paid(project, 45)
    yield project.moment(9, "10:15")
    project.let("signatory", "terminate", project.award, unspent="3000.00", reason="Der Träger gibt auf.")


def annulled_after_payment(project: Project) -> Moments:
    """A court annuls the award, but money was paid on it: it is to be demanded back."""
    yield from paid(project, 50)
    yield from _annulled(project, 10)


def sparing_proposed(project: Project) -> Moments:
    """The same, and somebody of the authority proposes not to ask for the money."""
    yield from paid(project, 55)
    yield from _annulled(project, 20)
    yield project.moment(8, "14:10")
    reason = "Das Geld ist für den Zweck ausgegeben, die Aufhebung hat die Behörde zu vertreten."
    project.let("case_worker", "propose_spare", project.story.below(project.award, "settlement"), reason=reason)


def annulled_and_spared(project: Project) -> Moments:
    """The same, and a second one agrees."""
    yield from sparing_proposed(project)
    yield project.moment(6, "10:20")
    project.let("checker", "spare", project.story.below(project.award, "settlement"))


def _annulled(project: Project, ago: int) -> Moments:
    notice = project.story.below(project.award, "notice")
    yield project.moment(ago + 6, "09:10")
    notices.contest_late(project, notice)
    yield project.moment(ago + 4, "09:30")
    notices.reinstate(project, notice)
    yield project.moment(ago, "14:40")
    notices.annul(project, notice)


def restored_after_its_end(project: Project) -> Moments:
    """Revoked in full for the future, so its use was to be proven; the revocation was annulled, and it goes on."""
    yield from paid(project, 90)
    found = Reclaim(project)
    future = {"extent": "full", "reach": "ex_nunc", "amount": None, "ineffective_from": None}
    yield from found.hear(76, **future)
    yield from found.become("inadmissible", 18, pay=False)
    yield project.moment(15, "09:45")
    notices.reinstate(project, found.notice)
    yield project.moment(7, "11:40")
    notices.annul(project, found.notice)


def lapsed(project: Project) -> Moments:
    """The notice named a day for the first call, and nothing was called for by then."""
    called = {Project.write_notice: lambda told: told.write_notice(draw_by=told.on(-10))}
    yield from project.come(Project.run, 40, called)


def to_prove(project: Project) -> Moments:
    """The proof of use is due; a revocation is signed by one and waits for the other."""
    yield from _ended(project, 25)
    found = Reclaim(project)
    yield from found.hear(18)
    yield from found.sign(4)


def proof_handed_in(project: Project) -> Moments:
    """To be checked; the notice of a revocation is to be posted."""
    yield from _ended(project, 30)
    yield from _proven(project, 22)
    found = Reclaim(project)
    yield from found.hear(15)
    yield from found.issue(3)


def proof_checked(project: Project) -> Moments:
    """A part of what was spent does not count: the rest is to be paid or forgone. A revocation has been posted."""
    yield from _ended(project, 50)
    yield from _proven(project, 36)
    yield from _reduced(project, 25)
    found = Reclaim(project)
    yield from found.hear(18)
    yield from found.become("sent", 3)


def repayment_due(project: Project) -> Moments:
    """More was paid than is left to the recipient after the proof of use."""
    yield from _ended(project, 52)
    yield from _proven(project, 36, spent="9000.00")
    yield from _reduced(project, 18)
    yield project.moment(7, "10:10")
    reason = "Die Ausgaben blieben unter den Zahlungen."
    today = clock.today().isoformat()
    asked = {"ground": "resolutive_condition", "ineffective_from": today, "known_on": today}
    settlement = project.story.below(project.award, "settlement")
    project.let("approver", "demand_repayment", settlement, **asked, allegations=reason, answer_by=project.on(20))


def _ended(project: Project, ago: int) -> Moments:
    """A project of eight weeks that was over so many days ago; a part of the money was paid."""
    project.lasts = EIGHT_WEEKS
    report, proof = project.on(-ago - 14), project.on(60 - ago)
    due = {Project.write_notice: lambda told: told.write_notice([report], proof_due_on=proof)}
    yield from paid(project, ago + EIGHT_WEEKS.days - BEFORE_RUN, due)


def _proven(project: Project, ago: int, spent: str = "38000.00") -> Moments:
    """Written and signed; the proof of use stands below the award as its last report."""
    yield project.moment(ago + 2, "15:05")
    proof = proof_of(project)
    rows = [{"item": "Personal und Sachmittel", "amount": spent}]
    project.let("applicant", "write", proof, progress=PROGRESS, expenditure=rows)
    project.let("applicant", "attach", proof, file=paper("Sachbericht", PROGRESS), kind="evidence")
    project.let("applicant", "release_internally", proof)
    yield project.moment(ago, "10:45")
    project.let("signatory", "submit", proof)


def _reduced(project: Project, ago: int) -> Moments:
    proof = proof_of(project)
    yield project.moment(ago + 6, "08:55")
    project.let("checker", "start_review", proof)
    yield project.moment(ago, "13:35")
    reason = "Bewirtung gehört nicht zum Zweck."
    project.let("checker", "accept_with_reduction", proof, disallowed="350.00", reason=reason)


def proof_of(project: Project) -> int:
    return project.story.below(project.story.below(project.award, "settlement"), "report")
