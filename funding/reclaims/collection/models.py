"""The collection of a reclaim: how what is asked back comes in, or does not."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.notices.states import S as Notice
from funding.reclaims.collection.states import M, S
from funding.reclaims.states import S as Reclaimed
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
        """What of the reclaim's sums the recipient reads only once the notice of interest is sent, or that of the
        reclaim itself, where it was called back."""
        newest = self.children.filter(lifecycle="notice").order_by("-pk").first()
        unsent = newest is not None and newest.state == Notice.ISSUED
        if unsent or self.parent.state == Reclaimed.IN_PREPARATION:
            return frozenset({"interest", "interest_received", "pay_by"})
        return frozenset()

    @property
    def days_not_sent(self) -> frozenset[dt.date]:
        """The days to pay of notices of interest that were not sent, or never were."""
        unsent = self.children.filter(lifecycle="notice", state__in=(Notice.ISSUED, Notice.MOOT))
        return frozenset(filter(None, unsent.values_list("notice__pay_by", flat=True)))

    @property
    def day_of_the_sum(self) -> dt.date:
        """The day to pay of the notice itself, before one of interest set another."""
        reckoned = self.events.filter(move=M.RECKON_INTEREST).order_by("seq").first()
        before = reckoned and reckoned.facts.get("pay_by_before")
        return dt.date.fromisoformat(before) if before else self.parent.reclaim.pay_by

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
