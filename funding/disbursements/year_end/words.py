"""How people speak of this lifecycle (end of a budget year): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Year"), ("open",)),
        Station(_("Proposal"), ("to_decide", "proposed")),
        Station(_("Result"), ("carried_over",), ("lapsed", "used_up")),
    ),
    history={
        "open": _("The end of the budget year was put on file."),
        "cut_off": _("The budget year ended."),
        "count_anew": _("Of what had used up the year less counts now, so that something is left."),
        "propose": _("%(who)s proposed what becomes of the rest."),
        "return": _("%(who)s returned the proposal."),
        "decide": _("%(who)s decided what becomes of the rest."),
        "end_with_award": _("The year was settled with the award."),
    },
    labels={
        "propose.proposal": _("what becomes of the rest"),
    },
)
