"""How people speak of this lifecycle (award): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Notice"), ("issued", "sent")),
        Station(_("Final"), ("final",)),
        Station(_("Running"), ("running",), ("suspended",)),
        Station(_("Settlement"), ("completed",), ("terminated_early",)),
        Station(_("File closed"), ("closed",)),
    ),
    history={
        "open": _("The notice was issued."),
        "follow_notice.issued": _("The notice is to be sent once more."),
        "follow_notice.sent": _("The notice is sent, and not final."),
        "follow_notice.final": _("The notice is final."),
        "follow_notice.suspended": _("The notice stands; the payments stay stopped."),
        "follow_notice.recalled": _("The application was withdrawn before the notice was sent."),
        "follow_notice.annulled": _("The notice was annulled, and the award with it."),
        "propose_recall": _("%(who)s proposed to call the notice back before it is sent."),
        "recall": _("%(who)s called the notice back before it was sent."),
        "decline": _("%(who)s declined the award."),
        "start": _("The project has begun."),
        "suspend": _("%(who)s suspended the payments."),
        "resume": _("%(who)s resumed the payments."),
        "complete": _("The project ended with the funding period."),
        "achieve": _("%(who)s reported that the purpose is achieved."),
        "terminate": _("%(who)s gave the project up."),
        "hear": _("%(who)s began to hear the recipient on a revocation or reclaim."),
        "follow_reclaim": _("The award followed what became of a revocation or reclaim."),
        "follow_settlement": _("The award was settled."),
        "follow_settlement.completed": _("Money that came back was corrected: the award is settled anew."),
        "follow_settlement.terminated_early": _("Money that came back was corrected: the award is settled anew."),
        "follow_settlement.annulled": _("Money that came back was corrected: the award is settled anew."),
        "amend": _("The award followed what became of a change notice."),
        "amend_after_remedy": _("%(who)s recorded that the award was changed after a remedy."),
        "lapse": _("The award lapsed: no money was called for by the day set."),
    },
    labels={
        "amend_after_remedy.amount": _("grant as a whole"),
        "amend_after_remedy.period_to": _("new last day of the period"),
        "hear.amount": _("sum revoked"),
    },
    hints={
        "amend_after_remedy.amount": _("Only what the decision changes."),
        "hear.amount": _("Left empty, everything that can be revoked."),
    },
    asked_anew=("hear.amount",),
)
