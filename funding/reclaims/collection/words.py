"""How people speak of this lifecycle (collection of a reclaim): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Under reserve"), ("under_reserve",)),
        Station(_("Repayment"), ("reclaimed",), ("deferred", "relief_proposed", "enforced", "resting", "refund_due")),
        Station(_("Completion"), ("paid",), ("waived", "nothing_due", "fallen")),
    ),
    history={
        "open": _("The notice was issued; what it asks back can come in."),
        "follow_notice": _("The collection followed what became of the notice."),
        "take_back_interest": _("%(who)s took the notice of interest back."),
        "correct": _("%(who)s proposed to correct a payment."),
        "follow_correction": _("The corrected payment was taken over; the old one stays in the history."),
        "note_payment": _("%(who)s recorded a repayment."),
        "reckon_interest": _("%(who)s reckoned the interest."),
        "waive_interest": _("%(who)s did without the interest."),
        "end_deferral": _("The deferral has ended."),
        "enforce": _("%(who)s handed what is open over to enforcement."),
        "propose_relief": _("%(who)s proposed relief."),
        "write_off": _("%(who)s wrote the claim off; it stays open."),
        "take_back_notice": _("%(who)s took the notice back."),
        "refuse_relief": _("%(who)s refused the relief."),
        "grant_relief.deferred": _("%(who)s deferred what is still open."),
        "grant_relief.waived": _("%(who)s remitted what was still open."),
        "grant_relief.reclaimed": _("%(who)s remitted a part of what is still open."),
        "note_refund": _("%(who)s recorded the refund."),
        "drop_interest": _("The notice of interest was annulled: the interest is reckoned anew."),
    },
    labels={
        "note_payment.amount": _("amount paid"),
        "correct.amount": _("right sum"),
        "correct.value_date": _("right value date"),
    },
    hints={
        "correct.amount": _("0, if nothing came in for this reclaim."),
    },
    asked_anew=("note_payment.amount", "reckon_interest.pay_by"),
)
