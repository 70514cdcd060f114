"""The life of a decision: prepared, voted on, established, recorded in the minutes.

Every vote of a body runs by this table, the steering group's on an idea and the committee's on an application. What
a member declares or challenges, the approval a resolution needs, and whether the body reconsiders, are cases of their
own below it, which it follows.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import conflicts, correcting, effects, elsewhere, involvement, review, rules, seated, starting
from funding.decisions.states import FALLEN, M, S
from funding.decisions.words import WORDS
from funding.roles import CHAIR, CLERK, PROCESS_SUPPORT, SEAT
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, each, make, move, one_of, remind, stay
from workflows.timing import days, on

RESULTS = one_of(S.ADOPTED, S.REJECTED, S.NOT_QUORATE, S.INVALID, S.BLOCKED, S.SUBJECT_TO_APPROVAL, S.ABORTED)
BEFORE_RESULT = (S.PREPARED, S.RE_INVITED, S.OPEN)
WITHOUT_RESULT = (S.NOT_QUORATE, S.INVALID, S.BLOCKED)
RESOLVED = (S.ADOPTED, S.REJECTED, S.RECORDED)
LEFT = one_of(S.DEFERRED, S.RETURNED, S.ABORTED)
APPROVED = (S.ADOPTED, S.REJECTED)
FOLLOWED = one_of(*APPROVED, *FALLEN)
SPEAKS = (rules.own_conflict_is_decided, seated.speaks_once, involvement.has_had_no_part)

# fmt: off
STAYS = (
    #    state                  waits for                     task in the inbox                      due               when late
    stay(S.PREPARED,            CLERK,                        _("Open the vote"),                    days(30),         remind),
    stay(S.OPEN,                each(SEAT, rules.electorate), _("Cast your vote"),                   on("closes_on"),  make(M.CLOSE)),
    stay(S.ADOPTED,             CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.REJECTED,            CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.NOT_QUORATE,         CLERK,                        _("Invite again"),                     days(14),         remind),
    stay(S.RE_INVITED,          CLERK,                        _("Open the vote again"),              on("meets_on"),   remind),
    stay(S.INVALID,             CLERK,                        _("Repeat the vote"),                  days(14),         remind),
    stay(S.BLOCKED,             CLERK,                        _("Settle with the funder"),           days(30),         remind),
    stay(S.SUBJECT_TO_APPROVAL, CLOCK),
    stay(S.DEFERRED,            CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.RETURNED,            CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.ABORTED),
    stay(S.RECORDED),
    stay(S.VOID),
    stay(S.RECONSIDERED),
)
MOVES = (
    #    move            from                       to                     who             only if                                          does                       tells
    move(M.OPEN,         (S.PREPARED, S.RE_INVITED), S.OPEN,               CLERK,          [rules.body_has_seats, rules.meeting_has_come, rules.conflicts_are_decided],  starting.open_vote,        [("decision.open", SEAT)]),
    move(M.RECORD_ELSEWHERE, (S.PREPARED, S.RE_INVITED, S.NOT_QUORATE), RESULTS,          CLERK,          [rules.body_has_seats, rules.meeting_has_come, rules.conflicts_are_decided, rules.nothing_was_cast_here, rules.stands_on_no_agenda], elsewhere.record,
         [("decision.result", CLERK), ("decision.result", CHAIR)]),
    move(M.CORRECT,      RESOLVED,                  one_of(*RESOLVED),     CLERK,          [rules.was_held_elsewhere, rules.nothing_is_at_issue], correcting.correct, files="minutes_extract"),
    move(M.ATTEND,       S.OPEN,                    S.OPEN,                CLERK,          [rules.is_session],                              effects.attend),
    move(M.CAST,         S.OPEN,                    S.OPEN,                SEAT,           [rules.still_open, seated.is_at_the_table, rules.ballot_may_be_cast, rules.own_conflict_is_decided, seated.one_ballot_a_person, involvement.has_had_no_part], effects.cast, seen=rules.card),
    move(M.DEMAND_SECRECY, S.OPEN,                  one_of(S.OPEN, S.PREPARED), SEAT,      [rules.secrecy_may_be_demanded, rules.still_open, seated.is_at_the_table, *SPEAKS], effects.demand_secrecy, seen=rules.card, basis="§ 92 (1) VwVfG"),
    move(M.OBJECT,       S.OPEN,                    one_of(S.OPEN, S.ABORTED), SEAT,           [rules.is_circular, rules.heeds_objections, rules.still_open, *SPEAKS], effects.object_to_circular,
         [("decision.objected", CLERK)], seen=rules.card, basis="§ 90 (1) VwVfG"),
    move(M.DECLARE,      BEFORE_RESULT,             one_of(*BEFORE_RESULT), (SEAT, CLERK), [],                                              conflicts.declare, basis="§ 20 (4) VwVfG", inside=True),
    move(M.CLOSE,        S.OPEN,                    RESULTS,               (CHAIR, CLERK, CLOCK), [rules.vote_may_be_closed, rules.conflicts_are_decided], effects.establish,     [("decision.result", CLERK), ("decision.result", CHAIR)]),
    move(M.LEAVE,        (*BEFORE_RESULT, *WITHOUT_RESULT), LEFT,          (CHAIR, CLERK), [rules.may_be_left, rules.nobody_has_voted],     effects.leave),
    move(M.VOTE_AGAIN,   WITHOUT_RESULT,            one_of(S.RE_INVITED, S.PREPARED), CLERK, [],                                             effects.vote_again),
    move(M.RECORD,       (S.ADOPTED, S.REJECTED, S.DEFERRED, S.RETURNED), S.RECORDED, CLERK, [],                                              effects.record, basis="§ 93 VwVfG", files=("minutes_extract", "voting_list")),
    move(M.CHALLENGE,    RESOLVED,                  one_of(*RESOLVED),     (CLERK, CHAIR, SEAT), [rules.body_has_resolved],                 review.challenge,          [("challenge.entered", CLERK), ("challenge.entered", CHAIR)]),
    move(M.RECONSIDER,   RESOLVED,                  one_of(*RESOLVED),     (CLERK, CHAIR), [rules.body_has_resolved, rules.may_be_reconsidered], review.reconsider),
    move(M.FOLLOW,       (*RESOLVED, S.SUBJECT_TO_APPROVAL), FOLLOWED,     CLOCK, [rules.case_below_has_ended],                             review.follow,
         [("decision.fell", CLERK, FALLEN), ("decision.fell", CHAIR, FALLEN), ("decision.result", CLERK, APPROVED), ("decision.result", CHAIR, APPROVED)]),
    move(M.END,          (*BEFORE_RESULT, *WITHOUT_RESULT, S.SUBJECT_TO_APPROVAL), S.ABORTED, CLOCK, [parent_has_ended], effects.end, [("decision.gone", CLERK), ("decision.gone", CHAIR)]),
)
# fmt: on
DECISION = Lifecycle(
    "decision",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Decision"),
    when_parent_ends=M.END,
    outsiders=(SEAT, PROCESS_SUPPORT),
    many=(each(SEAT, rules.seats_of_the_body),),
)
