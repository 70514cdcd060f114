"""How people speak of this lifecycle (correction of a payment): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Proposal"), ("proposed",)),
        Station(_("Correction"), ("confirmed",), ("refused",)),
    ),
    history={
        "open": _("A correction of a payment was proposed."),
        "confirm": _("%(who)s confirmed the correction as the second person."),
        "refuse": _("%(who)s refused the correction."),
        "withdraw": _("%(who)s withdrew the correction."),
    },
)
