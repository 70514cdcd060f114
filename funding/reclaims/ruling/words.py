"""How people speak of this lifecycle (ruling on the revocation): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Draft"), ("in_preparation",)),
        Station(_("Signature"), ("signed",)),
        Station(_("Notice"), ("issued",)),
    ),
    history={
        "open": _("The recipient has been heard; the authority decides on the revocation."),
        "draft": _("%(who)s wrote the notice."),
        "sign": _("%(who)s signed the notice as the first person."),
        "reopen": _("%(who)s returned the notice for correction."),
        "issue": _("%(who)s issued the notice as the second person."),
        "end": _("The decision on the revocation ended without its ground."),
    },
)
