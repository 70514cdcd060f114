"""The words of money used late: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    INTEREST_CASE = "interest_case", _("interest to be looked at")
    HEARING = "hearing", _("recipient is heard")
    IN_PREPARATION = "in_preparation", _("notice in preparation")
    PROPOSED = "proposed", _("decision proposed")
    UNDER_REVIEW = "under_review", _("notice to be looked at anew")
    SIGNED = "signed", _("notice signed by the first person")
    ISSUED = "issued", _("notice issued, not sent yet")
    DEMANDED = "demanded", _("interest demanded")
    REFUND_DUE = "refund_due", _("refund due")
    PAID = "paid", _("interest paid")
    LEFT = "left", _("no interest demanded")
    WAIVED = "waived", _("interest waived")


STANDING = (S.DEMANDED, S.PAID, S.REFUND_DUE)
NOTIFIED = (*STANDING, S.WAIVED)
CORRECTABLE = (S.INTEREST_CASE, S.HEARING, S.IN_PREPARATION, S.UNDER_REVIEW, *STANDING, S.LEFT)


class M(TextChoices):
    HEAR = "hear", _("Hear the recipient")
    ANSWER = "answer", _("Comment on the intended interest")
    END_HEARING = "end_hearing", _("End the hearing")
    SIGN = "sign", _("Reckon the interest and sign the notice")
    ISSUE = "issue", _("Issue the notice of interest")
    PROPOSE = "propose", _("Propose what becomes of the interest")
    RETURN = "return", _("Return the notice or the proposal")
    DOUBT = "doubt", _("Note that the notice rests on other facts")
    TAKE_BACK = "take_back", _("Take the notice back")
    LET_STAND = "let_stand", _("Let the notice stand")
    LEAVE_IT = "leave_it", _("Demand no interest")
    NOTE_PAYMENT = "note_payment", _("Note a payment")
    FOLLOW_NOTICE = "follow_notice", _("Follow the notice")
    WAIVE = "waive", _("Waive the interest")
    FOLLOW_CORRECTION = "follow_correction", _("Take over the corrected payment")
    NOTE_REFUND = "note_refund", _("Note the refund")
