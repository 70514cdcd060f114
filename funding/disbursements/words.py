"""How people speak of this lifecycle (disbursement): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Request"), ("draft", "submitted"), ("returned",)),
        Station(_("Check"), ("checked_factual", "checked_arithmetical")),
        Station(_("Payment"), ("approved", "ordered", "paid")),
        Station(_("Use"), ("use_confirmed",), ("returned_funds",)),
    ),
    history={
        "take_over": _("The payment was made elsewhere; it was taken over with the award."),
        "open": _("%(who)s began the request for payment."),
        "edit": _("%(who)s edited the request for payment."),
        "ask_for_signature": _("%(who)s asked for the signature."),
        "submit": _("%(who)s signed and submitted the request for payment."),
        "check_factual": _("%(who)s certified the request as factually correct."),
        "check_arithmetical": _("%(who)s certified the request as arithmetically correct."),
        "approve": _("%(who)s approved the payment."),
        "order": _("%(who)s ordered the payment."),
        "note_payment": _("%(who)s recorded the payment."),
        "follow_payment": _("The request followed what became of the payment."),
        "recall": _("%(who)s called the payment order back."),
        "return": _("%(who)s returned the request for correction."),
        "reject": _("%(who)s rejected the request for payment."),
        "withdraw": _("%(who)s withdrew the request for payment."),
        "end_with_award": _("The request for payment ended with the award."),
    },
)
