"""What an award holds of the pots of its programme: taken when the application was approved, changed with the award."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.awards.models import Award
from funding.budgets.holding import Shortage, held_by, hold, shrink
from funding.disbursements.year_end.models import YearEnd
from funding.financing import spread
from funding.money import NOTHING
from workflows.refusals import Refused
from workflows.wording import worded


def keep(award: Award, amount: Decimal) -> list[Shortage]:
    """Holds this sum from now on; the rest goes back. What was revoked stays bound: a court may restore it."""
    if award.parent_id is None:
        return []
    by_year = spread(award.plan, amount)
    for lapsed in YearEnd.objects.filter(parent_id=award.pk, lapsed__gt=0):
        by_year[lapsed.year] = max(NOTHING, by_year.get(lapsed.year, NOTHING) - lapsed.lapsed)
    return hold(award.parent_id, award.terms["programme"], award.authority_id, by_year)


def keep_or_refuse(award: Award) -> None:
    """Where a pot is short, it has to be filled before the award can be made greater."""
    if short := keep(award, award.amount):
        raise Refused(
            "budget_missing",
            _("The pot of %(payer)s for %(year)s lacks %(lacking)s."),
            payer=short[0].payer,
            year=short[0].year,
            lacking=worded(short[0].lacking),
        )


def keep_at_most(award: Award, amount: Decimal) -> None:
    """What is held beyond this sum goes back to the pots it came from, closed ones too."""
    if award.parent_id is not None:
        shrink(award.parent_id, by=held_by(award.parent_id) - amount)
