"""The words of a request for an early start: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    REQUESTED = "requested", _("requested")
    SIGNED = "signed", _("signed by the first person")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    DISCARDED = "discarded", _("discarded")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MOOT = "moot", _("moot")


class M(TextChoices):
    REQUEST = "request", _("Ask for the early start")
    ATTACH = "attach", _("Attach a document")
    DISCARD = "discard", _("Discard the draft")
    SIGN = "sign", _("Decide and sign as the first person")
    REOPEN = "reopen", _("Return for correction")
    ISSUE = "issue", _("Issue the decision as the second person")
    DECIDE_ANEW = "decide_anew", _("Decide anew")
    WITHDRAW = "withdraw", _("Withdraw the request")
    END = "end", _("End with the application")
