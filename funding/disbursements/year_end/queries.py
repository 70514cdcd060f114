"""What a year of an award has left, as its end counts it."""

from decimal import Decimal

from funding.disbursements.queries import left, left_of_year
from funding.disbursements.states import S
from funding.disbursements.year_end.models import YearEnd
from funding.money import NOTHING
from workflows.step import Step

NOT_COUNTED = (S.RETURNED, S.REJECTED, S.WITHDRAWN)


def undecided(year_end: YearEnd, *, without: int = 0) -> Decimal:
    """What the plan counts on until the year's end, nobody has called for by then and nobody has decided on yet, no
    more than still may be called for: what has lapsed is off the award, what was carried over may be called for all the
    same. `without`: a request that counts no longer. Three queries."""
    of_year = left_of_year(year_end.award, year_end.year, besides=without)
    if of_year is None:
        return NOTHING
    return max(NOTHING, min(of_year - year_end.carried_over, left(year_end.award, besides=without)))


def request_in_hand(step: Step) -> int:
    """The request that goes back in this transaction, which the database still counts; 0 where none does."""
    gone = (each.pk for each in step.work.chain if each.lifecycle == "disbursement" and each.state in NOT_COUNTED)
    return next(gone, 0)
