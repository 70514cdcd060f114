"""How people speak of this lifecycle (wait for money): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Money missing"), ("budget_missing",)),
        Station(_("Waiting list"), ("waiting_list",)),
        Station(_("Result"), ("money_found",), ("expired",)),
    ),
    history={
        "open": _("There is no money for the application."),
        "end": _("The wait for money has lost its ground."),
        "put_on_waiting_list": _("%(who)s put the application on the waiting list."),
        "change_rank": _("%(who)s changed the rank on the waiting list."),
        "take_from_waiting_list": _("%(who)s took the application up again: the money is there."),
        "expire": _("The year has ended without money for the application."),
    },
)
