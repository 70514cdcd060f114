"""How people speak of this lifecycle (expert's vote): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Request"), ("asked",), ("disclosed",)),
        Station(_("Writing"), ("accepted",)),
        Station(_("Vote"), ("handed_in",)),
    ),
    history={
        "open": _("%(who)s asked for the vote."),
        "declare.accepted": _("%(who)s took the vote on and declared that there is no conflict of interest."),
        "declare.disclosed": _("%(who)s disclosed a conflict of interest."),
        "decline": _("%(who)s declined to give the vote."),
        "admit": _("%(who)s decided that the expert gives the vote all the same."),
        "exclude": _("%(who)s excluded the expert."),
        "extend": _("%(who)s gave the expert more time."),
        "hand_in": _("%(who)s signed the vote and handed it in."),
        "withdraw": _("%(who)s no longer asks for the vote."),
        "end": _("The vote is no longer needed: the assessment has ended."),
    },
    labels={
        "declare.interest": _("Or: what connects you with the project or those who take part in it"),
    },
)
