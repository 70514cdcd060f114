"""Interest on what was paid and has to be given back, § 49a (3) VwVfG. Pure: days and sums in, parts of a sum out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from workflows.calculators.interest import Owed

Dated = tuple[dt.date, Decimal]
Part = tuple[dt.date, Decimal, int | None]  # since when, how much, of which payment


def tranches(reclaimed: Decimal, ineffective_from: dt.date, payouts: Iterable[Part]) -> list[Part]:
    """From which day each part of the sum bears interest: from the day the award became ineffective, but not before
    the money was paid. What was paid last (`payouts` begin with it) is what should not have been paid."""
    parts: list[Part] = []
    left = reclaimed
    for paid_on, amount, payment in payouts:
        part = min(left, amount)
        if part > 0:
            parts.append((max(paid_on, ineffective_from), part, payment))
        left -= part
    if left > 0:
        parts.append((ineffective_from, left, None))
    return sorted(parts, key=lambda part: part[:2])


def owed_until_paid(parts: Iterable[Part], repayments: Iterable[Dated]) -> Iterator[Owed]:
    """Each part with the days it was owed: until the money that paid it back was there. The oldest is paid first."""
    waiting = list(parts)
    for paid_on, amount in sorted(repayments):
        left = amount
        while left > 0 and waiting:
            since, open_amount, payment = waiting[0]
            part = min(left, open_amount)
            yield Owed(part, since, max(paid_on, since), payment)
            left -= part
            waiting[:1] = [(since, open_amount - part, payment)] if open_amount > part else []
