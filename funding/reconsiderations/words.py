"""How people speak of this lifecycle (motion to reconsider): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Words

WORDS = Words(
    history={
        "open": _("It was moved to reconsider the resolution."),
        "put_to_vote": _("%(who)s put the motion to the vote."),
        "follow_adoption": _("The body lifts its resolution and decides anew."),
        "follow_rejection": _("The motion was not carried; the resolution stands."),
        "withdraw": _("%(who)s recorded that the motion was withdrawn."),
        "hear_of_fall": _("The vote on reconsidering has fallen."),
    },
)
