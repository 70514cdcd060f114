"""How people speak of this lifecycle (meeting): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Agenda"), ("planned", "agenda_draft"), ("postponed",)),
        Station(_("Invitation"), ("invited",)),
        Station(_("Meeting"), ("opened",), ("interrupted", "adjourned", "not_quorate")),
        Station(_("Completion"), ("closed",), ("re_invited",)),
    ),
    history={
        "open": _("%(who)s planned the meeting."),
        "draft_agenda": _("%(who)s put the agenda together."),
        "add_item.agenda_draft": _("%(who)s added an item to the agenda."),
        "drop_item": _("%(who)s took an item off the agenda."),
        "attach_paper": _("%(who)s attached a paper."),
        "ask_to_invite": _("%(who)s laid the agenda before the chair."),
        "invite": _("%(who)s approved the agenda and invited the members."),
        "reschedule": _("%(who)s set day, hour and place."),
        "call_off.postponed": _("%(who)s postponed the meeting."),
        "call_off.cancelled": _("%(who)s cancelled the meeting."),
        "open_meeting": _("%(who)s opened the meeting."),
        "attend": _("%(who)s noted who came or left."),
        "add_item.opened": _("An urgent item was put on the agenda, entered by %(who)s."),
        "state_no_quorum": _("%(who)s stated that the body is not quorate. The meeting ended."),
        "interrupt.interrupted": _("%(who)s interrupted the meeting."),
        "interrupt.adjourned": _("%(who)s adjourned the meeting to another day."),
        "continue": _("%(who)s continued the meeting."),
        "close": _("%(who)s closed the meeting."),
        "invite_again": _("%(who)s called a second meeting."),
        "correct": _("%(who)s corrected the attendance."),
    },
    labels={
        "add_item.yes": _("votes for the urgency"),
        "add_item.no": _("votes against the urgency"),
        "add_item.reason": _("Why can it not wait?"),
        "open_meeting.seats": _("seats present"),
        "continue.seats": _("seats present"),
    },
    hints={
        "call_off.reason": _("Where nobody is invited, the meeting is cancelled and its case ends with this."),
        "add_item.public": _("What concerns single people or contracts belongs in the non-public part."),
        "attend.agenda_item": _("Only for a conflict of interest: the item it is on."),
        "attend.at": _("For example 18:05. Left empty: now."),
        "attend.deputies": _("Only for who comes."),
        "correct.entry": _("Left empty if something was forgotten: then choose seat and what happened."),
        "correct.at": _("The right hour, for example 18:05."),
        "correct.day": _("Only if the meeting was held on several days."),
        "continue.seats": _("Who is there today."),
        "interrupt.continues_on": _("Left empty, the meeting goes on today. With a day it is adjourned to that day."),
        "attach_paper.agenda_item": _(
            "Without an item everybody who is invited reads it. Who is excluded from an item reads none of its papers."
        ),
    },
    asked_anew=("interrupt.continues_on",),
)
