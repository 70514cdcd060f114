"""How people speak of this lifecycle (first call for money): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("First call"), ("waiting",)),
        Station(_("Result"), ("met",), ("missed", "dropped")),
    ),
    history={
        "open": _("The first call for money is awaited."),
        "look": _("The day for the first call for money has passed."),
        "recount": _("Nobody could call for money for a while; the day was counted anew."),
        "extend": _("%(who)s set a later day."),
        "drop": _("%(who)s dropped the condition."),
        "end_with_award": _("The award has ended."),
    },
)
