"""What a recipient asks for or tells while a project runs, at every desk: payments, changes, notifications, reports."""

from dataclasses import dataclass
from typing import Any

from funding.changes.notification.opening import open_notification
from funding.changes.opening import open_change
from funding.decisions.models import Vote
from funding.demo import notices
from funding.demo.applications import instruction
from funding.demo.endings import first_calls
from funding.demo.everyday import YEAR, Project
from funding.demo.papers import paper
from funding.demo.stage import Moments, Story, together
from funding.disbursements.opening import open_disbursement
from workflows import clock
from workflows.models import Case

IBAN = "DE02 1203 0000 0000 2020 51"  # an example number, of no account
AMOUNT = "2500.00"
JUSTIFICATION = "Die Nachfrage ist höher als geplant."
REFUSED_NOTICES = ("issued", "sent", "notified", "final", "contested", "annulled", "inadmissible")


# Requests for payment


def busy(project: Project) -> Moments:
    """Everything a recipient can ask for or tell, in a project that has been running for two months."""
    yield from project.come(Project.run, 75)
    strands = (first_calls(project), _calls(project), _refusals(project), _notifications(project))
    yield from together(strands)


def _calls(project: Project) -> Moments:
    """Payments that stand still or have come to nothing: at each desk, sent back, refused, withdrawn."""
    ends = ("draft", "checked_factual", "ordered", "returned", "rejected", "withdrawn")
    yield from together(_call(project, project.story.part(f"call {end}"), end) for end in ends)


def _call(project: Project, story: Story, end: str) -> Moments:
    world = project.world
    yield project.moment(12, "10:10")
    award = Case.objects.get(pk=project.award)
    call = story.begin(lambda **who: open_disbursement(award, **who), by=world.applicant)
    need = {"needed_from": project.on(-4), "needed_until": project.on(26), "amount": AMOUNT}
    story.move(call, "edit", world.applicant, **need, purpose="Honorare und Fahrten", iban=IBAN)
    if end == "draft":
        return
    story.move(call, "submit", world.signatory)
    yield project.moment(9, "09:40")
    if end in ("returned", "rejected"):
        reason = {"returned": "Bitte den Zeitraum angeben.", "rejected": "Die Honorare sind schon abgerechnet."}[end]
        story.move(call, {"returned": "return", "rejected": "reject"}[end], world.case_worker, reason=reason)
        return
    if end == "withdrawn":
        story.move(call, "withdraw", world.applicant, reason="Die Rechnung kommt erst im nächsten Jahr.")
        return
    story.move(call, "check_factual", world.case_worker)
    if end == "ordered":
        yield project.moment(7, "09:45")
        story.move(call, "check_arithmetical", world.checker)
        story.move(call, "approve", world.approver, amount=AMOUNT)
        yield project.moment(2, "08:25")
        story.move(call, "order", world.cashier)


# Requests to change the award

OPEN = ("returned", "committee", "review", "sent_back")


@dataclass(frozen=True)
class Change:
    project: Project
    story: Story
    case: int

    @classmethod
    def begin(cls, project: Project, name: str, kind: str, **asked: Any) -> "Change":
        story, world = project.story.part(name), project.world
        award = Case.objects.get(pk=project.award)
        case = story.begin(lambda **who: open_change(award, kind=kind, **who), by=world.applicant)
        story.move(case, "edit", world.applicant, justification=JUSTIFICATION, **asked)
        return cls(project, story, case)

    def let(self, person: str, move: str, **facts: Any) -> None:
        self.story.move(self.case, move, getattr(self.project.world, person), **facts)

    def submit(self) -> None:
        self.let("applicant", "release_internally")
        self.let("signatory", "submit")

    def draft_notice(self, result: str, **granted: str) -> None:
        reasons = "Der Zweck der Zuwendung trägt das nicht." if result == "reject" else "Das Ziel bleibt erreichbar."
        facts = {"result": result, "reasons": reasons, **granted, **instruction(self.project)}
        self.rule("case_worker", "draft_notice", **facts)
        self.rule("case_worker", "sign_notice")

    def rule(self, person: str, move: str, **facts: Any) -> None:
        """In the decision on it."""
        ruling = self.story.below(self.case, "change_ruling")
        self.story.move(ruling, move, getattr(self.project.world, person), **facts)

    def send(self) -> None:
        self.rule("approver", "issue")
        notice, day = self.story.below(self.case, "notice"), clock.today().isoformat()
        self.story.move(notice, "dispatch", self.project.world.case_worker, channel="letter", posted_on=day)

    def put_to_vote(self) -> int:
        self.rule("case_worker", "put_to_committee")
        return self.story.below(self.case, "decision")


