"""The words journeys are told in: people do something or may not, days come, and somebody looks what is there now."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from funding.awards.models import Award
from funding.demo.world import World
from funding.documents.models import Document
from funding.people.models import User
from notifications.models import Message
from tests.funding.below import let
from workflows.engine import available, fire
from workflows.inbox import Inbox
from workflows.models import Case
from workflows.refusals import BadInput, Refused

CHOICES = {"y": "yes", "n": "no", "a": "abstain"}


@dataclass(frozen=True)
class Person:
    """`signatory.withdraw(application, reason="…")` makes the move `withdraw`; `return_` and `continue_` theirs."""

    user: User

    def __getattr__(self, move: str) -> Any:
        def make(case: Case, **said: Any) -> Case:
            let(case, move.rstrip("_"), by=self.user, **said)
            return again(case)

        return make

    def may_not(self, move: str, case: Case, **said: Any) -> str:
        """The key of the refusal, or the field that is wrong; the case is as it was."""
        before = again(case)
        with pytest.raises(Refused) as caught:
            let(case, move, by=self.user, **said)
        assert (again(case).state, again(case).seq) == (before.state, before.seq)
        return caught.value.field if isinstance(caught.value, BadInput) else caught.value.key

    def is_hindered(self, move: str, case: Case) -> str | None:
        """Why a move is shown as not possible now; None: it is offered."""
        offer = next(offer for offer in available(again(case), by=self.user) if offer.move.name == move)
        return offer.refused and offer.refused.key

    def votes(self, vote: Case, choice: str = "yes") -> None:
        card = next(offer for offer in available(again(vote), by=self.user) if offer.move.name == "cast")
        fire(vote.pk, "cast", by=self.user, seen=card.seen, choice=choice)

    @property
    def sees_next(self) -> list[tuple[str, str, str | None]]:
        """The inbox: of which case, what is to be done, by when."""
        with override("en"):
            rows = Inbox.of(self.user).page().rows
            return [(row.case.lifecycle, str(row.title), row.due_on and row.due_on.isoformat()) for row in rows]


@dataclass(frozen=True)
class People:
    """Those of an invented region by their part; `steering` and `funders` in the order of their seats."""

    world: World

    def __getattr__(self, part: str) -> Person:
        return Person(getattr(self.world, part))

    @property
    def steering(self) -> list[Person]:
        return [Person(user) for user in self.world.steering]

    @property
    def funders(self) -> list[Person]:
        return [Person(user) for user in self.world.funders]


def vote_alike(people: list[Person], vote: Case, ballots: str) -> None:
    """`"yyn"`: the first two vote yes, the third no."""
    for person, ballot in zip(people, ballots, strict=False):
        person.votes(vote, CHOICES[ballot])


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def below(case: Case, lifecycle: str) -> Case:
    """The newest case of this kind below it."""
    return Case.objects.filter(parent_id=case.pk, lifecycle=lifecycle).latest("pk")


def state(case: Case) -> str:
    return again(case).state


def settled(award: Case) -> str:
    """Where the settlement of the award is."""
    return below(award, "settlement").state


def award_of(proof: Case) -> Case:
    """Of a proof of use."""
    return proof.parent.parent


def states(*cases: Case) -> tuple[str, ...]:
    return tuple(state(case) for case in cases)


def waits_for(case: Case) -> list[tuple[str, str | None]]:
    """At which desks, until when; empty: nobody has to act."""
    open_now = again(case).tasks.filter(status__in=("NEW", "ASSIGNED"), escalation=False).select_related("desk")
    return sorted((task.desk.role if task.desk else "in person", str(task.due_on)) for task in open_now)


def due(case: Case, kind: str | None = None) -> tuple[str, str, str]:
    """The newest deadline (of this kind): its day, whether it is legal or internal, how it stands."""
    found = case.deadlines.filter(**({"kind": kind} if kind else {"of_stay": True})).latest("pk")
    return found.due_on.isoformat(), found.nature, found.status


def letters(case: Case) -> list[str]:
    """What the program has written for this case."""
    written = case.documents.filter(source=Document.Source.LETTER)
    return list(written.order_by("pk").values_list("kind", flat=True))


def words_of(case: Case, letter: str) -> str:
    found = case.documents.filter(kind=letter).latest("pk")
    pages = PdfReader(BytesIO(bytes(found.content.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def told(case: Case, kind: str) -> set[str]:
    """The names of those who got this mail about the case."""
    found = Message.objects.filter(kind=kind, about=f"case {case.pk}")
    return set(found.values_list("person__name", flat=True))


def mails(case: Case, kind: str) -> int:
    return Message.objects.filter(kind=kind, about=f"case {case.pk}").count()


def sums(award: Case) -> dict[str, str]:
    """What is not nothing of the award's account, in euros."""
    found = Award.objects.get(pk=award.pk)
    names = ("amount", "paid", "repaid", "reclaimed", "final_amount", "to_pay", "to_repay")
    return {name: f"{value:.2f}" for name in names if (value := getattr(found, name))}


def report_on(people: People, report: Case) -> None:
    """Written, signed by a second person, and accepted."""
    people.applicant.write(report, progress="40 Familien wurden beraten.")
    people.applicant.release_internally(report)
    people.signatory.submit(report)
    accept(people, report)


def accept(people: People, report: Case) -> None:
    people.checker.start_review(report)
    people.checker.accept(report)
