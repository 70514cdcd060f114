"""What a financing plan is made of, whoever keeps it: the application, the award, a request to change it.

As JSON a plan is a list of {"side", "category", "name", "year", "amount"}, the amount as text with two places.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding import money
from workflows.inputs import Amount, OneWord, Rows, WholeNumber, Words
from workflows.refusals import BadInput, Refused

Line = Mapping[str, Any]
LEVELLING = _("Own funds in place of what was not granted")


class Side(models.TextChoices):
    EXPENDITURE = "expenditure", _("expenditure")
    INCOME = "income", _("income")


class Category(models.TextChoices):
    """Expenditure first, then income; `grant` is what is applied for."""

    STAFF = "staff", _("staff")
    MATERIAL = "material", _("material")
    FEES = "fees", _("fees and contracts")
    TRAVEL = "travel", _("travel")
    PUBLICITY = "publicity", _("public relations")
    INVESTMENT = "investment", _("investment")
    OVERHEAD = "overhead", _("overhead")
    OWN = "own", _("own funds")
    PUBLIC = "public", _("other public funds")
    THIRD_PARTY = "third_party", _("third-party funds")
    GRANT = "grant", _("grant applied for")


INCOME = (Category.OWN, Category.PUBLIC, Category.THIRD_PARTY, Category.GRANT)
PlanRows = Annotated[
    list,
    Rows(
        {
            "side": OneWord(tuple(Side.values)),
            "category": OneWord(tuple(Category.values)),
            "name": Words(200),
            "year": WholeNumber(1990, 2199),
            "amount": Amount(),
        }
    ),
]


def check_sides(lines: Iterable[Line]) -> None:
    """Raises BadInput for a category on the other side of the plan."""
    for index, line in enumerate(lines):
        if (line["category"] in INCOME) != (line["side"] == Side.INCOME):
            raise BadInput(f"lines[{index}].category", _("This category belongs to the other side of the plan."))


def stored(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [{**line, "amount": str(line["amount"])} for line in lines]


def planned(lines: Iterable[Line], side: str, *categories: str) -> Decimal:
    """The sum of one side of the plan, or of these categories of it."""
    chosen = (line for line in lines if line["side"] == side and (not categories or line["category"] in categories))
    return sum((Decimal(line["amount"]) for line in chosen), money.NOTHING)


def spread(lines: Iterable[Line], amount: Decimal) -> dict[int, Decimal]:
    """The grant by calendar year, as the plan spreads the one it counts on; the same proportions for another sum."""
    years: dict[int, Decimal] = {}
    for line in lines:
        if (line["side"], line["category"]) == (Side.INCOME, Category.GRANT):
            years[line["year"]] = years.get(line["year"], money.NOTHING) + Decimal(line["amount"])
    shares = [money.Share(str(year), int(grant * 100)) for year, grant in sorted(years.items()) if grant]
    if not shares or not amount:
        return {}
    return {int(year): part for year, part in money.split(amount, shares).parts.items()}


def check_balance(lines: Sequence[Line]) -> None:
    """To the cent and in every year; an empty plan balances nothing. Raises Refused."""
    if not planned(lines, Side.EXPENDITURE):
        raise Refused("no_plan", _("The financing plan is empty. Enter expenditure and income."))
    for year in sorted({line["year"] for line in lines}):
        of_year = [line for line in lines if line["year"] == year]
        sides = [[Decimal(line["amount"]) for line in of_year if line["side"] == side] for side in Side.values]
        found = money.plan(*sides)
        if not found.balanced:
            raise Refused(
                "unbalanced",
                _("In %(year)s income less expenditure is %(difference)s instead of 0.00."),
                year=year,
                difference=found.difference,
            )


def items(lines: Iterable[Line], side: str) -> list[dict[str, Any]]:
    """As letters show one side of the plan, in the active language."""
    return [
        {
            "name": f"{Category(line['category']).label}: {line['name']} ({line['year']})",
            "amount": Decimal(line["amount"]),
        }
        for line in lines
        if line["side"] == side
    ]


def shifted(before: Iterable[Line], after: Iterable[Line]) -> list[money.Item]:
    """Each item of the expenditure, in one year, as it was planned and as it is to be."""
    names = dict.fromkeys(_item(line) for line in (*before, *after) if line["side"] == Side.EXPENDITURE)
    was, is_now = _sums(before), _sums(after)
    return [money.Item(name, was.get(name, money.NOTHING), is_now.get(name, money.NOTHING)) for name in names]


def _sums(lines: Iterable[Line]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        if line["side"] == Side.EXPENDITURE:
            found[_item(line)] = found.get(_item(line), money.NOTHING) + Decimal(line["amount"])
    return found


def _item(line: Line) -> str:
    return f"{line['name']} ({line['year']})"


def with_grant(lines: Iterable[Line], grant: Decimal) -> list[dict[str, Any]]:
    """The plan with a smaller grant: taken from the last years first, where own funds stand in its place."""
    kept, too_much = stored(lines), planned(lines, Side.INCOME, Category.GRANT) - grant
    for line in sorted((line for line in kept if line["category"] == Category.GRANT), key=lambda line: -line["year"]):
        less = min(too_much, Decimal(line["amount"]))
        if less > 0:
            line["amount"], too_much = str(Decimal(line["amount"]) - less), too_much - less
            kept.append({**line, "category": Category.OWN.value, "name": str(LEVELLING), "amount": str(less)})
    return kept
