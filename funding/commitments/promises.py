"""What partners have promised, as an application lists it: read by its plan, its papers, and later by its award.

As JSON a promise is {"partner", "contribution", "promise", "year", "amount", "until", "firmness"}, the amount as
text with two places, the day as ISO; an agreement is partner → {"document", "sha256"} of the paper with the signature.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.financing import Category, Side
from funding.money import NOTHING
from workflows.inputs import ADay, Amount, OneWord, Rows, WholeNumber, Words

Promise = Mapping[str, Any]
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
