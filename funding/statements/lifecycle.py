"""The life of a statement upward: a body resolves it, the office sends it, and what came of it goes back to the region.

The body's vote is a decision below it. Each day by which an answer was asked for passes into “without a reply”; from
there the office reminds as often as it likes, or says that nobody has answered.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.documents.attaching import attach
from funding.roles import CHAIR, CLERK, COORDINATION_OFFICE, WORKING_GROUP_LEAD
from funding.statements import effects, rules
from funding.statements.states import M, S
from funding.statements.words import WORDS
from workflows.effects import note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

AWAITED = (S.SENT, S.ACKNOWLEDGED)
ANSWERABLE = (*AWAITED, S.NO_REPLY, S.FED_BACK)  # it may come after the region was told that nobody answered
CARRIED_OUT = (S.SENT, S.ACKNOWLEDGED, S.NO_REPLY, S.ANSWERED, S.FED_BACK)
PAPERS = (S.DRAFT, *AWAITED, S.NO_REPLY, S.ANSWERED)
BODY = (WORKING_GROUP_LEAD, CHAIR, CLERK)

# fmt: off
STAYS = (
    #    state           waits for            task in the inbox                              due                          when late
    stay(S.DRAFT,        COORDINATION_OFFICE, _("Finish the statement and put it to the body"), None,                     None),
    stay(S.ON_AGENDA,    CLOCK),
    stay(S.ADOPTED,      COORDINATION_OFFICE, _("Send the statement"),                       days(14),                    remind),
    stay(S.SENT,         COORDINATION_OFFICE, _("Note the acknowledgement or the answer"),   on("answer_by", "internal"), make(M.MISS_REPLY)),
    stay(S.ACKNOWLEDGED, COORDINATION_OFFICE, _("Note the answer"),                          on("answer_by", "internal"), make(M.MISS_REPLY)),
    stay(S.NO_REPLY,     COORDINATION_OFFICE, _("Remind the addressee or feed back that no reply has come"), days(14),    remind),
    stay(S.ANSWERED,     COORDINATION_OFFICE, _("Feed the answer back to group and body"),   days(14),                    remind),
    stay(S.FED_BACK),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move               from                    to                  who                  only if                        does                    tells
    move(M.EDIT,            S.DRAFT,                S.DRAFT,            COORDINATION_OFFICE, [],                            effects.edit),
    move(M.ATTACH,          PAPERS,                 one_of(*PAPERS),    COORDINATION_OFFICE, [],                            attach),
    move(M.PUT_ON_AGENDA,   S.DRAFT,                S.ON_AGENDA,        COORDINATION_OFFICE, [rules.is_complete],           effects.put_on_agenda),
    move(M.FOLLOW_ADOPTION, S.ON_AGENDA,            S.ADOPTED,          CLOCK,               [results.body_has_adopted],    effects.follow_adoption, [("statement.adopted", COORDINATION_OFFICE)]),
    move(M.FOLLOW_REJECTION, S.ON_AGENDA,           S.REJECTED,         CLOCK,               [results.body_has_rejected],   None,                   [("statement.rejected", COORDINATION_OFFICE), ("statement.rejected", WORKING_GROUP_LEAD)]),
    move(M.COME_BACK,       S.ON_AGENDA,            S.DRAFT,            CLOCK,               [rules.body_has_not_resolved], None,                   [("statement.returned", COORDINATION_OFFICE)]),
    move(M.FOLLOW_FALL,     (S.ADOPTED, S.REJECTED), S.DRAFT,           CLOCK,               [results.resolution_has_fallen], results.note_fall,    [("statement.resolution_fell", COORDINATION_OFFICE)]),
    move(M.HEAR_OF_FALL,    CARRIED_OUT,            one_of(*CARRIED_OUT), CLOCK,             [results.resolution_has_fallen], results.note_fall,    [("statement.resolution_fell", COORDINATION_OFFICE)]),
    move(M.SEND,            S.ADOPTED,              S.SENT,             COORDINATION_OFFICE, [],                            effects.send, files="statement"),
    move(M.ACKNOWLEDGE,     (S.SENT, S.NO_REPLY),   S.ACKNOWLEDGED,     COORDINATION_OFFICE, [],                            effects.acknowledge),
    move(M.MISS_REPLY,      AWAITED,                S.NO_REPLY,         CLOCK,               [due_has_passed],              None,                   [("statement.no_reply", COORDINATION_OFFICE)]),
    move(M.REMIND,          S.NO_REPLY,             one_of(*AWAITED),   COORDINATION_OFFICE, [],                            effects.remind_addressee, files="statement_reminder"),
    move(M.NOTE_ANSWER,     ANSWERABLE,             S.ANSWERED,         COORDINATION_OFFICE, [rules.nobody_has_answered],   effects.note_answer),
    move(M.FEED_BACK,       (S.ANSWERED, S.NO_REPLY), S.FED_BACK,       COORDINATION_OFFICE, [],                            effects.feed_back,      [("statement.fed_back", role) for role in BODY]),
    move(M.WITHDRAW,        (S.DRAFT, S.ON_AGENDA), S.WITHDRAWN,        COORDINATION_OFFICE, [results.no_ballot_is_cast],   note_reason),
)
# fmt: on
STATEMENT = Lifecycle("statement", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Statement"))
