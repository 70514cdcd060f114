"""How people speak of this lifecycle (consent of the new recipient): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Consent"), ("asked", "agreed"), ("refused",)),
        Station(_("Day"), ("awaited",), ("held_up",)),
        Station(_("Result"), ("passed",), ("ended",)),
    ),
    history={
        "open": _("The new recipient was asked for its consent."),
        "agree": _("%(who)s agreed for the new recipient."),
        "refuse": _("%(who)s refused for the new recipient."),
        "follow_change": _("The change notice was sent; the award passes on its day."),
        "pass_over": _("The day on which the award was to pass has come."),
        "pass_over.held_up": _("The day on which the award was to pass has come, but something stands in its way."),
        "follow_change.held_up": _("The change notice was sent, but something stands in the way of the passing."),
        "give_up": _("%(who)s gave up that the award passes."),
        "follow_fall": _("The change notice was annulled; the consent stands."),
        "end": _("Consent is no longer needed: the request has ended or asks for something else."),
    },
)
