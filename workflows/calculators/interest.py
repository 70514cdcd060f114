"""Interest on what is paid back, § 49a VwVfG: a margin above the base rate of § 247 BGB."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from workflows.calculators.cents import cents, euros, half_up
from workflows.calculators.steps import Step, WrongInput, _
from workflows.calculators.values import Percent, Value

INTEREST = _("§ 49a (3), (4) VwVfG")


@dataclass(frozen=True)
class BaseRate:
    """Per cent a year from `valid_from` until the next one; may be negative."""

    valid_from: date
    rate: Decimal


@dataclass(frozen=True)
class Interest:
    interest: Decimal
    days: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Owed:
    """A sum owed from the first to the last day; both count. `of`: the payment whose money it is, where it matters."""

    principal: Decimal
    first: date
    last: date
    of: int | None = None

    def to_json(self) -> dict[str, Any]:
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return {"principal": str(self.principal), **days, "of": self.of}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Owed":
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        return cls(Decimal(row["principal"]), first, last, row["of"])


@dataclass(frozen=True)
class _Span:
    first: date
    last: date
    base_rate: Decimal

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def interest(
    principal: Decimal,
    first: date,
    last: date,
    margin: Decimal,
    base_rates: Sequence[BaseRate],
    days_in_year: int = 365,
) -> Interest:
    """Both days count; `margin` is in per cent a year; rounded half up once, after adding all spans."""
    return interest_on([Owed(principal, first, last)], margin, base_rates, days_in_year)


def interest_on(
    owed: Sequence[Owed], margin: Decimal, base_rates: Sequence[BaseRate], days_in_year: int = 365
) -> Interest:
    """On several sums, each for its own days (paid back in parts); rounded half up once, after adding everything.

    `days` of the answer are those of all sums together.
    """
    if days_in_year < 1:
        raise WrongInput("days_in_year", _("must be a whole number of at least %(least)s"), least=1)
    exact, steps = Fraction(0), []
    for part in owed:
        principal = cents(part.principal, "principal")
        if part.last < part.first:
            raise WrongInput("to", _("lies before the first day"))
        for span in _spans(part.first, part.last, base_rates):
            exact += principal * (Fraction(margin) + Fraction(span.base_rate)) / 100 * span.days
            steps.append(_worked(span, part.principal, margin, days_in_year))
    total = euros(half_up(exact / days_in_year))
    steps.append(Step(INTEREST, _("Sum, rounded half up to the cent: %(total)s."), {"total": total}))
    return Interest(total, sum((part.last - part.first).days + 1 for part in owed), tuple(steps))


def besides(owed: Iterable[Owed], borne: Iterable[Owed]) -> list[Owed]:
    """`owed` without the days for which money of the same payment bears interest already by `borne`: no euro bears it
    twice for one day."""
    left = list(owed)
    for each in borne:
        left = list(_without(left, each))
    return left


def _without(owed: Iterable[Owed], borne: Owed) -> Iterator[Owed]:
    principal = borne.principal
    for part in owed:
        meets = part.of == borne.of and part.first <= borne.last and borne.first <= part.last
        shared = min(part.principal, principal) if meets else Decimal(0)
        principal -= shared
        pieces = (
            Owed(part.principal - shared, part.first, part.last, part.of),
            Owed(shared, part.first, min(part.last, borne.first - timedelta(days=1)), part.of),
            Owed(shared, max(part.first, borne.last + timedelta(days=1)), part.last, part.of),
        )
        yield from (piece for piece in pieces if piece.principal and piece.first <= piece.last)


def _spans(first: date, last: date, base_rates: Sequence[BaseRate]) -> Iterator[_Span]:
    rates = sorted(base_rates, key=lambda rate: rate.valid_from)
    for rate, following in pairwise(rates):
        if rate.valid_from == following.valid_from:
            raise WrongInput("base_rates", _("two base rates for %(day)s"), day=rate.valid_from)
    if not rates or rates[0].valid_from > first:
        raise WrongInput("base_rates", _("no base rate is known for %(day)s"), day=first)
    changes = [rate.valid_from - timedelta(days=1) for rate in rates[1:]]
    for rate, until in zip(rates, [*changes, last], strict=True):
        start, stop = max(first, rate.valid_from), min(last, until)
        if start <= stop:
            yield _Span(start, stop, rate.rate)


def _worked(span: _Span, principal: Decimal, margin: Decimal, days_in_year: int) -> Step:
    text = _("%(first)s to %(last)s: %(principal)s × (%(margin)s + %(base)s) × %(days)s / %(days_in_year)s.")
    values: dict[str, Value] = {"first": span.first, "last": span.last, "principal": principal}
    values |= {"margin": Percent(margin), "base": Percent(span.base_rate)}
    values |= {"days": span.days, "days_in_year": days_in_year}
    return Step(INTEREST, text, values)
