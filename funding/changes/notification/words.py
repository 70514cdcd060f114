"""How people speak of this lifecycle (notification): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Notification"), ("draft", "sent")),
        Station(_("Check"), ("acknowledged",), ("hearing",)),
        Station(_("Result"), ("no_action",), ("change_required",)),
    ),
    history={
        "open": _("%(who)s began the notification."),
        "send": _("%(who)s sent the notification."),
        "acknowledge": _("%(who)s acknowledged the notification."),
        "leave_it": _("%(who)s noted that nothing has to be done."),
        "require_change": _("%(who)s requires a change request."),
        "hear": _("%(who)s decided to hear the recipient."),
        "withdraw": _("%(who)s withdrew the notification."),
        "end_with_award": _("The notification ended with the award."),
    },
    labels={
        "send.statement": _("what has happened"),
    },
    hints={
        "send.statement": _("Please no names and no data on the health of single persons."),
    },
)
