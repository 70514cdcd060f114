"""The words of a meeting's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PLANNED = "planned", _("planned")
    AGENDA_DRAFT = "agenda_draft", _("agenda in preparation")
    INVITED = "invited", _("invited")
    OPENED = "opened", _("in session")
    INTERRUPTED = "interrupted", _("interrupted")
    ADJOURNED = "adjourned", _("adjourned to another day")
    NOT_QUORATE = "not_quorate", _("not quorate")
    RE_INVITED = "re_invited", _("invited again")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    CLOSED = "closed", _("closed")


class M(TextChoices):
    DRAFT_AGENDA = "draft_agenda", _("Put the agenda together")
    ADD_ITEM = "add_item", _("Add an item")
    DROP_ITEM = "drop_item", _("Take an item off")
    ATTACH_PAPER = "attach_paper", _("Attach a paper")
    ASK_TO_INVITE = "ask_to_invite", _("Lay the agenda before the chair")
    INVITE = "invite", _("Approve the agenda and invite")
    RESCHEDULE = "reschedule", _("Set day, hour and place")
    CALL_OFF = "call_off", _("Call the meeting off")
    OPEN = "open_meeting", _("Open the meeting")
    ATTEND = "attend", _("Note who comes and leaves")
    STATE_NO_QUORUM = "state_no_quorum", _("State that there is no quorum")
    INTERRUPT = "interrupt", _("Interrupt or adjourn the meeting")
    CONTINUE = "continue", _("Continue the meeting")
    CLOSE = "close", _("Close the meeting")
    INVITE_AGAIN = "invite_again", _("Call a second meeting")
    CORRECT = "correct", _("Correct the attendance")
