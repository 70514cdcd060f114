"""Revocations and the money that comes back: heard, issued, contested, deferred, waived, enforced, paid, annulled."""

from dataclasses import dataclass
from typing import Any

from funding.demo import notices
from funding.demo.applications import instruction
from funding.demo.crooked import paid
from funding.demo.everyday import Project
from funding.demo.stage import Moments
from workflows import clock

PART = "1500.00"


@dataclass(frozen=True)
class Reclaim:
    """The reclaim of this number of the project's award. Each method is a step that takes its days from today."""

    project: Project
    number: int = 0

    @property
    def case(self) -> int:
        return self.project.story.below(self.project.award, "reclaim", self.number)

    @property
    def notice(self) -> int:
        return self.project.story.below(self.case, "notice")

    def let(self, person: str, move: str, **facts: Any) -> None:
        self.project.let(person, move, self.case, **facts)

    def rule(self, person: str, move: str, **facts: Any) -> None:
        """In its notice as it is written."""
        self.project.let(person, move, self.project.story.below(self.case, "reclaim_ruling"), **facts)

    def collect(self, person: str, move: str, **facts: Any) -> None:
        """In the collection below it."""
        self.project.let(person, move, self.project.story.below(self.case, "collection"), **facts)

    def hear(self, ago: int, answer_in: int = -1, **otherwise: str | None) -> Moments:
        """`answer_in`: days from today; left out, the recipient has answered a day later."""
        yield self.project.moment(ago, "09:20")
        today = clock.today().isoformat()
        told = {
            "ground": "not_for_purpose",
            "extent": "part",
            "reach": "ex_tunc",
            "amount": PART,
            "ineffective_from": today,
            "known_on": today,
            "allegations": "Ein Teil der Geräte steht in einer Praxis, die nicht beteiligt ist.",
            "answer_by": self.project.on(answer_in if answer_in > 0 else -ago + 10),
        }
        said = {name: value for name, value in {**told, **otherwise}.items() if value is not None}
        self.project.let("case_worker", "hear", self.project.award, **said)
        if answer_in < 0:
            yield self.project.moment(ago - 1, "16:05")
            self.let("signatory", "answer", statement="Die Geräte werden dort nur gelagert.")

    def sign(self, ago: int, *, pay: bool = True) -> Moments:
        yield self.project.moment(ago, "10:25")
        day = {"pay_by": self.project.on(60 - ago)} if pay else {}
        reasons = "Der Zweck ist insoweit verfehlt."
        self.rule("case_worker", "draft", reasons=reasons, **day, **instruction(self.project))
        self.rule("case_worker", "sign")

    def issue(self, ago: int, **how: bool) -> Moments:
        yield from self.sign(ago + 1, **how)
        yield self.project.moment(ago, "14:25")
        self.rule("approver", "issue")

    def become(self, state: str, ago: int, **how: bool) -> Moments:
        """Issued and served in its days, in this state for so many days."""
        before = {"inadmissible": notices.REMEDY_MONTH, "contested": 8, "annulled": 14, "final": 4}.get(state, 0)
        yield from self.issue(ago + before + 1, **how)
        yield from notices.come_to(self.project, self.notice, state, ago)

    def relieve(self, relief: str, ago: int, move: str = "grant_relief", **until: str) -> Moments:
        yield self.project.moment(ago + 2, "11:35")
        reason = "Der Haushalt des Landkreises lässt es in diesem Jahr nicht zu."
        self.collect("case_worker", "propose_relief", relief=relief, reason=reason, **until)
        if move:
            yield self.project.moment(ago, "08:45")
            self.collect("approver", move)

    def pay(self, ago: int, amount: str = PART) -> Moments:
        yield self.project.moment(ago, "09:35")
        self.collect("case_worker", "note_payment", amount=amount, value_date=clock.today().isoformat())


def being_prepared(project: Project) -> Moments:
    """The first revocation was dropped after the hearing, the second is being written; payments are stopped."""
    yield from paid(project, 40)
    dropped, written = Reclaim(project), Reclaim(project, 1)
    yield from dropped.hear(30)
    yield project.moment(26, "13:15")
    dropped.let("case_worker", "drop", reason="Die Geräte sind zurück.")
    yield from written.hear(9)
    yield project.moment(6, "11:25")
    project.let("case_worker", "suspend", project.award, reason="Bis zur Klärung wird nichts ausgezahlt.")


def notified(project: Project) -> Moments:
    """One waived, the next has just been served."""
    yield from paid(project, 60)
    waived, served = Reclaim(project), Reclaim(project, 1)
    yield from waived.hear(52)
    yield from waived.become("final", 42)
    yield from waived.relieve("remission", 30)
    yield from served.hear(16)
    yield from served.become("notified", 6)


def contested(project: Project) -> Moments:
    """One paid in time, so that the interest was spared; the next goes to court."""
    yield from paid(project, 70)
    settled, disputed = Reclaim(project), Reclaim(project, 1)
    yield from settled.hear(60)
    yield from settled.become("final", 50)
    yield from settled.pay(42)
    yield project.moment(38, "10:55")
    settled.collect("approver", "waive_interest", reason="Das Geld war nach zwei Wochen zurück.")
    yield from disputed.hear(26)
    yield from disputed.become("contested", 5)


def contested_too_late(project: Project) -> Moments:
    """Neither against the revocation nor against the award itself anything came in its month."""
    yield from paid(project, 70)
    found = Reclaim(project)
    yield from found.hear(60)
    yield from found.become("inadmissible", 6)
    yield project.moment(4, "09:15")
    notices.contest_late(project, project.story.below(project.award, "notice"))


def deferred(project: Project) -> Moments:
    """One annulled by the court, the next deferred for half a year."""
    yield from paid(project, 75)
    fallen, found = Reclaim(project), Reclaim(project, 1)
    yield from fallen.hear(66)
    yield from fallen.become("annulled", 36)
    yield from found.hear(30)
    yield from found.become("final", 18)
    yield from found.relieve("deferral", 10, until=project.on(180))


def relief_proposed(project: Project) -> Moments:
    """One written off for now, of the next a waiver is proposed."""
    yield from paid(project, 60)
    resting, found = Reclaim(project), Reclaim(project, 1)
    yield from resting.hear(50)
    yield from resting.become("final", 38)
    yield from resting.relieve("write_off", 28, "write_off")
    yield from found.hear(24)
    yield from found.become("final", 12)
    yield from found.relieve("remission", 3, "")


def enforced(project: Project) -> Moments:
    """Nothing came by the day set; the district collects it."""
    yield from paid(project, 90)
    found = Reclaim(project)
    yield from found.hear(80)
    yield from found.become("final", 68)
    yield project.moment(3, "08:35")
    found.collect("approver", "enforce", reason="Auf zwei Mahnungen kam keine Antwort.")


def to_be_refunded(project: Project) -> Moments:
    """Paid under reserve, then annulled: the authority pays it back."""
    yield from paid(project, 60)
    found = Reclaim(project)
    yield from found.hear(50)
    yield from found.become("contested", 26)
    yield from found.pay(20)
    yield project.moment(6, "11:10")
    notices.annul(project, found.notice)


def revoked(project: Project) -> Moments:
    """Of what is not paid yet a part is revoked for the future; then the whole award for the past."""
    yield from paid(project, 70)
    future, whole = Reclaim(project), Reclaim(project, 1)
    yield from future.hear(60, reach="ex_nunc", ineffective_from=None)
    yield from future.become("final", 48, pay=False)
    yield from whole.hear(34, extent="full", amount=None)
    yield from whole.become("final", 20)
