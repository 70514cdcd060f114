"""How people speak of this lifecycle (idea from the public): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Handed in"), ("received", "confirmed")),
        Station(_("Outcome"), ("accepted",), ("declined", "withdrawn")),
    ),
    history={
        "open": _("An idea came in from the public."),
        "confirm": _("Whoever sent it has confirmed their e-mail address."),
        "accept": _("%(who)s accepted it as an idea."),
        "decline": _("%(who)s declined it."),
        "withdraw": _("%(who)s recorded that it was withdrawn."),
    },
)
