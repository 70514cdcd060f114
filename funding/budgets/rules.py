"""When a budget may be released. Each refuses with the reason."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.budgets.models import Pot
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def has_shares(case: Case, step: Step) -> None:
    if not case.budget.shares:
        raise Refused("no_shares", _("Enter at least one funder with its share first."))


def nothing_taken_is_withdrawn(case: Case, step: Step) -> None:
    """What is granted from a pot stays in it. The pots are locked when the move is made, not when it is offered."""
    pots = Pot.objects.filter(budget_id=case.pk)
    entered = {share["payer"]: Decimal(share["amount"]) for share in case.budget.shares}
    for pot in pots if step.offered else pots.select_for_update():
        if pot.taken > entered.get(pot.payer, Decimal(0)):
            raise Refused(
                "taken_already",
                _("%(taken)s of %(payer)s are granted already. The share cannot be lower."),
                taken=pot.taken,
                payer=pot.payer,
            )
