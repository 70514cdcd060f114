"""The words of a consultation's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    IN_WORKING_GROUP = "in_working_group", _("in the working group")
    VOTING = "voting", _("being voted on in the working group")
    RECOMMENDED = "recommended", _("recommended")
    NOT_RECOMMENDED = "not_recommended", _("not recommended")
    RETURNED = "returned", _("returned for revision")
    TAKEN_BACK = "taken_back", _("taken back from the working group")
    ENDED = "ended", _("ended with the idea")


class M(TextChoices):
    PUT_TO_VOTE = "put_to_vote", _("Put it to the vote of the working group")
    FOLLOW_VOTE = "follow_vote", _("Follow the vote of the working group")
    FOLLOW_FALL = "follow_fall", _("Follow the fall of the working group's resolution")
    RECOMMEND = "recommend", _("Recommend")
    DO_NOT_RECOMMEND = "do_not_recommend", _("Do not recommend")
    SEND_BACK = "send_back", _("Return for revision")
    ADVISE = "advise", _("Give advice")
    TAKE_FROM_GROUP = "take_from_group", _("Take back from the working group")
    END = "end_with_idea", _("End with the idea")
