"""The settlement of an award: the proof of use, what it leaves to pay or to repay, and the end of the file."""

from typing import Any

from django.db import models

from funding.reclaims.models import Reclaim
from workflows.models import Case


class Settlement(Case):
    """Child of its award, whose row is the account, and parent of the proof of use. `demand`: the reclaim that
    asks back what the recipient holds beyond what they may keep, the newest of several."""

    demand = models.ForeignKey(Reclaim, models.PROTECT, null=True, related_name="+")

    @property
    def award(self) -> Any:
        return self.parent.award

    def not_asked(self, move: str) -> frozenset[str]:
        return self.award.without_debtor if move == "demand_repayment" else frozenset()
