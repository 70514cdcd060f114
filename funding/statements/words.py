"""How people speak of this lifecycle (statement): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Statement"), ("draft",)),
        Station(_("Resolution"), ("on_agenda",)),
        Station(_("Dispatch"), ("adopted", "sent"), ("acknowledged",)),
        Station(_("Answer"), ("answered",), ("no_reply",)),
        Station(_("Feedback"), ("fed_back",)),
    ),
    history={
        "follow_fall": _("The body's resolution has fallen; the question is open again."),
        "hear_of_fall": _("The body's resolution has fallen after it had been carried out."),
        "edit": _("%(who)s edited the statement."),
        "put_on_agenda": _("%(who)s put the statement on the agenda."),
        "follow_adoption": _("The body has adopted the statement."),
        "follow_rejection": _("The body has rejected the statement."),
        "come_back": _("The statement came back from the body without a resolution."),
        "send": _("%(who)s sent the statement."),
        "acknowledge": _("%(who)s noted that the statement was acknowledged."),
        "miss_reply": _("The day asked for passed without a reply."),
        "remind_addressee": _("%(who)s reminded the addressee."),
        "note_answer": _("%(who)s noted the answer."),
        "feed_back": _("%(who)s fed the result back to group and body."),
        "withdraw": _("%(who)s withdrew the statement."),
    },
    labels={
        "feed_back.conclusion": _("What follows from it in the region?"),
    },
    hints={
        "edit.wording": _("The members of the body vote on this text, and the letter holds it word for word."),
        "send.answer_by": _("By when do you ask for an answer? The letter names the day."),
    },
)
