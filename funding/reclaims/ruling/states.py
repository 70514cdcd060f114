"""The words of the notice on a revocation as it is written: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    IN_PREPARATION = "in_preparation", _("revocation in preparation")
    SIGNED = "signed", _("signed by the first person")
    ISSUED = "issued", _("issued")
    ENDED = "ended", _("without its ground")


class M(TextChoices):
    DRAFT = "draft", _("Write the notice")
    SIGN = "sign", _("Sign the notice")
    REOPEN = "reopen", _("Return the notice for correction")
    ISSUE = "issue", _("Issue the notice")
    END = "end", _("End without its ground")
