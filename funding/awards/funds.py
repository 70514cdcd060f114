"""What an award holds of the pots of its programme: taken when the application was approved, changed with the award."""

from decimal import Decimal

from funding.awards.models import Award
from funding.budgets.holding import Shortage, hold
from funding.financing import spread


def keep(award: Award, amount: Decimal) -> list[Shortage]:
    """Holds this sum from now on; the rest goes back. What was revoked stays bound: a court may restore it."""
    if award.parent_id is None:
        return []
    return hold(award.parent_id, award.terms["programme"], award.authority_id, spread(award.plan, amount))
