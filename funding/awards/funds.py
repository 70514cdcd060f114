"""What an award holds of the pots of its programme: taken when the application was approved, changed with the award."""

from decimal import Decimal

from funding.awards.models import Award
from funding.budgets.holding import Shortage, held_by, hold, shrink
from funding.disbursements.year_end.models import YearEnd
from funding.financing import spread
from funding.money import NOTHING


def keep(award: Award, amount: Decimal) -> list[Shortage]:
    """Holds this sum from now on; the rest goes back. What was revoked stays bound: a court may restore it."""
    if award.parent_id is None:
        return []
    by_year = spread(award.plan, amount)
    for lapsed in YearEnd.objects.filter(parent_id=award.pk, lapsed__gt=0):
        by_year[lapsed.year] = max(NOTHING, by_year.get(lapsed.year, NOTHING) - lapsed.lapsed)
    return hold(award.parent_id, award.terms["programme"], award.authority_id, by_year)


def keep_at_most(award: Award, amount: Decimal) -> None:
    """What is held beyond this sum goes back to the pots it came from, closed ones too."""
    if award.parent_id is not None:
        shrink(award.parent_id, by=held_by(award.parent_id) - amount)
