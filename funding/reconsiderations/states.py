"""The words of a motion to reconsider a resolution: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    MOVED = "moved", _("moved for")
    VOTING = "voting", _("being voted on")
    CARRIED = "carried", _("carried")
    WITHDRAWN = "withdrawn", _("withdrawn")
    UPHELD = "upheld", _("resolution upheld")


class M(TextChoices):
    PUT_TO_VOTE = "put_to_vote", _("Put the motion to the vote")
    WITHDRAW = "withdraw", _("Record the withdrawal of the motion")
    FOLLOW_ADOPTION = "follow_adoption", _("Follow the vote for reconsidering")
    FOLLOW_REJECTION = "follow_rejection", _("Follow the vote against reconsidering")
    HEAR_OF_FALL = "hear_of_fall", _("Take note that the resolution has fallen")
