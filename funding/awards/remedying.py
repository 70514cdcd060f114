"""What a remedy makes of an award that neither stands nor falls: other sums, days and conditions."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.awards import funds
from funding.awards.models import Award
from funding.changes.queries import least_grant
from funding.notices.deciding import stands_changed
from funding.reclaims.models import Reclaim
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Flag, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

CHANGED = ["granted", "amount", "period_to", "proof_due_on", "proof_steps", "conditions", "version"]


def amend_after_remedy(  # noqa: PLR0913 - what a decision on an objection or a judgment may say
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    amount: Money = None,
    period_to: Day = None,
    proof_due_on: Day = None,
    conditions: Text = None,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> None:
    """What is left out stays. `amount`: the grant as a whole. `conditions`: all that hold from now on. What was granted
    only in part after an objection can still be brought before the court, so its month is counted anew."""
    check_not_ahead("decided_on", decided_on, step)
    award = case.award
    before = {"amount": award.amount, "period_to": award.period_to, "proof_due_on": award.proof_due_on}
    _set_days(award, period_to, proof_due_on)
    if conditions is not None:
        award.conditions = conditions
    if amount is not None:
        _set_amount(award, amount)
    award.version += 1
    award.save(update_fields=CHANGED)
    changed = [name for name, value in before.items() if getattr(award, name) != value]
    if not changed and conditions is None:
        raise BadInput("amount", _("Enter what the decision changes. Where it changes nothing, the award stands."))
    if "amount" in changed:
        funds.keep_or_refuse(award)
    step.record(
        version=award.version,
        before={name: str(before[name]) for name in changed},
        after={name: str(getattr(award, name)) for name in changed},
        also_changed=["conditions"] if conditions is not None else [],
        period_from=award.period_from,
        period_to=award.period_to,
    )
    stands_changed(case, step, decided_on=decided_on, objection_served_on=objection_served_on, instructed=instructed)


def _set_days(award: Award, period_to: Day, proof_due_on: Day) -> None:
    if period_to and period_to < award.period_from:
        raise BadInput("period_to", _("The period ends before it begins."))
    award.period_to = period_to or award.period_to
    if proof_due_on:
        award.proof_due_on, award.proof_steps = proof_due_on, []
    if award.proof_due_on <= award.period_to:
        raise BadInput("proof_due_on", _("Enter a day after the period's end, %(day)s."), day=worded(award.period_to))


def _set_amount(award: Award, amount: Decimal) -> None:
    least = least_grant(award)
    if not amount or amount < least:
        raise BadInput("amount", _("Paid out or promised are %(amount)s."), amount=worded(least))
    award.granted = award.amount = amount
    Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False).update(absorbed=True)
