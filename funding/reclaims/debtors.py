"""Of whom money of an award may be demanded: its recipient, and whoever else it was paid to while the award was theirs,
such as before a decision fell by which it had passed to them (§ 49a (1) VwVfG)."""

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.money import NOTHING
from funding.regions.models import Organisation
from workflows.refusals import BadInput
from workflows.wording import worded


def debtors(award: Any) -> QuerySet[Organisation]:
    paid_to = _paid(award).values("payee")
    return Organisation.objects.filter(Q(pk=award.recipient_id) | Q(pk__in=paid_to)).order_by("sort_key", "id")


def debtor_of(award: Any, number: int | None) -> Organisation:
    """The recipient where none is named. Raises BadInput for who has never had anything of the award."""
    if number is None:
        return award.recipient
    if (found := debtors(award).filter(pk=number).first()) is None:
        raise BadInput("debtor", _("Choose the recipient, or one to whom money of this award was paid."))
    return found


def check_was_paid_to(award: Any, debtor: Organisation, amount: Decimal) -> None:
    """The recipient answers for everything, as the duties have passed to them; another for what they were paid."""
    if debtor.pk == award.recipient_id:
        return
    paid = _paid(award).filter(payee=debtor).aggregate(sum=Sum("approved_amount"))["sum"] or NOTHING
    if amount > paid:
        raise BadInput(
            "amount", _("%(debtor)s was paid %(paid)s. Ask for no more."), debtor=debtor.name, paid=worded(paid)
        )


def _paid(award: Any) -> QuerySet[Disbursement]:
    return Disbursement.objects.filter(parent_id=award.pk, value_date__isnull=False)
