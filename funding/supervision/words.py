"""How people speak of this lifecycle (approval by the supervisory authority): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Words

WORDS = Words(
    history={
        "open": _("The resolution needs the approval of the supervisory authority."),
        "enter_answer": _("%(who)s entered the supervisory authority's letter."),
        "confirm.effective": _("%(who)s confirmed the approval; the resolution is effective."),
        "confirm.refused": _("%(who)s confirmed the refusal."),
        "return": _("%(who)s returned the entry."),
        "end_with_parent": _("It ended with the vote."),
    },
    labels={
        "enter_answer.file": _("letter of the supervisory authority"),
    },
    hints={
        "enter_answer.received_on": _("From this day on the resolution is effective, or refused."),
    },
)
