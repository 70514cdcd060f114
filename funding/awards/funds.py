"""What an award holds of the pots of its programme: taken when the application was approved, changed with the award."""

from decimal import Decimal

from django.db.models import Sum

from funding.awards.models import Award
from funding.budgets.holding import (
    Shortage,
    held_by,
    hold_from_now_on,
    parts_lapsed,
    refuse_shortage,
    release,
    shrink,
)
from funding.budgets.returning import hold_more
from funding.disbursements.year_end.models import YearEnd
from funding.financing import spread
from funding.money import NOTHING
from workflows.step import Step


def keep(award: Award, step: Step) -> list[Shortage]:
    """Holds its sum from now on, and what is out beyond it, for good or until that is back; the rest goes back."""
    if award.parent_id is None:
        return []
    if award.annulled_on or award.revoked_on:
        return keep_what_is_out(award, step)
    by_year = spread(award.plan, award.amount + award.overpaid + award.called_back + award.remitted)
    for lapsed in YearEnd.objects.filter(parent_id=award.pk, lapsed__gt=0, absorbed_by=None):
        for year, part in parts_lapsed(by_year, lapsed.lapsed, lapsed.year).items():
            by_year[year] -= part
    programme, this_year = award.terms["programme"], step.today.year
    return hold_from_now_on(award.parent_id, programme, award.authority_id, by_year, this_year=this_year)


def give_back(award: Award) -> None:
    """The pots get back all that the award holds."""
    if award.parent_id is not None:
        release(award.parent_id)


def absorb_lapses(award: Award) -> None:
    """A grant decided on as a whole has taken account of what lapsed before. Saves the years' ends, not the award."""
    before = YearEnd.objects.filter(parent_id=award.pk, lapsed__gt=0, absorbed_by=None)
    before.update(absorbed_by=award.version)
    award.lapsed = NOTHING


def count_lapses_again(award: Award, version: int, *, later: int | None = None) -> None:
    """As `count_again` of reclaims."""
    YearEnd.objects.filter(parent_id=award.pk, absorbed_by=version).update(absorbed_by=later)
    standing = YearEnd.objects.filter(parent_id=award.pk, absorbed_by=None).aggregate(sum=Sum("lapsed"))
    award.lapsed = standing["sum"] or NOTHING


def keep_or_refuse(award: Award, step: Step) -> None:
    """Where a pot is short, it has to be filled before the award can be made greater."""
    refuse_shortage(keep(award, step))


def keep_at_most(award: Award, amount: Decimal) -> None:
    """What is held beyond this sum goes back to the pots it came from, closed ones too."""
    if award.parent_id is not None:
        shrink(award.parent_id, by=held_by(award.parent_id) - amount)


def keep_what_is_out(award: Award, step: Step) -> list[Shortage]:
    """Also what was remitted, spared or written off, as long as nobody has paid it back; and what is still owed."""
    keep_at_most(award, award.bound)
    return hold_more(award, award.to_pay, step)
