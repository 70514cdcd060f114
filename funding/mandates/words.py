"""How people speak of this lifecycle (mandate of a body): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Draft"), ("draft",)),
        Station(_("Proposal"), ("proposed",)),
        Station(_("Confirmed"), ("confirmed",)),
    ),
    history={
        "open": _("%(who)s began to enter a resolution on a body."),
        "enter": _("%(who)s entered what was resolved."),
        "propose": _("%(who)s proposed the entry for confirmation."),
        "take_back": _("%(who)s took the entry back."),
        "return": _("%(who)s returned the entry for correction."),
        "confirm": _("%(who)s confirmed what was resolved."),
        "discard": _("%(who)s discarded the entry."),
        "end_with_body": _("The entry ended with the body."),
    },
    labels={
        "open.kind": _("what was resolved"),
        "enter.email": _("e-mail address of the lead"),
    },
    hints={
        "enter.day": _("The first day the body exists, or the first on which it is no more."),
        "enter.email": _("Who leads it needs an account here."),
    },
)
