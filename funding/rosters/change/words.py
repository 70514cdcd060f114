"""How people speak of this lifecycle (change of the seats): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Proposal"), ("proposed",)),
        Station(_("Confirmation"), ("confirmed",), ("refused",)),
    ),
    history={
        "open": _("A change of the seats was entered; a second person confirms it."),
        "confirm": _("%(who)s confirmed the change of the seats as the second person."),
        "refuse": _("%(who)s refused the change of the seats."),
        "withdraw": _("%(who)s withdrew the change of the seats."),
        "end_with_body": _("The body has been dissolved; the change of its seats fell away."),
    },
)
