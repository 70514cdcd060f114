"""How people speak of this lifecycle (forwarding): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Agreement"), ("drafted", "offered"), ("not_agreed",)),
        Station(_("Agreed"), ("agreed",)),
        Station(_("Running"), ("running",), ("given_up", "insolvent")),
        Station(_("Proof"), ("proof_in",), ("proof_returned",)),
        Station(_("Result"), ("checked",), ("breached",)),
    ),
    history={
        "open": _("%(who)s began the forwarding."),
        "edit": _("%(who)s edited the forwarding."),
        "offer": _("%(who)s signed the forwarding and offered it to the final recipient."),
        "agree": _("%(who)s recorded that the forwarding is agreed."),
        "disagree": _("%(who)s recorded that the forwarding is not agreed."),
        "withdraw": _("%(who)s withdrew the forwarding."),
        "start": _("The period of the forwarding began."),
        "note_forwarded": _("%(who)s noted that money was passed on."),
        "hand_in": _("%(who)s handed in the proof of the final recipient."),
        "return": _("%(who)s returned the proof for completion."),
        "check": _("%(who)s checked the proof of the final recipient."),
        "give_up": _("%(who)s recorded that the final recipient gives up."),
        "note_insolvency": _("%(who)s noted the insolvency of the final recipient."),
        "lift_insolvency": _("%(who)s recorded that there is no insolvency any more; the forwarding goes on."),
        "breach": _("%(who)s ended the forwarding and claimed money back."),
        "end_with_award": _("The forwarding ended with the award."),
    },
    labels={
        "breach.amount": _("sum claimed back"),
        "note_forwarded.amount": _("amount passed on"),
    },
    hints={
        "edit.proof_due_on": _("Left empty, the day the programme sets; it lies before your own."),
        "check.recognised": _("What of the money passed on was used for the purpose. The rest is claimed back."),
        "check.pay_by": _("Only where money is to come back."),
        "breach.pay_by": _("Only where money is to come back."),
    },
    asked_anew=("breach.amount", "note_forwarded.amount"),
)
