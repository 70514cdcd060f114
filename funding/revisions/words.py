"""How people speak of this lifecycle (programme version): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Draft"), ("draft",)),
        Station(_("Proposal"), ("proposed",)),
        Station(_("Published"), ("published",)),
    ),
    history={
        "open": _("%(who)s began a new version."),
        "describe": _("%(who)s entered title and validity."),
        "set_measures": _("%(who)s entered the measures."),
        "set_rules": _("%(who)s entered rules."),
        "propose": _("%(who)s proposed the version for publication."),
        "take_back": _("%(who)s took the proposal back."),
        "return": _("%(who)s returned the version for correction."),
        "publish": _("%(who)s published the version."),
        "discard": _("%(who)s discarded the draft."),
    },
    labels={
        "set_measures.measures": _("measures that are funded"),
        "set_rules.section": _("section"),
        "set_rules.measure": _("measure, if the rules are those of one"),
    },
    hints={
        "set_measures.measures": _("A measure left out goes with its rules."),
    },
)
