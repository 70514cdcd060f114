"""The words of the notice on an application as it is being written: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    OPENED = "opened", _("opened")
    NOTICE_IN_PREPARATION = "notice_in_preparation", _("notice being prepared")
    NOTICE_SIGNED = "notice_signed", _("notice signed by one person")
    REJECTION_IN_PREPARATION = "rejection_in_preparation", _("rejection being prepared")
    REJECTION_WRITTEN = "rejection_written", _("rejection written by one person")
    ISSUED = "issued", _("notice issued")
    REJECTED = "rejected", _("rejection issued")
    GIVEN_UP = "given_up", _("given up")
    ENDED = "ended", _("without its ground")


class M(TextChoices):
    BEGIN_NOTICE = "begin_notice", _("Begin the notice")
    BEGIN_REJECTION = "begin_rejection", _("Begin the rejection")
    DRAFT_NOTICE = "draft_notice", _("Write the notice")
    SIGN_NOTICE = "sign_notice", _("Sign as the first person")
    REOPEN_NOTICE = "reopen_notice", _("Return the notice for correction")
    ISSUE = "issue", _("Issue the notice as the second person")
    PROPOSE_TAKE_OVER = "propose_take_over", _("Enter a notice issued elsewhere")
    TAKE_OVER = "take_over", _("Take over the notice issued elsewhere as the second person")
    DRAFT_REJECTION = "draft_rejection", _("Write the rejection")
    CORRECT_REJECTION = "correct_rejection", _("Correct the rejection")
    GIVE_UP = "give_up", _("Give up the rejection")
    REOPEN_REJECTION = "reopen_rejection", _("Call the rejection back before it is sent")
    REJECT_FORMALLY = "reject_formally", _("Issue the rejection as the second person")
    END = "end", _("End without its ground")
