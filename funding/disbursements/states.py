"""The words of a disbursement's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CHECKED_FACTUAL = "checked_factual", _("checked as to facts")
    CHECKED_ARITHMETICAL = "checked_arithmetical", _("checked as to figures")
    APPROVED = "approved", _("approved")
    ORDERED = "ordered", _("payment ordered")
    PAID = "paid", _("paid")
    USE_CONFIRMED = "use_confirmed", _("use confirmed")
    RETURNED_FUNDS = "returned_funds", _("money given back")
    RETURNED = "returned", _("returned for correction")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended with the award")


TRANSFERRED = (S.PAID, S.USE_CONFIRMED, S.RETURNED_FUNDS)


class M(TextChoices):
    EDIT = "edit", _("Edit the request")
    ASK_FOR_SIGNATURE = "ask_for_signature", _("Ask for the signature")
    SUBMIT = "submit", _("Sign and submit")
    CHECK_FACTUAL = "check_factual", _("Certify as factually correct")
    CHECK_ARITHMETICAL = "check_arithmetical", _("Certify as arithmetically correct")
    APPROVE = "approve", _("Approve the payment")
    ORDER = "order", _("Order the payment")
    NOTE_PAYMENT = "note_payment", _("Note the payment")
    RECALL = "recall", _("Call the payment order back")
    TAKE_OVER = "take_over", _("Take over a payment made elsewhere")
    FOLLOW_PAYMENT = "follow_payment", _("Follow what became of the payment")
    RETURN = "return", _("Return for correction")
    REJECT = "reject", _("Reject the request")
    WITHDRAW = "withdraw", _("Withdraw the call for money")
    END = "end_with_award", _("End with the award")
