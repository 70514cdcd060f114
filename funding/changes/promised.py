"""What partners are to have promised after a change: a list that takes the place of the award's commitments."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from funding.promises import LEVELS, Firmness, Promise, check_borne, check_firm, firmness_of, said
from workflows.models import Case
from workflows.refusals import Refused
from workflows.wording import worded

KEPT, PROMISED, LEFT = "kept", "promised", ("replaced", "ended")  # states of a commitment
COLUMNS = ("partner", "contribution", "promise", "year", "amount", "until", "firmness")


class Standing(NamedTuple):
    """A commitment of the award. `kept`: what of it has come, None as long as nobody has said."""

    number: int
    state: str
    promise: Promise
    kept: Decimal | None

    @property
    def holds(self) -> Promise:
        return self.promise if self.kept is None else {**self.promise, "amount": str(self.kept)}

    @property
    def was_missed(self) -> bool:
        return self.kept is not None and self.state != KEPT


def standing(award: Case) -> Iterator[Standing]:
    """One query."""
    found = award.children.filter(lifecycle="commitment").exclude(state__in=LEFT).order_by("pk")
    for number, state, kept, *row in found.values_list(
        "pk", "state", "commitment__kept", *(f"commitment__{name}" for name in COLUMNS)
    ):
        promise = dict(zip(COLUMNS, row, strict=True))
        words = {"amount": str(promise["amount"]), "until": promise["until"].isoformat()}
        yield Standing(number, state, {**promise, **words}, kept)


def in_force(award: Case) -> list[Promise]:
    """What the award's commitments are good for: of one that was not kept, what has come."""
    return [each.holds for each in standing(award) if each.kept or not each.was_missed]


def promised(change: Any) -> list[Promise]:
    """The list after the change with how firm each is: by its paper, or as the award has it already."""
    there = in_force(change.parent)
    if change.promises is None:
        return there
    known = {said(each): each["firmness"] for each in there}
    return [
        {**each, "firmness": max(firmness_of(each, change.agreements), known.get(said(each), ""), key=_level)}
        for each in change.promises
    ]


def _level(firmness: str) -> int:
    return LEVELS.index(firmness) if firmness else -1


def entered(change: Any) -> list[Promise]:
    """As the form has it, which knows no paper."""
    found = promised(change) if change.promises is None else change.promises
    signed = Firmness.SIGNED
    return [{**each, "firmness": Firmness.PROMISED.value} if each["firmness"] == signed else each for each in found]


def becomes(change: Any) -> tuple[list[Promise], list[int]]:
    """What the list promises anew, and the open commitments that it leaves out."""
    new, left_out = promised(change), []
    for each in standing(change.parent):
        same = next((promise for promise in new if said(promise) == said(each.holds)), None)
        if same is not None:
            new.remove(same)
        elif each.state == PROMISED:
            left_out.append(each.number)
    return new, left_out


def check_commitments(change: Any) -> None:
    """They bear the plan as firmly as the programme asks, where list or other income become different."""
    if change.promises is not None:
        _check_what_has_come(change)
    asked, plan = change.terms.get("partner_commitments"), change.plan or change.award.plan
    same = change.promises is None and other_income(plan) == other_income(change.award.plan)
    if not asked or not plan or same:
        return
    after = promised(change)
    check_firm(asked, after, {})
    check_borne(plan, after)


def other_income(plan: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (line["category"], line["year"], line["amount"])
        for line in plan
        if line["category"] in ("public", "third_party")
    )


def _check_what_has_come(change: Any) -> None:
    named = {said(each) for each in change.promises}
    for each in standing(change.parent):
        if each.was_missed and said(each.promise) in named:
            raise Refused(
                "commitment_was_missed",
                _("“%(partner)s” has not kept this commitment. List what has come of it, or what is promised anew."),
                partner=each.promise["partner"],
            )
        if each.kept and said(each.holds) not in named:
            raise Refused(
                "kept_is_left_out",
                _("What “%(partner)s” has kept stays in the list, as it came: %(amount)s."),
                partner=each.promise["partner"],
                amount=worded(each.kept),
            )
