"""What the moves of a budget do."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.budgets.models import Budget, Pot
from workflows.effects import meet_deadline
from workflows.inputs import Amount, Rows, Text, WholeNumber, Words
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

Shares = Annotated[list, Rows({"payer": Words(200), "weight": WholeNumber(1, 10_000), "amount": Amount()})]


def set_shares(case: Case, step: Step, *, lines: Shares) -> None:
    """Replaces all shares."""
    _enter(case.budget, lines, step)


def propose(case: Case, step: Step) -> None:
    step.record(**_sums(case.budget))


def propose_change(case: Case, step: Step, *, lines: Shares, reason: Text) -> None:
    """All shares anew; what is released counts until the change is released."""
    _enter(case.budget, lines, step)


def _enter(budget: Budget, lines: Iterable[Mapping[str, Any]], step: Step) -> None:
    shares = [{**line, "amount": str(line["amount"])} for line in lines]
    payers = [share["payer"] for share in shares]
    if doubled := sorted({payer for payer in payers if payers.count(payer) > 1}):
        raise BadInput("lines", _("%(payer)s stands there twice."), payer=doubled[0])
    budget.shares = shares
    budget.save(update_fields=["shares"])
    step.facts.pop("lines")
    step.record(**_sums(budget))


def _sums(budget: Budget) -> dict[str, Any]:
    return {"count": len(budget.shares), "total": sum(Decimal(share["amount"]) for share in budget.shares)}


def release(case: Case, step: Step) -> None:
    """From here on grants are taken from these pots."""
    budget = case.budget
    pots = {pot.payer: pot for pot in Pot.objects.filter(budget_id=case.pk)}
    for share in budget.shares:
        pot = pots.pop(share["payer"], None) or Pot(budget=budget, payer=share["payer"])
        pot.weight, pot.amount = share["weight"], Decimal(share["amount"])
        pot.save()
    for gone in pots.values():
        gone.delete()
    step.record(**_sums(budget))
    _count_the_year(budget, step)


def refuse_change(case: Case, step: Step, *, reason: Text) -> None:
    """What was released stands."""
    budget = case.budget
    pots = Pot.objects.filter(budget_id=case.pk)
    budget.shares = [{"payer": pot.payer, "weight": pot.weight, "amount": str(pot.amount)} for pot in pots]
    budget.save(update_fields=["shares"])
    _count_the_year(budget, step)


def _count_the_year(budget: Budget, step: Step) -> None:
    step.record(year_end=dt.date(budget.year, 12, 31))


def close(case: Case, step: Step) -> None:
    """What nobody has been granted lapses; what has been granted stays."""
    meet_deadline(step)
    step.record(lapsed=sum((pot.left for pot in Pot.objects.filter(budget_id=case.pk)), Decimal(0)))
