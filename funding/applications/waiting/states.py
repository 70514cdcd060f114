"""The words of an application's wait for money: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    BUDGET_MISSING = "budget_missing", _("no money left")
    WAITING_LIST = "waiting_list", _("on the waiting list")
    MONEY_FOUND = "money_found", _("the money is there")
    EXPIRED = "expired", _("expired on the waiting list")
    ENDED = "ended", _("no longer waiting")


class M(TextChoices):
    PUT_ON_WAITING_LIST = "put_on_waiting_list", _("Put on the waiting list")
    CHANGE_RANK = "change_rank", _("Change the rank")
    TAKE_FROM_WAITING_LIST = "take_from_waiting_list", _("Go on: the money is there")
    EXPIRE = "expire", _("End with the year")
    END = "end", _("End without its ground")
