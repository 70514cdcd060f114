"""How people speak of this lifecycle (declaration of a conflict of interest): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Words

WORDS = Words(
    history={
        "open": _("A conflict of interest was declared."),
        "rule.excluded": _("%(who)s recorded that the body has excluded the member from the vote."),
        "rule.not_excluded": _("%(who)s recorded that the body has not excluded the member."),
        "withdraw": _("%(who)s took the declaration of a conflict of interest back."),
        "end_with_vote": _("The vote ended; nothing is left to decide on the conflict of interest."),
    },
    labels={
        "rule.excluded": _("The body excludes the member from this decision."),
    },
    hints={
        "rule.reason": _("As the body gave it; it was decided without the member."),
        "rule.yes": _("Left empty with the two others where nobody objected."),
    },
)
