"""The words of a body's own motion: its kinds, its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    FREE = "free", _("motion")
    ELECTION = "election", _("election of the chair or a deputy")
    STANDING_ORDERS = "standing_orders", _("own standing orders")


class S(TextChoices):
    DRAFTED = "drafted", _("being drafted")
    PUT_TO_VOTE = "put_to_vote", _("put to the vote")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    WRITE = "write", _("Write the motion")
    NOMINATE = "nominate", _("Name who is proposed")
    DRAFT_ORDERS = "draft_orders", _("Draft the standing orders")
    ATTACH = "attach", _("Attach a document")
    PUT_TO_VOTE = "put_to_vote", _("Put the motion to the vote")
    FOLLOW_VOTE = "follow_vote", _("Follow the vote")
    FOLLOW_FALL = "follow_fall", _("Follow the fall of the resolution")
    WITHDRAW = "withdraw", _("Withdraw the motion")
    END = "end_with_body", _("End with the body")