def asked_for(project: Project) -> Moments:
    """Changes of every kind: written, signed, returned, at the committee, granted in part, not needed, given up."""
    later = (project.period_from + YEAR * 1.25).isoformat()
    yield project.moment(30, "10:15")
    shift = Change.begin(project, "shift", "shift")
    shift.let("applicant", "set_plan", lines=_shifted(project))
    shift.submit()
    partly = Change.begin(project, "partly", "time", new_period_to=later)
    partly.submit()
    withdrawn = Change.begin(project, "withdrawn", "time", new_period_to=later)
    withdrawn.submit()
    yield project.moment(24, "10:45")
    partly.let("case_worker", "start_review")
    less = (project.period_from + YEAR * 1.125).isoformat()
    proof = (project.period_from + YEAR * 1.6).isoformat()
    partly.draft_notice("partly", granted_period_to=less, proof_due_on=proof)
    partly.send()
    withdrawn.let("case_worker", "start_review")
    withdrawn.let("signatory", "withdraw", reason="Die Verlängerung reicht.")
    yield project.moment(15, "09:55")
    Change.begin(project, "discarded", "content", description="Auch am Abend.").let("applicant", "discard")
    yield from _open_changes(project)


def _open_changes(project: Project) -> Moments:
    """One at each desk it can wait at."""
    partner = {"partner": "Nachbarschaftshilfe Nord gGmbH"}
    yield project.moment(12, "10:55")
    Change.begin(project, "draft", "content", description="Auch Hausbesuche am Abend.")
    released = Change.begin(project, "released", "account", iban=IBAN)
    released.let("applicant", "release_internally")
    asked = {name: Change.begin(project, name, "partner", **partner) for name in OPEN}
    signed = Change.begin(project, "signed", "content", description="Ein zweiter Kurs in der Nachbarstadt.")
    for change in (*asked.values(), signed):
        change.submit()
    yield project.moment(6, "13:25")
    asked["returned"].let(
        "case_worker", "return", reason="Bitte die Zusage des Partners beilegen.", until=project.on(20)
    )
    for change in (asked["committee"], asked["review"], asked["sent_back"], signed):
        change.let("case_worker", "start_review")
    signed.draft_notice("reject")
    world, vote = project.world, asked["sent_back"].put_to_vote()
    reason = "Bitte die Zusage des Partners beilegen."
    project.story.move(vote, "leave", world.funders[0], outcome="returned", reason=reason)
    _invalid_vote(project, asked["committee"].put_to_vote())


def _invalid_vote(project: Project, decision: int) -> None:
    """In session only the insurers and one other have come: more votes of one bench than the orders allow."""
    world, story = project.world, project.story
    rows = world.committee.seats.order_by("number").values_list("pk", "bench")
    came = {number: pk for number, (pk, bench) in enumerate(rows) if bench == "insurers" or number == 0}
    story.move(decision, "open_vote", world.case_worker, procedure="session", present=list(came.values()))
    for number in came:
        story.move(decision, "cast", world.funders[number], choice=Vote.YES)
    story.move(decision, "close", world.case_worker)


def _shifted(project: Project) -> list[dict[str, object]]:
    """A part of the staff's money goes into material; the total stays."""
    amounts = {"Personal": "27000.00", "Sachmittel": "13000.00"}
    return [{**line, "amount": amounts.get(str(line["name"]), line["amount"])} for line in project.plan()]


