"""The words of a change request's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    INTERNALLY_RELEASED = "internally_released", _("released for signature")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("being checked")
    RETURNED = "returned", _("returned for revision")
    APPROVED = "approved", _("approved as requested")
    PARTLY = "partly", _("approved in part")
    REJECTED = "rejected", _("rejected")
    NOT_NEEDED = "not_needed", _("not needed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("discarded")
    MOOT = "moot", _("moot, the award has ended")


DECIDED = (S.APPROVED, S.PARTLY, S.REJECTED)


class M(TextChoices):
    EDIT = "edit", _("Edit the change request")
    SET_PLAN = "set_plan", _("Enter the new financing plan")
    SET_COMMITMENTS = "set_commitments", _("Enter the commitments of partners")
    ATTACH = "attach", _("Attach a document")
    RELEASE_INTERNALLY = "release_internally", _("Release for signature")
    TAKE_BACK = "take_back", _("Take back for correction")
    SUBMIT = "submit", _("Sign and submit")
    ANSWER_NOT_NEEDED = "answer_not_needed", _("Answer that no change request is needed")
    START_REVIEW = "start_review", _("Begin to check")
    RETURN = "return", _("Return for revision")
    FOLLOW_COMMITTEE = "follow_committee", _("Follow the committee")
    FOLLOW_NOTICE = "follow_notice", _("Follow the change notice that was sent")
    WITHDRAW = "withdraw", _("Withdraw the change request")
    DISCARD = "discard", _("Discard the draft")
    DECIDE_ANEW = "decide_anew", _("Decide anew")
    END = "end_with_award", _("End with the award")
