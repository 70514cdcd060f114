"""The words of an application's life: its states and its moves, each as buttons, history and documentation say it."""

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
    ATTACH = "attach", _("Attach a document")
    ADVISE = "advise", _("Give advice")
    RELEASE_INTERNALLY = "release_internally", _("Release for signature")
    TAKE_BACK = "take_back", _("Take back for correction")
    SUBMIT = "submit", _("Submit the application")
    ENTER_PAPER = "enter_paper", _("Enter the application received on paper")
    CORRECT_RECEIPT = "correct_receipt", _("Correct the day of receipt")
    SUPPLY = "supply", _("Hand in what was missing")
    FOLLOW_EXAMINATION = "follow_examination", _("Follow the examination")
    NOTE_START = "note_start", _("Record the start of the project")
    REVISE = "revise", _("Revise the application")
    PREPARE_REJECTION = "prepare_rejection", _("Prepare the rejection")
    FOLLOW_VOTE = "follow_vote", _("Follow the committee's vote")
    FOLLOW_APPROVAL = "follow_approval", _("Follow the decision on the grant")
    FOLLOW_RULING = "follow_ruling", _("Follow the notice")
    DECIDE_ANEW = "decide_anew", _("Decide anew")
    WITHDRAW = "withdraw", _("Withdraw the application")
    FOLLOW_FALL = "follow_fall", _("Follow that the resolution has fallen")
    HEAR_OF_FALL = "hear_of_fall", _("Take note that the resolution has fallen")
    HEAR_OF_REGIONAL_FALL = "hear_of_regional_fall", _("Take note that the region's resolution has fallen")
    HEAR_OF_REGIONAL_VOTE = "hear_of_regional_vote", _("Take note of the region's new vote")
