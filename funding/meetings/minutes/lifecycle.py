"""The life of a meeting's minutes: written, read by the members, signed by two, and their public part published.

A correction after the signatures is signed anew by two; the version before stays in the file.
"""

from django.utils.translation import gettext_lazy as _

from funding.meetings.minutes import effects, rules
from funding.meetings.minutes.states import M, S
from funding.meetings.minutes.words import WORDS
from funding.roles import CHAIR, CLERK, SEAT
from workflows.effects import note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, each, make, move, one_of, remind, stay
from workflows.timing import days, on

OBJECTED_IN = (S.MINUTES_CIRCULATED, S.MINUTES_TO_SIGN)
SIGNED_IN = (S.MINUTES_SIGNED, S.MINUTES_APPROVED, S.PUBLISHED_EXTRACT)
CORRECTED_IN = (S.MINUTES_TO_SIGN, S.MINUTES_APPROVED, S.PUBLISHED_EXTRACT)

# fmt: off
STAYS = (
    #    state                  waits for                  task in the inbox                             due                     when late
    stay(S.MINUTES_DRAFT,       CLERK,                     _("Write the minutes"),                       days(14),               remind),
    stay(S.MINUTES_CIRCULATED,  each(SEAT, rules.members), _("Read the minutes"),                        on("objections_until"), make(M.END_OBJECTIONS)),
    stay(S.MINUTES_TO_SIGN,     CLERK,                     _("Answer the objections and sign the minutes"), days(14),            remind),
    stay(S.MINUTES_SIGNED,      CHAIR,                     _("Approve the minutes and sign them"),       days(14),               remind),
    stay(S.MINUTES_APPROVED,    CLERK,                     _("Publish the extract of the public part"),  days(14),               remind),
    stay(S.PUBLISHED_EXTRACT),
)
MOVES = (
    #    move              from                  to                     who            only if                            does               tells
    move(M.NOTE,           S.MINUTES_DRAFT,      S.MINUTES_DRAFT,       CLERK,         [],                                effects.note),
    move(M.CIRCULATE,      S.MINUTES_DRAFT,      S.MINUTES_CIRCULATED,  CLERK,         [rules.everything_is_noted],       effects.circulate, [("minutes.circulated", SEAT)], files="minutes"),
    move(M.AGREE,          S.MINUTES_CIRCULATED, S.MINUTES_CIRCULATED,  SEAT,          [rules.in_objection_period],       effects.agree, seen=rules.card),
    move(M.OBJECT,         S.MINUTES_CIRCULATED, S.MINUTES_CIRCULATED,  SEAT,          [rules.in_objection_period],       effects.object_to, [("minutes.objected", CLERK)], seen=rules.card),
    move(M.ANSWER,         OBJECTED_IN,          one_of(*OBJECTED_IN),  (CLERK, CHAIR), [],                               effects.answer),
    move(M.END_OBJECTIONS, S.MINUTES_CIRCULATED, S.MINUTES_TO_SIGN,     CLOCK,         [due_has_passed],                  effects.end_objections, [("minutes.to_sign", CLERK)]),
    move(M.CORRECT,        CORRECTED_IN,         S.MINUTES_TO_SIGN,     CLERK,         [],                                effects.correct),
    move(M.FOLLOW_ATTENDANCE, SIGNED_IN,         S.MINUTES_TO_SIGN,     CLOCK,         [rules.attendance_was_corrected],  effects.sign_anew, basis="§ 93 VwVfG"),
    move(M.SIGN,           S.MINUTES_TO_SIGN,    S.MINUTES_SIGNED,      CLERK,         [rules.objections_are_answered, rules.upheld_objections_are_heeded], effects.sign, [("minutes.signed", CHAIR)], basis="§ 93 VwVfG"),
    move(M.APPROVE,        S.MINUTES_SIGNED,     S.MINUTES_APPROVED,    CHAIR,         [],                                effects.approve,   four_eyes=M.SIGN, basis="§ 93 VwVfG", files="minutes"),
    move(M.SEND_BACK,      S.MINUTES_SIGNED,     S.MINUTES_TO_SIGN,     CHAIR,         [],                                note_reason,       [("minutes.sent_back", CLERK)]),
    move(M.PUBLISH,        S.MINUTES_APPROVED,   S.PUBLISHED_EXTRACT,   CLERK,         [],                                effects.publish, files="public_extract"),
)
# fmt: on
MINUTES = Lifecycle("minutes", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Minutes"))
