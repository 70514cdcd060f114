"""The collection of a reclaim: how what is asked back comes in, or does not."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.notices.states import S as Notice
from funding.reclaims.collection.states import S
from workflows.models import Case
from workflows.refusals import Refused


class Collection(Case):
    """Child of its reclaim, whose row is the account: what is owed, what came in, what it bears."""

    deferred_until = models.DateField(_("deferred until"), null=True)

    @property
    def award(self) -> Any:
        return self.parent.reclaim.award

    @property
    def not_sent_yet(self) -> frozenset[str]:
        """What of the reclaim's sums the recipient reads only once the notice of interest is sent."""
        newest = self.children.filter(lifecycle="notice").order_by("-pk").first()
        unsent = newest is not None and newest.state == Notice.ISSUED
        return frozenset({"interest", "interest_received"} if unsent else ())

    def check_correction(self, correction: Any) -> None:
        """Raises Refused where what has happened since it was proposed leaves nothing to correct."""
        reclaim = self.parent.reclaim
        noted = reclaim.entry(correction.noted_amount, correction.noted_date)
        if self.state in (S.RELIEF_PROPOSED, S.FALLEN, S.NOTHING_DUE):
            raise Refused(
                "not_corrected_now", _("The collection is “%(state)s”. Wait, or refuse it."), state=self.stay.label
            )
        if noted not in reclaim.payments or correction.amount < reclaim.least_of(correction.noted_amount):
            raise Refused("nothing_to_correct", _("The payment is settled otherwise by now. Refuse the correction."))
