"""The cases below another that carry a part of its life: its notice, its payment, the decision on it."""

from typing import Any

from workflows.engine import fire
from workflows.models import Case, Event

PARTS = ("notice", "collection", "payment", "settlement", "supervision", "change_ruling", "reclaim_ruling")


def below(case: Any, lifecycle: str) -> Case:
    """The newest of this kind right below it."""
    return Case.objects.filter(parent_id=case.pk, lifecycle=lifecycle).latest("pk")


def proof_of(award: Any) -> Case:
    """The newest proof of use, below the award's settlement."""
    return below(below(award, "settlement"), "report")


def who_knows(case: Any, move: str) -> Case:
    """The case itself, or the part of it in whose table the move stands."""
    parts = Case.objects.filter(parent_id=case.pk, lifecycle__in=PARTS).order_by("-pk")
    return next((each for each in (case, *parts) if each.table.find(move)), case)


def let(case: Any, move: str, **data: Any) -> Event:
    """Make a move of the case, or of the part of it that knows the move."""
    return fire(who_knows(case, move).pk, move, **data)


def declaration_of(vote: Any, person: Any) -> Case:
    """The person's newest declaration of a conflict of interest in this vote."""
    return Case.objects.filter(parent_id=vote.pk, lifecycle="declaration", opened_by=person).latest("pk")


def rule(vote: Any, person: Any, *, by: Any, excluded: bool = True, **more: Any) -> Event:
    """The body's decision on the person's conflict of interest is recorded."""
    return fire(declaration_of(vote, person).pk, "rule", by=by, excluded=excluded, **more)
