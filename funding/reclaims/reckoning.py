"""Interest on what was paid and has to be given back, § 49a (3) VwVfG. Pure: days and sums in, parts of a sum out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from workflows.calculators.interest import Owed

Dated = tuple[dt.date, Decimal]


def tranches(reclaimed: Decimal, ineffective_from: dt.date, payouts: Iterable[Dated]) -> list[Dated]:
    """From which day each part of the sum bears interest: from the day the award became ineffective, but not before
    the money was paid. What was paid last (`payouts` begin with it) is what should not have been paid."""
    parts, left = [], reclaimed
    for paid_on, amount in payouts:
        part = min(left, amount)
        if part > 0:
            parts.append((max(paid_on, ineffective_from), part))
        left -= part
    if left > 0:
        parts.append((ineffective_from, left))
    return sorted(parts)


def owed_until_paid(parts: Iterable[Dated], repayments: Iterable[Dated]) -> Iterator[Owed]:
    """Each part with the days it was owed: until the money that paid it back was there. The oldest is paid first."""
    waiting = [list(part) for part in parts]
    for paid_on, amount in sorted(repayments):
        left = amount
        while left > 0 and waiting:
            since, open_amount = waiting[0]
            part = min(left, open_amount)
            yield Owed(part, since, max(paid_on, since))
            left -= part
            waiting[0][1] = open_amount - part
            if waiting[0][1] == 0:
                waiting.pop(0)
