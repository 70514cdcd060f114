"""How people speak of this lifecycle (decision on the change): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Check"), ("in_review",), ("returned",)),
        Station(_("Committee"), ("committee",)),
        Station(_("Notice"), ("notice_signed",)),
        Station(_("Result"), ("issued",)),
    ),
    history={
        "follow_fall": _("The committee's resolution has fallen."),
        "open": _("The authority decides on the change request."),
        "end": _("The decision on the change request ended without its ground."),
        "put_to_committee": _("%(who)s put the change request before the committee."),
        "follow_vote": _("The decision goes on after the committee's vote."),
        "draft_notice": _("%(who)s wrote the change notice."),
        "sign_notice": _("%(who)s signed the change notice as the first person."),
        "reopen_notice": _("%(who)s returned the change notice for correction."),
        "issue": _("%(who)s issued the change notice as the second person."),
    },
    labels={
        "put_to_committee.amount": _("grant the committee is asked for"),
    },
)
