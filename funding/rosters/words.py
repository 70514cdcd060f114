"""How people speak of this lifecycle (seats of the body): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Members"), ("complete",), ("lapsing", "incomplete")),
        Station(_("Dissolution"), ("dissolved",)),
    ),
    history={
        "open": _("The list of the body's seats was begun."),
        "appoint": _("%(who)s entered who takes a seat."),
        "appoint_chair": _("%(who)s entered who takes the chair."),
        "end_term": _("%(who)s entered that somebody leaves."),
        "add_seat": _("%(who)s added a seat."),
        "abolish_seat": _("%(who)s abolished a seat."),
        "carry_out": _("The confirmed change of the seats took effect."),
        "review": _("The composition of the body has changed."),
        "dissolve": _("The body has been dissolved."),
        "hand_over": _("Who was elected could not be entered; the office is to see to it."),
    },
    labels={
        "appoint.rank": _("holder or which deputy"),
        "appoint_chair.rank": _("chair or which deputy"),
    },
    hints={
        "appoint.rank": _("0 for who holds it, 1 for the first deputy, 2 for the second."),
        "appoint_chair.rank": _("0 for the chair, 1 for the first deputy chair, 2 for the second."),
        "appoint.from_on": _("Who had it before leaves on the day before."),
        "appoint_chair.from_on": _("Who had it before leaves on the day before."),
    },
)
