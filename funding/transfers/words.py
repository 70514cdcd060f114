"""How people speak of this lifecycle (transfer): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Offer"), ("offered",)),
        Station(_("Interest shown"), ("interest",)),
        Station(_("Contact"), ("contact",)),
        Station(_("Own idea"), ("adapted",)),
        Station(_("Adoption"), ("adopted",)),
    ),
    history={
        "open": _("%(who)s offered the project to another region."),
        "declare_interest": _("%(who)s declared the other region's interest."),
        "get_in_contact": _("%(who)s noted the first contact."),
        "release": _("%(who)s released documents for the other region."),
        "adapt": _("%(who)s began an idea of the other region's own."),
        "adopt": _("%(who)s recorded that the other region has adopted the project."),
        "abandon": _("%(who)s recorded that the other region does not take the project up."),
        "end_offer": _("%(who)s ended the offer."),
    },
    labels={
        "declare_interest.note": _("What would you like to know?"),
        "get_in_contact.note": _("What was agreed?"),
        "adapt.adaptation": _("What will be different in your region?"),
    },
    hints={
        "release.documents": _("Only what you tick here leaves your file."),
    },
)