def _refusals(project: Project) -> Moments:
    """Changes the authority has refused; each notice of that is in another state."""
    yield from together(_refused(project.part(state), state) for state in REFUSED_NOTICES)


def _refused(project: Project, state: str) -> Moments:
    served = {"inadmissible": notices.REMEDY_MONTH, "contested": 8, "annulled": 14, "final": 4}.get(state, 0)
    ago = served + 5
    yield project.moment(ago + 6, "10:00")
    change = Change.begin(project, "request", "content", description=f"Ein weiterer Standort ({state}).")
    change.submit()
    yield project.moment(ago + 3, "09:00")
    change.let("case_worker", "start_review")
    change.draft_notice("reject")
    yield project.moment(ago + 1, "14:00")
    change.rule("approver", "issue")
    notice = change.story.below(change.case, "notice")
    yield from notices.come_to(project, notice, state, 4)


# Notifications


def _notifications(project: Project) -> Moments:
    """What the recipient has to tell at once, and what the authority makes of it."""
    ends = ("draft", "withdrawn", "acknowledged", "hearing", "no_action", "change_required")
    yield from together(_told(project, project.story.part(end), end) for end in ends)


def _told(project: Project, story: Story, end: str) -> Moments:
    world = project.world
    yield project.moment(14, "16:10")
    award = Case.objects.get(pk=project.award)
    case = story.begin(lambda **who: open_notification(award, **who), by=world.applicant)
    if end == "draft":
        return
    if end == "withdrawn":
        story.move(case, "withdraw", world.applicant)
        return
    statement = "Ein weiterer Geldgeber hat zugesagt; die Eigenmittel sinken entsprechend."
    said = {"matter": "further_funding", "happened_on": clock.today().isoformat(), "statement": statement}
    story.move(case, "send", world.signatory, **said)
    yield project.moment(11, "08:50")
    story.move(case, "acknowledge", world.case_worker)
    yield project.moment(6, "10:30")
    moves = {"hearing": "hear", "no_action": "leave_it", "change_required": "require_change"}
    if move := moves.get(end):
        story.move(case, move, world.case_worker, reason="Die Finanzierung ist neu zu betrachten.")


# Reports


def reported(project: Project) -> Moments:
    """Progress reports of one project, each at another desk; the last is not yet to be written."""
    days = [project.on(number) for number in (8, 12, 16, 20, 24, 28, 32, 36, 200)]
    yield from project.come(Project.run, 28, {Project.write_notice: lambda told: told.write_notice(days)})
    yield from together((first_calls(project), _reports(project)))


def _reports(project: Project) -> Moments:
    ends = ("open", "internally_released", "returned", "submitted", "under_review", "accepted", "rejected", "dropped")
    yield from together(_report(project, project.part(end), number, end) for number, end in enumerate(ends))


def _report(project: Project, strand: Project, number: int, end: str) -> Moments:
    yield project.moment(12, "15:20")
    report = project.story.below(project.award, "report", number)
    if end == "open":
        return
    if end == "dropped":
        reason = "Der vorige Bericht sagt schon alles."
        strand.let("case_worker", "waive", report, reason=reason)
        return
    progress = "18 Menschen werden begleitet, zwei Ehrenamtliche sind neu dabei."
    strand.let("applicant", "write", report, progress=progress)
    strand.let("applicant", "attach", report, file=paper(f"Zwischenstand {number}", progress), kind="evidence")
    strand.let("applicant", "release_internally", report)
    if end == "internally_released":
        return
    yield project.moment(8, "10:35")
    strand.let("signatory", "submit", report)
    if end == "submitted":
        return
    yield project.moment(5, "13:05")
    strand.let("case_worker", "start_review", report)
    if end == "returned":
        strand.let("case_worker", "return", report, items="Bitte die Zahl der Treffen nennen.", until=project.on(20))
    elif end in ("accepted", "rejected"):
        why = {"reason": "Der Bericht betrifft ein anderes Vorhaben."} if end == "rejected" else {}
        strand.let("case_worker", {"accepted": "accept", "rejected": "reject"}[end], report, **why)
