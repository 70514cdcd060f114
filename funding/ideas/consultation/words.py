"""How people speak of this lifecycle (consultation): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Working group"), ("in_working_group", "voting")),
        Station(_("Result"), ("recommended",), ("not_recommended", "returned")),
    ),
    history={
        "advise": _("%(who)s gave advice."),
        "open": _("%(who)s brought the idea to the working group."),
        "put_to_vote": _("%(who)s put it to the vote of the working group."),
        "follow_vote.recommended": _("The working group has voted on it and recommends it."),
        "follow_vote.not_recommended": _("The working group has voted on it and does not recommend it."),
        "follow_vote.in_working_group": _("No resolution of the working group came about."),
        "recommend": _("The working group recommends the idea, entered by %(who)s."),
        "do_not_recommend": _("The working group does not recommend the idea, entered by %(who)s."),
        "send_back": _("%(who)s returned the idea for revision."),
        "take_from_group": _("%(who)s took the idea back from a working group that no longer works."),
        "end_with_idea": _("The consultation ended, because the idea has ended."),
        "follow_fall.in_working_group": _("The group's vote has fallen; it deliberates again."),
        "follow_fall.recommended": _("The group's vote has fallen after the idea had gone on."),
        "follow_fall.not_recommended": _("The group's vote has fallen after the idea had gone on."),
    },
    labels={
        "send_back.reason": _("What is still missing?"),
    },
)
