"""What a vote is bound to: question, proposal and papers, each document by its SHA-256, frozen when the vote opens."""

from typing import Any

from django.db.models import Q, QuerySet

from funding.decisions.models import Decision
from funding.documents.models import Document
from funding.fingerprint import fingerprint
from workflows.models import Case

VOTES = ("decision", "challenge", "reconsideration")


def content_of(decision: Decision) -> dict[str, Any]:
    """Everything the fingerprint is taken over, as the row holds it."""
    return {
        "question": decision.question,
        "proposal": decision.proposal,
        "conditions": decision.conditions,
        "amount": None if decision.amount is None else f"{decision.amount:.2f}",
        "papers": decision.papers,
        "documents": decision.attached,
    }


def freeze(decision: Decision) -> None:
    """The newest version of each document handed in for it, and the fingerprint of it all."""
    handed_in = papers_of(decision).filter(source=Document.Source.UPLOAD, erased_on=None).order_by("id")
    newest = {(each.case_id, each.kind, each.title): each for each in handed_in}
    decision.attached = [
        {"title": each.title, "version": each.version, "sha256": each.content_id} for each in newest.values()
    ]
    decision.content_hash = fingerprint(content_of(decision))


def papers_of(decision: Decision) -> QuerySet[Document]:
    """The documents of the question, and those a meeting has put on the table for it."""
    cases = paper_cases(decision)
    return Document.objects.filter(Q(case__in=cases) | Q(about__in=cases))


def asking_case(decision: Case) -> int:
    """The case whose question it is: of a vote on a challenge or on reconsidering, that of the first vote."""
    kinds = dict(Case.objects.filter(pk__in=decision.ancestors).values_list("pk", "lifecycle"))
    return next((number for number in reversed(decision.ancestors) if kinds[number] not in VOTES), decision.pk)


def paper_cases(decision: Case) -> list[int]:
    """Where the papers of this question lie: with the case that asks, and with every vote, challenge and motion on it.
    Two queries."""
    asking = asking_case(decision)
    below = Case.objects.filter(lifecycle__in=VOTES, ancestors__contains=[asking])
    parents = dict(below.values_list("pk", "parent_id"))
    return [asking, *(number for number in sorted(parents) if _is_on(number, asking, parents))]


def talked_over(asking: int) -> list[int]:
    """Where a working group talks the question over. Nothing there is a paper of the vote, but it tells of them."""
    return list(Case.objects.filter(parent=asking, lifecycle="consultation").values_list("pk", flat=True))


def _is_on(number: int, asking: int, parents: dict[int, int]) -> bool:
    """By votes alone: a vote on the application is none on the idea above it."""
    while number in parents:
        number = parents[number]
    return number == asking
