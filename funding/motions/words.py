"""How people speak of this lifecycle (motion): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Draft"), ("drafted",)),
        Station(_("Vote"), ("put_to_vote",)),
        Station(_("Result"), ("adopted",), ("rejected",)),
    ),
    history={
        "open": _("%(who)s began a motion to the body."),
        "write": _("%(who)s wrote the motion."),
        "nominate": _("%(who)s named who is proposed."),
        "draft_orders": _("%(who)s drafted the standing orders."),
        "put_to_vote": _("%(who)s put the motion to the vote."),
        "follow_vote.adopted": _("The body adopted the motion."),
        "follow_vote.rejected": _("The body rejected the motion."),
        "follow_vote.drafted": _("No resolution came about; the motion can be put to the vote again."),
        "follow_fall": _("The resolution has fallen; the motion can be put to the vote again."),
        "withdraw": _("%(who)s withdrew the motion."),
        "end_with_body": _("The motion ended with the body."),
    },
    labels={
        "open.kind": _("kind of motion"),
        "nominate.rank": _("rank: 0 the chair, from 1 on a deputy"),
    },
    hints={
        "draft_orders.majority": _("What is left empty stays as it is in force."),
        "draft_orders.from_on": _("Left empty: from the day of the resolution on."),
        "nominate.from_on": _("Left empty: from the day of the resolution on."),
    },
)
