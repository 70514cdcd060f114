"""The words of the decision on a change request: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    IN_REVIEW = "in_review", _("being checked")
    COMMITTEE = "committee", _("before the committee")
    NOTICE_SIGNED = "notice_signed", _("change notice signed by the first person")
    ISSUED = "issued", _("change notice issued")
    RETURNED = "returned", _("returned for revision")
    ENDED = "ended", _("without its ground")


class M(TextChoices):
    PUT_TO_COMMITTEE = "put_to_committee", _("Put before the committee")
    FOLLOW_VOTE = "follow_vote", _("Follow the committee's vote")
    FOLLOW_FALL = "follow_fall", _("Follow that the resolution has fallen")
    DRAFT_NOTICE = "draft_notice", _("Write the change notice")
    SIGN_NOTICE = "sign_notice", _("Sign the change notice")
    REOPEN_NOTICE = "reopen_notice", _("Return the change notice for correction")
    ISSUE = "issue", _("Issue the change notice")
    END = "end", _("End without its ground")
