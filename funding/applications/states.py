"""The words of an application's life: its states and its moves, each as buttons, history and documentation say it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    INTERNALLY_RELEASED = "internally_released", _("released within the organisation")
    SUBMITTED = "submitted", _("submitted")
    RETURNED_FOR_REVISION = "returned_for_revision", _("returned for revision")
    AWARDED = "awarded", _("awarded")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired on the waiting list")


class M(TextChoices):
    EDIT = "edit", _("Edit the application")
    SET_PLAN = "set_plan", _("Set the financing plan")
    SET_COMMITMENTS = "set_commitments", _("Enter the commitments of partners")
    ATTACH = "attach", _("Attach a document")
    ADVISE = "advise", _("Give advice")
    RELEASE_INTERNALLY = "release_internally", _("Release for signature")
    TAKE_BACK = "take_back", _("Take back for correction")
    SUBMIT = "submit", _("Submit the application")
    ENTER_PAPER = "enter_paper", _("Enter the application received on paper")
    SUPPLY = "supply", _("Hand in what was missing")
    NOTE_START = "note_start", _("Record the start of the project")
    PREPARE_REJECTION = "prepare_rejection", _("Prepare the rejection")
    FOLLOW = "follow", _("Follow what the authority or the committee has done")
    DECIDE_ANEW = "decide_anew", _("Decide anew")
    WITHDRAW = "withdraw", _("Withdraw the application")
    TAKE_NOTE = "take_note", _("Take note of what became of a resolution")


class Followed(StrEnum):
    """What below it an application follows, as its event records it."""

    EXAMINATION = "examination"
    VOTE = "vote"
    FALL = "fall"
    APPROVAL = "approval"
    RULING = "ruling"
    NOTICE = "notice"
    RECALL = "recall"


class Noted(StrEnum):
    """What an application takes note of, as its event records it."""

    FALL = "fall"
    REGIONAL_FALL = "regional_fall"
    REGIONAL_VOTE = "regional_vote"
