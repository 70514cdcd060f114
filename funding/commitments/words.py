"""How people speak of this lifecycle (commitment): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Promised"), ("promised",)),
        Station(_("Notification"), ("missed", "reported")),
        Station(_("Result"), ("kept",), ("partly_kept", "broken", "replaced")),
    ),
    history={
        "open": _("The commitment counts from now on."),
        "note_kept": _("%(who)s noted that the commitment was kept."),
        "note_missed": _("%(who)s noted that the commitment was not kept; the notification is drafted."),
        "follow_notification.reported": _("The authority was told that the commitment was not kept."),
        "follow_notification.partly_kept": _("The authority has decided; the commitment counts as partly kept."),
        "follow_notification.broken": _("The authority has decided; the commitment counts as broken."),
        "follow_notification.promised": _("The notification was withdrawn; the commitment is open again."),
        "follow_change.replaced": _("A change notice has put another commitment in its place, or none."),
        "follow_change.promised": _("The change notice has fallen; the commitment counts again."),
        "correct": _("%(who)s corrected what was noted; the commitment is open again."),
        "ask_anew": _("%(who)s opened the commitment again: it may have been kept after all."),
        "end_with_award": _("The commitment ended with the award."),
    },
    labels={
        "open.amount": _("sum or value"),
        "open.until": _("promised until"),
        "note_missed.reason": _("what has happened"),
    },
    hints={
        "note_missed.kept": _("What has come all the same; 0,00 if nothing."),
    },
)
