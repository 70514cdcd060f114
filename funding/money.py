"""The grant calculator. Money is a `Decimal` of whole cents, shares are fractions; every sum comes with its steps.

What is malformed or impossible raises WrongInput, which names the field.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal, TypeVar

from workflows.calculators.cents import cents, euros
from workflows.calculators.steps import Step, WrongInput, _
from workflows.calculators.values import Value

T = TypeVar("T")
Kind = Literal["fixed", "share", "gap"]
RULES: dict[Kind, str] = {
    "fixed": _("Fixed-sum funding"),
    "share": _("Share funding"),
    "gap": _("Gap funding"),
}
FINANCING_PLAN = _("Financing plan")
LIMIT = _("Limit")
TOLERANCE = _("No. 1.2 ANBest")
FORWARDING = _("No. 12 VV on § 44 LHO")
SETTLEMENT = _("Settlement")
LARGEST_REMAINDER = _("Largest remainder")
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Ceiling:
    grant: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Settlement:
    final: Decimal
    repay: Decimal
    remaining: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Plan:
    """`difference` is income less expenditure."""

    balanced: bool
    difference: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Item:
    name: str
    planned: Decimal
    actual: Decimal


@dataclass(frozen=True)
class Shift:
    """`items` are those beyond the tolerance, whether or not a change request is needed."""

    needs_change_request: bool
    items: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Share:
    payer: str
    weight: int


@dataclass(frozen=True)
class Split:
    parts: dict[str, Decimal]
    steps: tuple[Step, ...]


def ceiling(
    kind: Kind,
    eligible: Decimal,
    own_share: Fraction,
    *,
    other_income: Decimal | None = None,
    cap: Decimal | None = None,
) -> Ceiling:
    """The most that may be granted, rounded down to the cent. Gap funding needs `other_income`."""
    exact = cents(eligible, "eligible") * (1 - own_share)
    values: dict[str, Value] = {"eligible": eligible, "own_share": own_share}
    text = _("%(eligible)s × (1 − %(own_share)s), rounded down: %(grant)s.")
    if kind == "gap":
        exact -= cents(_given(other_income, "other_income"), "other_income")
        values["other_income"] = _given(other_income, "other_income")
        text = _("%(eligible)s × (1 − %(own_share)s) − %(other_income)s, rounded down, not below 0: %(grant)s.")
    grant = max(0, floor(exact))
    steps = [Step(RULES[kind], text, {**values, "grant": euros(grant)})]
    if cap is not None:
        grant = min(grant, cents(cap, "cap"))
        steps.append(Step(LIMIT, _("Not above %(cap)s: %(grant)s."), {"cap": cap, "grant": euros(grant)}))
    return Ceiling(euros(grant), tuple(steps))


def settle(  # noqa: PLR0913 - the figures of a settlement
    kind: Kind,
    *,
    awarded: Decimal,
    paid: Decimal,
    proven: Decimal,
    planned: Decimal | None = None,
    own_share: Fraction | None = None,
    other_income_planned: Decimal = NOTHING,
    other_income: Decimal = NOTHING,
    at_most: Decimal | None = None,
    lapsed: Decimal = NOTHING,
    owed_back: Decimal = NOTHING,
) -> Settlement:
    """What remains of a grant after the proof of use. A fixed sum needs `own_share`, the other kinds `planned`.

    `at_most`: what is left of the award where a part of it was taken back or has lapsed before; `lapsed`: that part.
    `owed_back`: what final recipients of forwarded money owe back; it is not kept, whatever else was spent.
    """
    most = cents(awarded if at_most is None else at_most, "awarded")
    if kind == "fixed":
        exact, steps = _fixed(proven, _given(own_share, "own_share"))
    else:
        more, steps = _more_income(other_income_planned, other_income)
        entitle = _pro_rata if kind == "share" else _remaining_gap
        exact, step = entitle(awarded, _given(planned, "planned"), proven, more)
        steps = (*steps, step)
    final = min(most, max(0, floor(exact)))
    limit = _("Not above the award of %(awarded)s nor below 0: %(final)s.")
    steps = (*steps, Step(LIMIT, limit, {"awarded": euros(most), "final": euros(final)}))
    if owed_back:
        final, step = _less_forwarded(awarded - lapsed, owed_back, final)
        steps = (*steps, step)
    return _settled(final, cents(paid, "paid"), steps)


def _less_forwarded(awarded: Decimal, owed_back: Decimal, final: int) -> tuple[int, Step]:
    final = max(0, min(final, cents(awarded, "awarded") - cents(owed_back, "owed_back")))
    text = _("Final recipients owe back %(owed_back)s, so not above %(awarded)s − %(owed_back)s: %(final)s.")
    return final, Step(FORWARDING, text, {"awarded": awarded, "owed_back": owed_back, "final": euros(final)})


def _given(value: T | None, field: str) -> T:
    if value is None:
        raise WrongInput(field, _("is missing"))
    return value


def _fixed(proven: Decimal, own_share: Fraction) -> tuple[Fraction, tuple[Step, ...]]:
    exact = cents(proven, "proven") * (1 - own_share)
    text = _("%(proven)s × (1 − %(own_share)s), rounded down: %(sum)s.")
    return exact, (Step(RULES["fixed"], text, {"proven": proven, "own_share": own_share, "sum": euros(floor(exact))}),)


def _more_income(planned: Decimal, actual: Decimal) -> tuple[int, tuple[Step, ...]]:
    more = max(0, cents(actual, "other_income") - cents(planned, "other_income_planned"))
    if not more:
        return 0, ()
    text = _("Other income above plan: %(actual)s − %(planned)s = %(more)s.")
    return more, (Step(FINANCING_PLAN, text, {"actual": actual, "planned": planned, "more": euros(more)}),)


def _pro_rata(awarded: Decimal, planned: Decimal, proven: Decimal, more_income: int) -> tuple[Fraction, Step]:
    whole = cents(planned, "planned")
    if whole == 0:
        raise WrongInput("planned", _("must not be 0, for it divides"))
    borne = max(0, cents(proven, "proven") - more_income)
    exact = Fraction(borne * cents(awarded, "awarded"), whole)
    text = _("(%(proven)s − %(more)s) × %(awarded)s / %(planned)s, rounded down: %(sum)s.")
    values = {"proven": proven, "more": euros(more_income), "awarded": awarded, "planned": planned}
    return exact, Step(RULES["share"], text, values | {"sum": euros(floor(exact))})


def _remaining_gap(awarded: Decimal, planned: Decimal, proven: Decimal, more_income: int) -> tuple[Fraction, Step]:
    saved = max(0, cents(planned, "planned") - cents(proven, "proven"))
    left = cents(awarded, "awarded") - saved - more_income
    text = _("%(awarded)s − %(saved)s saved − %(more)s = %(sum)s.")
    values = {"awarded": awarded, "saved": euros(saved), "more": euros(more_income), "sum": euros(left)}
    return Fraction(left), Step(RULES["gap"], text, values)


def _settled(final: int, paid: int, steps: tuple[Step, ...]) -> Settlement:
    repay, remaining = max(0, paid - final), max(0, final - paid)
    text = _("Paid %(paid)s, final %(final)s: to repay %(repay)s, still to be paid %(remaining)s.")
    sums = {"final": euros(final), "repay": euros(repay), "remaining": euros(remaining)}
    return Settlement(**sums, steps=(*steps, Step(SETTLEMENT, text, {**sums, "paid": euros(paid)})))


def plan(expenditure: Sequence[Decimal], income: Sequence[Decimal]) -> Plan:
    """A financing plan must balance to the cent."""
    spent = sum(cents(amount, f"expenditure[{index}]") for index, amount in enumerate(expenditure))
    earned = sum(cents(amount, f"income[{index}]") for index, amount in enumerate(income))
    difference = euros(earned - spent)
    text = _("Income %(income)s − expenditure %(expenditure)s = %(difference)s.")
    values = {"income": euros(earned), "expenditure": euros(spent), "difference": difference}
    return Plan(earned == spent, difference, (Step(FINANCING_PLAN, text, values),))


def shift(kind: Kind, items: Sequence[Item], tolerance: Fraction) -> Shift:
    """Whether the recipient may move money between items alone: not beyond the tolerance or the total."""
    exceeded: list[Item] = []
    planned = actual = 0
    for index, item in enumerate(items):
        was, is_now = cents(item.planned, f"items[{index}].planned"), cents(item.actual, f"items[{index}].actual")
        planned, actual = planned + was, actual + is_now
        if is_now > was * (1 + tolerance):
            exceeded.append(item)
    needed = kind != "fixed" and (bool(exceeded) or actual > planned)
    steps = (*_exceeded(exceeded, tolerance), _total(planned, actual), *_conclusion(kind, needed))
    return Shift(needed, tuple(item.name for item in exceeded), steps)


def _exceeded(items: Sequence[Item], tolerance: Fraction) -> list[Step]:
    text = _("%(name)s: %(actual)s is more than %(tolerance)s above %(planned)s.")
    limit: dict[str, Value] = {"tolerance": tolerance}
    return [
        Step(TOLERANCE, text, limit | {"name": item.name, "actual": item.actual, "planned": item.planned})
        for item in items
    ]


def _total(planned: int, actual: int) -> Step:
    text = _("Total: %(actual)s against %(planned)s planned.")
    return Step(FINANCING_PLAN, text, {"actual": euros(actual), "planned": euros(planned)})


def _conclusion(kind: Kind, needed: bool) -> list[Step]:
    if kind == "fixed":
        return [Step(RULES[kind], _("The rule does not apply to a fixed sum: no change request is needed."))]
    text = _("A change request is needed.") if needed else _("No change request is needed.")
    return [Step(TOLERANCE, text)]


def split(amount: Decimal, shares: Sequence[Share]) -> Split:
    """Divides to the cent by largest remainder; of equal remainders the earlier payer's comes first."""
    _check_shares(shares)
    total, weights = cents(amount, "amount"), sum(share.weight for share in shares)
    floors = [divmod(total * share.weight, weights) for share in shares]
    left = total - sum(whole for whole, _remainder in floors)
    by_remainder = sorted(range(len(shares)), key=lambda index: -floors[index][1])
    lucky = frozenset(by_remainder[:left])
    parts = {share.payer: euros(floors[index][0] + (index in lucky)) for index, share in enumerate(shares)}
    steps = [_part(share, parts[share.payer], amount, weights, index in lucky) for index, share in enumerate(shares)]
    return Split(parts, tuple(steps))


def _part(share: Share, part: Decimal, amount: Decimal, weights: int, lucky: bool) -> Step:
    text = _("%(payer)s: %(amount)s × %(weight)s / %(weights)s, rounded down: %(part)s.")
    if lucky:
        text = _("%(payer)s: %(amount)s × %(weight)s / %(weights)s, with one cent for its large remainder: %(part)s.")
    values: dict[str, Value] = {"payer": share.payer, "weight": share.weight, "weights": weights}
    return Step(LARGEST_REMAINDER, text, values | {"amount": amount, "part": part})


def _check_shares(shares: Sequence[Share]) -> None:
    if not shares:
        raise WrongInput("shares", _("at least one share is needed"))
    if len({share.payer for share in shares}) < len(shares):
        raise WrongInput("shares", _("a payer is named twice"))
    for index, share in enumerate(shares):
        if share.weight < 1:
            raise WrongInput(f"shares[{index}].weight", _("must be a whole number of at least %(least)s"), least=1)
