"""How people speak of this lifecycle (decision on the objection): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Preparation"), ("in_preparation", "signed", "issued"), ("dropped",)),
        Station(_("Dispatch"), ("sent",)),
        Station(_("Served"), ("served",)),
    ),
    history={
        "open": _("The decision on the objection was begun."),
        "sign": _("%(who)s wrote the decision on the objection and signed it as the first person."),
        "reopen": _("%(who)s returned the decision on the objection for correction."),
        "issue": _("%(who)s issued the decision on the objection as the second person."),
        "dispatch": _("%(who)s recorded the sending of the decision on the objection."),
        "note_receipt": _("%(who)s recorded what is known of the receipt."),
        "send_anew": _("%(who)s prepared to send the decision on the objection anew."),
        "establish_service": _("The decision on the objection has been served."),
        "drop": _("%(who)s dropped the decision on the objection before it was sent."),
        "end": _("The notice came to its end without this decision."),
    },
)
