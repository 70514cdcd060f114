"""How people speak of this lifecycle (ruling): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Preparation"), ("opened", "notice_in_preparation"), ("rejection_in_preparation",)),
        Station(_("Check"), ("notice_signed",), ("rejection_written",)),
        Station(_("Notice"), ("issued",), ("rejected",)),
    ),
    history={
        "propose_take_over": _("%(who)s entered a notice issued elsewhere, with what was paid on it."),
        "take_over": _("%(who)s took over the notice issued elsewhere, as the second person."),
        "draft_notice": _("%(who)s wrote the notice."),
        "sign_notice": _("%(who)s signed the notice as the first person."),
        "reopen_notice": _("%(who)s returned the notice for correction."),
        "issue": _("%(who)s issued the notice as the second person."),
        "draft_rejection": _("%(who)s wrote the rejection."),
        "correct_rejection": _("%(who)s corrected the rejection."),
        "reopen_rejection": _("%(who)s called the rejection back before it was sent."),
        "give_up": _("%(who)s gave up the rejection; the examination goes on."),
        "open": _("The notice on the application was begun."),
        "begin_notice": _("The notice is being prepared."),
        "begin_rejection": _("The rejection is being prepared."),
        "end": _("The notice lost its ground before it was issued."),
        "reject_formally": _("%(who)s issued the rejection as the second person."),
    },
    labels={
        "propose_take_over.file": _("the notice as it was issued"),
    },
    hints={
        "issue.without_budget": _("Only needed where no budget is released for a year of the grant."),
    },
)
