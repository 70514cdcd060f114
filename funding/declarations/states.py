"""The words of a declaration of a conflict of interest: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DECLARED = "declared", _("declared")
    EXCLUDED = "excluded", _("excluded")
    NOT_EXCLUDED = "not_excluded", _("not excluded")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended without a decision")


class M(TextChoices):
    RULE = "rule", _("Record the decision on a conflict of interest")
    WITHDRAW = "withdraw", _("Take the declaration back")
    END = "end_with_vote", _("End with the vote")
