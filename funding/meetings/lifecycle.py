"""The life of a body's meeting: planned, invited to in time, opened with its quorum stated, closed; then its minutes.

The minutes are a case below the meeting, with a table of their own. What the body votes on are decisions elsewhere:
the agenda names them, and a vote opened in session takes over who is present here.
"""

from django.utils.translation import gettext_lazy as _

from funding.meetings import agenda, attending, correcting, effects, rules
from funding.meetings.states import M, S
from funding.meetings.words import WORDS
from funding.roles import CHAIR, CLERK
from workflows.lifecycle import Lifecycle, escalate_to, move, one_of, remind, stay
from workflows.timing import days, on

AHEAD = (S.PLANNED, S.AGENDA_DRAFT)
HELD = (S.OPENED, S.INTERRUPTED)
RUNNING = (CHAIR, CLERK)
RECORDED = (S.OPENED, S.INTERRUPTED, S.ADJOURNED, S.NOT_QUORATE, S.CLOSED)

# fmt: off
STAYS = (
    #    state            waits for  task in the inbox                            due                           when late
    stay(S.PLANNED,       CLERK,     _("Put the agenda together"),                rules.invite_by,              remind),
    stay(S.AGENDA_DRAFT,  CLERK,     _("Finish the agenda and lay it before the chair"), rules.invite_by,       escalate_to(CHAIR)),
    stay(S.INVITED,       CHAIR,     _("Open the meeting"),                       on("meets_on"),               remind),
    stay(S.OPENED,        CHAIR,     _("Lead the meeting and close it"),          days(1),                      remind),
    stay(S.INTERRUPTED,   CHAIR,     _("Continue the meeting"),                   days(1),                      remind),
    stay(S.ADJOURNED,     CHAIR,     _("Continue the meeting"),                   on("continues_on"),           remind),
    stay(S.NOT_QUORATE,   CLERK,     _("Call a second meeting"),                  days(14),                     remind),
    stay(S.POSTPONED,     CLERK,     _("Set another day"),                        days(14),                     remind),
    stay(S.CLOSED),
    stay(S.RE_INVITED),
    stay(S.CANCELLED),
)
MOVES = (
    #    move               from                   to                 who      only if                                             does                     tells
    move(M.DRAFT_AGENDA,    S.PLANNED,             S.AGENDA_DRAFT,    CLERK,   [],                                                 agenda.draft_agenda),
    move(M.ADD_ITEM,        (S.AGENDA_DRAFT, S.OPENED), one_of(S.AGENDA_DRAFT, S.OPENED), RUNNING, [],                             agenda.add_item),
    move(M.DROP_ITEM,       S.AGENDA_DRAFT,        S.AGENDA_DRAFT,    CLERK,   [],                                                 agenda.drop_item),
    move(M.ATTACH_PAPER,    (S.AGENDA_DRAFT, S.INVITED, *HELD), one_of(S.AGENDA_DRAFT, S.INVITED, *HELD), CLERK, [],              agenda.attach_paper),
    move(M.ASK_TO_INVITE,   S.AGENDA_DRAFT,        S.AGENDA_DRAFT,    CLERK,   [rules.is_complete],                                None,                    [("meeting.to_approve", CHAIR)]),
    move(M.INVITE,          S.AGENDA_DRAFT,        S.INVITED,         CHAIR,   [rules.is_complete, rules.invites_in_time],         effects.invite, basis="§ 90 (1) VwVfG", files="invitation"),
    move(M.RESCHEDULE,      (*AHEAD, S.POSTPONED), one_of(*AHEAD),    CLERK,   [],                                                 effects.reschedule),
    move(M.CALL_OFF,        (*AHEAD, S.INVITED, S.POSTPONED, S.NOT_QUORATE), one_of(S.POSTPONED, S.CANCELLED), RUNNING, [],        effects.call_off),
    move(M.OPEN,            S.INVITED,             S.OPENED,          RUNNING, [rules.is_the_day],                               attending.open_meeting, basis="§§ 89, 90 VwVfG"),
    move(M.ATTEND,          S.OPENED,              S.OPENED,          RUNNING, [],                                                 attending.attend),
    move(M.STATE_NO_QUORUM, S.OPENED,              S.NOT_QUORATE,     RUNNING, [rules.no_vote_is_open, rules.lacks_quorum],        attending.end_without_quorum, [("meeting.not_quorate", CLERK)], basis="§ 90 (1) VwVfG"),
    move(M.INTERRUPT,       HELD,                  one_of(S.INTERRUPTED, S.ADJOURNED), RUNNING, [rules.no_vote_is_open],           attending.interrupt),
    move(M.CONTINUE,        (S.INTERRUPTED, S.ADJOURNED), S.OPENED,   RUNNING, [rules.is_the_day],                               attending.go_on),
    move(M.CLOSE,           (*HELD, S.ADJOURNED),  S.CLOSED,          RUNNING, [rules.no_vote_is_open],                            attending.close),
    move(M.INVITE_AGAIN,    S.NOT_QUORATE,         S.RE_INVITED,      CLERK,   [rules.may_meet_again],                             effects.invite_again, basis="§ 90 (2) VwVfG"),
    move(M.CORRECT,         RECORDED,              one_of(*RECORDED), RUNNING, [],                                                 correcting.correct),
)
# fmt: on
MEETING = Lifecycle("meeting", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Meeting"))
