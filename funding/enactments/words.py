"""How people speak of this lifecycle (fact of law): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Draft"), ("draft",)),
        Station(_("Proposal"), ("proposed",)),
        Station(_("In force"), ("in_force",), ("counting",)),
    ),
    history={
        "open": _("%(who)s began to enter a fact of law."),
        "enter": _("%(who)s entered what the law says."),
        "propose": _("%(who)s proposed the entry for release."),
        "take_back": _("%(who)s took the entry back."),
        "return": _("%(who)s returned the entry for correction."),
        "release": _("%(who)s released the entry."),
        "note_count": _("The days that were running have been counted anew."),
        "discard": _("%(who)s discarded the entry."),
        "settle": _("Another authority has entered it; this entry is not needed."),
    },
    labels={
        "enter.organisation": _("seat at which it is a holiday"),
    },
    hints={
        "enter.valid_from": _("A base rate counts from 1 January or 1 July. Of a holiday the day itself."),
        "enter.value": _("A rate like 1,27, a number, a word: what the source says."),
        "enter.source": _("Where it is published, so that the second person finds it."),
    },
)
