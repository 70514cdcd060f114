"""How people speak of this lifecycle (claim against a final recipient): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Claim"), ("claimed",)),
        Station(_("Loss"), ("loss_reported", "release_proposed")),
        Station(_("Result"), ("released",), ("paid", "borne")),
    ),
    history={
        "open": _("Money is claimed back from the final recipient."),
        "note_payment": _("%(who)s noted a payment."),
        "report_loss": _("%(who)s reported the loss to the authority."),
        "take_back": _("%(who)s took the report of the loss back."),
        "propose_release": _("%(who)s proposed how much of the loss is released."),
        "return_proposal": _("%(who)s returned the proposal."),
        "decide_release": _("%(who)s decided who bears the loss."),
        "bear_loss": _("%(who)s recorded that the recipient bears the loss."),
    },
    labels={
        "note_payment.amount": _("amount paid"),
        "propose_release.amount": _("amount released"),
    },
    asked_anew=("note_payment.amount", "propose_release.amount"),
)
