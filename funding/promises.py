"""What partners have promised, as an application or a change request lists it: read by its plan, its papers, and later
by its award.

As JSON a promise is {"partner", "contribution", "promise", "year", "amount", "until", "firmness"}, the amount as
text with two places, the day as ISO; an agreement is partner → {"document", "sha256"} of the paper with the signature.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.financing import Category, Side
from funding.money import NOTHING
from workflows.inputs import ADay, Amount, OneWord, Rows, WholeNumber, Words
from workflows.refusals import BadInput, Refused
from workflows.wording import worded

Promise = Mapping[str, Any]
PROGRAMME = _("rules of the programme")
OF_PARTNERS = "declaration"
SAID = ("partner", "contribution", "promise", "year", "amount", "until")
MOST = 100


class Contribution(models.TextChoices):
    """Money as the financing plan names its source; nothing in kind stands there."""

    PUBLIC = "public", _("other public funds")
    THIRD_PARTY = "third_party", _("third-party funds")
    IN_KIND = "in_kind", _("in kind")


class Firmness(models.TextChoices):
    ASKED = "asked", _("asked for")
    PROMISED = "promised", _("promised")
    SIGNED = "signed", _("signed letter of intent or agreement")


MONEY = (Contribution.PUBLIC, Contribution.THIRD_PARTY)
LEVELS = (*Firmness.values,)  # from the weakest to the strongest
PromiseRows = Annotated[
    list,
    Rows(
        {
            "partner": Words(200),
            "contribution": OneWord(tuple(Contribution.values)),
            "promise": Words(200),
            "year": WholeNumber(1990, 2199),
            "amount": Amount(),
            "until": ADay(),
            "firmness": OneWord((Firmness.ASKED.value, Firmness.PROMISED.value)),
        },
        MOST,
    ),
]


class Gap(NamedTuple):
    year: int
    category: str
    planned: Decimal
    promised: Decimal


def stored(promises: Iterable[Promise]) -> list[dict[str, Any]]:
    return [{**each, "amount": str(each["amount"]), "until": each["until"].isoformat()} for each in promises]


def of_partner(promises: Iterable[Promise], partner: str) -> list[Promise]:
    return [each for each in promises if each["partner"] == partner]


def partners(promises: Iterable[Promise]) -> list[str]:
    return sorted({each["partner"] for each in promises})


def firmness_of(promise: Promise, agreements: Mapping[str, Any]) -> str:
    """Signed is only what there is a paper for."""
    return Firmness.SIGNED.value if promise["partner"] in agreements else promise["firmness"]


def binding(promises: Iterable[Promise], agreements: Mapping[str, Any]) -> list[Promise]:
    """Without what was only asked for, which binds nobody; with how firmly each was promised."""
    firm = [{**each, "firmness": firmness_of(each, agreements)} for each in promises]
    return [each for each in firm if each["firmness"] != Firmness.ASKED]


def as_letters_show(promises: Iterable[Promise]) -> list[dict[str, Any]]:
    """In the active language."""
    return [
        {
            **{name: each[name] for name in ("partner", "promise", "year")},
            "contribution": str(Contribution(each["contribution"]).label),
            "amount": Decimal(each["amount"]),
            "until": date.fromisoformat(each["until"]),
        }
        for each in promises
    ]


def money_promised(promises: Iterable[Promise]) -> Decimal:
    return sum((Decimal(each["amount"]) for each in promises if each["contribution"] in MONEY), NOTHING)


def gaps(plan: Sequence[Mapping[str, Any]], promises: Sequence[Promise]) -> list[Gap]:
    """Where the plan's other income and the money promised differ, year by year, to the cent."""
    found = []
    for year in sorted({line["year"] for line in (*plan, *promises)}):
        for category in (Category.PUBLIC, Category.THIRD_PARTY):
            planned = _sum(each for each in plan if _is_income(each, year, category))
            promised = _sum(each for each in promises if (each["year"], each["contribution"]) == (year, category))
            if planned != promised:
                found.append(Gap(year, category.value, planned, promised))
    return found


def _is_income(line: Mapping[str, Any], year: int, category: str) -> bool:
    return (line["side"], line["year"], line["category"]) == (Side.INCOME, year, category)


def _sum(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(each["amount"]) for each in rows), NOTHING)


def said(promise: Promise) -> tuple[Any, ...]:
    """What a partner promises, whether or not it is said to have promised it."""
    return tuple(str(promise[name]) for name in SAID)


def still_signed(agreements: Mapping[str, Any], before: Iterable[Promise], after: Iterable[Promise]) -> dict[str, Any]:
    """Without the papers that were signed for other promises of that partner."""
    was, is_now = (_by_partner(promises) for promises in (before, after))
    return {partner: paper for partner, paper in agreements.items() if is_now.get(partner) == was.get(partner, [])}


def _by_partner(promises: Iterable[Promise]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for each in promises:
        found[each["partner"]] = sorted([*found.get(each["partner"], []), said(each)])
    return found


def check_names(promises: Iterable[Promise], partner: str, kind: str) -> None:
    """Raises BadInput for a signed paper of another kind, or of somebody who promises nothing."""
    if kind != OF_PARTNERS:
        raise BadInput("kind", _("A paper that a partner has signed is of the kind “Declaration of a partner”."))
    if not of_partner(promises, partner):
        raise BadInput("partner", _("The commitments name no partner like this. Enter the commitment first."))


def check_firm(asked: str | None, promises: Sequence[Promise], agreements: Mapping[str, Any]) -> None:
    """As firm as the programme asks for, each of them."""
    behind = [each for each in promises if asked and LEVELS.index(firmness_of(each, agreements)) < LEVELS.index(asked)]
    if behind:
        raise Refused(
            "commitment_not_firm",
            _("The programme asks for commitments that are: %(asked)s. Still open: %(partners)s."),
            PROGRAMME,
            asked=Firmness(asked).label,
            partners=", ".join(partners(behind)),
        )


def check_borne(plan: Sequence[Mapping[str, Any]], promises: Sequence[Promise]) -> None:
    """Year by year and to the cent."""
    for gap in gaps(plan, promises):
        raise Refused(
            "commitments_differ_from_plan",
            _("%(year)s, %(category)s: the plan counts on %(planned)s, partners have promised %(promised)s."),
            PROGRAMME,
            year=gap.year,
            category=Category(gap.category).label,
            planned=worded(gap.planned),
            promised=worded(gap.promised),
        )
