"""What a year of an award has left, as its end counts it."""

from decimal import Decimal

from funding.disbursements.queries import left, left_of_year
from funding.disbursements.states import S
from funding.disbursements.year_end.models import YearEnd
from funding.money import NOTHING
from workflows.step import Step

NOT_COUNTED = (S.RETURNED, S.REJECTED, S.WITHDRAWN)


def unspent(year_end: YearEnd, *, without: int = 0) -> Decimal:
    """What the plan counts on until the year's end and nobody has called for by then, no more than still may be.
    `without`: a request that counts no longer. Three queries."""
    of_year = left_of_year(year_end.award, year_end.year, besides=without)
    return NOTHING if of_year is None else max(NOTHING, min(of_year, left(year_end.award, besides=without)))


def undecided(year_end: YearEnd, *, without: int = 0) -> Decimal:
    """Of what is unspent, what nobody has decided on yet: what has lapsed is off the award, what was carried over may
    be called for all the same. Three queries."""
    return max(NOTHING, unspent(year_end, without=without) - year_end.carried_over)


def request_in_hand(step: Step) -> int:
    """The request that goes back in this transaction, which the database still counts; 0 where none does."""
    gone = (each.pk for each in step.work.chain if each.lifecycle == "disbursement" and each.state in NOT_COUNTED)
    return next(gone, 0)
