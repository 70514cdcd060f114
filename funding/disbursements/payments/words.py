"""How people speak of this lifecycle (payment): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Payment"), ("use_awaited",), ("use_overdue",)),
        Station(_("Use"), ("use_confirmed",), ("returned_funds",)),
    ),
    history={
        "open": _("The money is with the recipient."),
        "count_as_proven": _("The use was proven with the proof of use."),
        "end_with_award": _("The payment ended with the award."),
        "correct": _("%(who)s proposed to correct the value date."),
        "follow_correction": _("The corrected value date was taken over; the old one stays in the history."),
        "confirm_use": _("%(who)s confirmed that the money was used."),
        "fall_overdue": _("The day by which the money was to be used has passed."),
        "note_funds_returned": _("%(who)s noted that money was given back."),
        "correct_interest": _("%(who)s proposed another sum or day for interest that was paid."),
        "correct_return": _("%(who)s proposed another sum or day for money given back."),
        "follow_corrected_return": _("The corrected return was taken over; what was noted stays in the history."),
    },
    labels={
        "note_funds_returned.amount": _("amount given back"),
    },
    hints={
        "correct_interest.amount": _("0, if nothing came in for this interest."),
        "correct_return.amount": _("0, if nothing of this payment came back."),
    },
    asked_anew=("note_funds_returned.amount", "note_funds_returned.value_date"),
)
