"""How people speak of this lifecycle (budget): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Budget"), ("draft",)),
        Station(_("Release"), ("proposed",)),
        Station(_("In force"), ("released",), ("change_proposed",)),
        Station(_("Year closed"), ("closed",)),
    ),
    history={
        "set_shares": _("%(who)s entered the shares of the funders."),
        "propose": _("%(who)s submitted the budget for release."),
        "return": _("%(who)s returned the budget for correction."),
        "release": _("%(who)s released the budget."),
        "propose_change": _("%(who)s proposed other shares."),
        "release_change": _("%(who)s released the change of the budget."),
        "refuse_change": _("%(who)s refused the change of the budget."),
        "close": _("The year has ended; the budget is closed."),
        "discard": _("%(who)s discarded the budget."),
        "open": _("%(who)s began the budget."),
    },
    labels={
        "set_shares.lines": _("funders and their shares"),
        "propose_change.lines": _("funders and their shares"),
    },
    hints={
        "set_shares.lines": _("Each grant is split by the parts: with 1 and 2, the second bears two thirds."),
        "propose_change.lines": _("All funders as they are to be, not only what changes."),
    },
)
