"""How people speak of this lifecycle (early start): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Request"), ("draft", "requested")),
        Station(_("Check"), ("signed",)),
        Station(_("Result"), ("granted",), ("refused",)),
    ),
    history={
        "open": _("%(who)s began a request for an early start."),
        "request": _("%(who)s asked for an early start."),
        "discard": _("%(who)s discarded the draft."),
        "sign": _("%(who)s signed the decision on the early start as the first person."),
        "reopen": _("%(who)s returned the decision on the early start for correction."),
        "issue": _("%(who)s issued the decision on the early start as the second person."),
        "withdraw": _("%(who)s withdrew the request."),
        "end": _("The request ended with the application."),
        "decide_anew": _("The refusal was annulled: the request is decided anew."),
    },
)
