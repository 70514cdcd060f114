"""How people speak of this lifecycle (notice): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Notice"), ("issued",)),
        Station(_("Dispatch"), ("sent",)),
        Station(_("Served"), ("notified",), ("contested", "inadmissible")),
        Station(_("Final"), ("final",), ("annulled", "moot")),
    ),
    history={
        "open": _("%(who)s issued the notice."),
        "dispatch": _("%(who)s recorded the sending of the notice."),
        "note_receipt": _("%(who)s recorded what is known of the receipt."),
        "send_anew": _("%(who)s prepared to send the notice anew."),
        "establish_service": _("The notice has been served."),
        "become_final": _("The period for a remedy has ended; the notice is final."),
        "waive_remedy": _("%(who)s waived the remedy; the notice is final."),
        "contest": _("%(who)s recorded an objection or action against the notice."),
        "uphold": _("%(who)s recorded the decision on the remedy: the notice stands."),
        "annul": _("%(who)s recorded that the notice is annulled."),
        "withdraw_remedy": _("The objection or action was withdrawn; %(who)s recorded it."),
        "record_late_remedy": _("%(who)s recorded an objection or action that came too late."),
        "reinstate": _("%(who)s granted reinstatement; the remedy counts as in time."),
        "dismiss_remedy": _("%(who)s recorded that the remedy is inadmissible."),
        "follow": _("The notice followed what was decided on it."),
        "write_decision": _("%(who)s began to write the decision on the objection."),
        "follow_decision": _("The decision on the objection was served; the notice followed it."),
    },
    labels={
        "contest.received_on": _("objection or action received on"),
        "record_late_remedy.received_on": _("objection or action received on"),
        "withdraw_remedy.received_on": _("withdrawal received on"),
    },
    asked_anew=("contest.received_on", "record_late_remedy.received_on", "withdraw_remedy.received_on"),
)
