"""An award of which its recipient passes parts on to others, each of them elsewhere on its way."""

import datetime as dt

from funding import roles
from funding.bodies.appointments import staff
from funding.demo.everyday import Project
from funding.demo.stage import Moments, Strand, together
from funding.demo.world import LONG_AGO, organisation
from funding.demo.years import ago, begun_in, decided, last_year, used
from funding.forwarding.opening import open_forwarding
from funding.regions.models import Organisation
from workflows import clock
from workflows.models import Case

PART, BACK = "500.00", "200.00"
STATES = (
    "drafted", "offered", "agreed", "running", "given_up", "proof_in", "proof_returned", "insolvent", "checked",
    "not_agreed", "withdrawn",
)  # fmt: skip
# Of a claim against the final recipient; the first is left as it was made.
CLAIMED = ("claimed", "paid", "loss_reported", "release_proposed", "released", "borne")
OUTCOME = "40 Menschen haben das Angebot genutzt."


def forwarded(project: Project) -> Moments:
    """Four years, of which two are over: a rest has lapsed, another is carried over. Then parts are passed on."""
    year = last_year(project) - 1
    yield from begun_in(project, dt.date(year, 3, 1), years=4, draw_by=f"{year}-05-15")
    yield from used(project.part("call"), ago(project, year, 4, 8), "8000.00")
    yield from decided(project.part("first year"), year, "lapse")
    yield from decided(project.part("second year"), year + 1, "carry_over")
    partner = _final_recipient(project)
    strands = [_forwarding(project.part(state), partner, state) for state in STATES]
    yield from together([*strands, *(_reclaimed(project.part(state), partner, state) for state in CLAIMED)])


def _final_recipient(project: Project) -> Organisation:
    """The author of the idea acts for it."""
    world = project.world
    partner = organisation(f"Gesundheitsverein {world.name}", "association", world.region.calendar, world.name)
    staff(roles.FINAL_RECIPIENT.key, partner.place, world.author, LONG_AGO)
    return partner


def _offered(project: Project, partner: Organisation, state: str) -> Strand:
    """Written, and offered unless it stays a draft."""
    yield project.moment(60, "10:05")
    award = Case.objects.get(pk=project.award)
    forwarding = project.story.begin(
        lambda **who: open_forwarding(award, final_recipient=partner.pk, **who), by=project.world.applicant
    )
    contract = {
        "form": "contract",
        "amount": PART,
        "purpose": "Kurse in den Nachbargemeinden",
        "conditions": "Die Nebenbestimmungen des Bescheides gelten entsprechend.",
        "period_from": project.on(30 if state == "agreed" else -50),
        "period_to": project.on(200),
        "proof_due_on": project.on(260),
    }
    project.let("applicant", "edit", forwarding, **contract)
    if state != "drafted":
        yield project.moment(56, "11:35")
        project.let("signatory", "offer", forwarding, provisions_passed_on=True)
    return forwarding


def _forwarding(project: Project, partner: Organisation, state: str) -> Moments:
    forwarding = yield from _offered(project, partner, state)
    if state in ("drafted", "offered"):
        return
    yield project.moment(54, "17:15")
    if state == "not_agreed":
        project.let("author", "disagree", forwarding, reason="Dem Verein fehlt das Personal.")
    elif state == "withdrawn":
        project.let("signatory", "withdraw", forwarding, reason="Der Landkreis macht die Kurse selbst.")
    else:
        project.let("author", "agree", forwarding, agreed_on=clock.today().isoformat())
    if state not in ("agreed", "not_agreed", "withdrawn"):
        yield from _passed_on(project, forwarding)
        yield from _proven(project, forwarding, state)


def _passed_on(project: Project, forwarding: int) -> Moments:
    yield project.moment(46, "10:15")
    value_date = clock.today().isoformat()
    project.let("applicant", "note_forwarded", forwarding, amount=PART, value_date=value_date)


def _proven(project: Project, forwarding: int, state: str) -> Moments:
    if state == "running":
        return
    yield project.moment(40, "17:35")
    if state == "given_up":
        project.let("author", "give_up", forwarding, unspent=BACK, reason="Die Kursleiterin ist weggezogen.")
        return
    if state == "insolvent":
        opened = {"opened_on": clock.today().isoformat(), "administrator": "Kanzlei Muster"}
        project.let("applicant", "note_insolvency", forwarding, **opened)
        return
    project.let("author", "hand_in", forwarding, spent=PART, progress=OUTCOME)
    yield project.moment(34, "10:45")
    if state == "proof_returned":
        project.let("applicant", "return", forwarding, items="Es fehlen die Belege.", until=project.on(15))
    elif state == "checked":
        project.let("signatory", "check", forwarding, recognised=PART)


def _reclaimed(project: Project, partner: Organisation, state: str) -> Moments:
    """A part was not used for the purpose, and what becomes of the claim."""
    forwarding = yield from _offered(project, partner, state)
    yield project.moment(54, "17:15")
    project.let("author", "agree", forwarding, agreed_on=clock.today().isoformat())
    yield from _passed_on(project, forwarding)
    yield project.moment(40, "17:35")
    reason = "Ein Kurs fand nicht statt."
    told = {"cause": "not_for_purpose", "amount": BACK, "pay_by": project.on(10), "reason": reason}
    project.let("signatory", "breach", forwarding, **told)
    claim = project.story.below(forwarding, "forwarding_claim")
    if state == "claimed":
        return
    yield project.moment(30, "10:25")
    if state == "paid":
        project.let("applicant", "note_payment", claim, amount=BACK, value_date=clock.today().isoformat())
        return
    project.let("signatory", "report_loss", claim, reason="Der Verein hat kein Vermögen mehr.")
    if state == "loss_reported":
        return
    yield project.moment(24, "10:55")
    released = "0.00" if state == "borne" else BACK
    reason = "Der Landkreis hat sorgfältig ausgewählt." if state != "borne" else "Der Landkreis hat nicht geprüft."
    project.let("case_worker", "propose_release", claim, amount=released, reason=reason)
    if state != "release_proposed":
        yield project.moment(20, "14:45")
        project.let("approver", "decide_release", claim)
