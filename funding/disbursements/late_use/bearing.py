"""Of which money and days interest is demanded already, after a revocation (§ 49a (3) VwVfG) or for late use (4): no
euro bears it twice for one day. Whatever is reckoned second leaves out what the first has taken."""

from typing import Any

from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import S
from funding.disbursements.payments.models import Payment
from workflows.calculators.interest import Owed
from workflows.models import Case

UNDECIDED = (S.INTEREST_CASE, S.HEARING, S.IN_PREPARATION, S.LEFT)


def bearing_by_late_use(award: Any) -> list[Owed]:
    """Also what is only signed, or was waived since: it is not asked for another way. One query."""
    demanded = LateUse.objects.filter(ancestors__contains=[award.pk], interest__gt=0).exclude(state__in=UNDECIDED)
    return [Owed.from_json(row) for rows in demanded.values_list("bearing", flat=True) for row in rows]


def bearing_by_reclaims(award: Any) -> list[Owed]:
    """One query."""
    reclaims = Case.objects.filter(parent_id=award.pk, lifecycle="reclaim", reclaim__interest__gt=0)
    return [Owed.from_json(row) for rows in reclaims.values_list("reclaim__bearing", flat=True) for row in rows]


def owed_late(late: LateUse, payment: Payment) -> list[Owed]:
    """From the payment until the use, both days counted. What came back is no part of any reclaim."""
    returned = [{"amount": each["amount"], "until": each["value_date"]} for each in payment.returns]
    owed = []
    for part in late.parts:
        kept = part not in returned
        if not kept:
            returned.remove(part)
        row = {"principal": part["amount"], "first": late.paid_on.isoformat(), "last": part["until"]}
        owed.append(Owed.from_json(row | {"of": payment.disbursement.pk if kept else None}))
    return owed
