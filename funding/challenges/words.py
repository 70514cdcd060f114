"""How people speak of this lifecycle (challenge of a resolution): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Words

WORDS = Words(
    history={
        "open": _("The resolution was called into question."),
        "examine": _("%(who)s examined the challenge."),
        "decide": _("%(who)s decided on the challenge."),
        "make_up": _("%(who)s put the question to the body again."),
        "follow_cure": _("The body has voted again on the question."),
        "give_up": _("%(who)s left the resolution void."),
        "withdraw": _("%(who)s recorded that the challenge was withdrawn."),
        "follow_fall": _("The new vote has fallen; the question is to be put to the body once more."),
    },
)
