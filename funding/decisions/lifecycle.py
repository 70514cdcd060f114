"""The life of a decision: prepared, voted on, established, recorded in the minutes.

Every vote of a body runs by this table, the steering group's on an idea and the committee's on an application. What
a member challenges, and whether the body reconsiders, are cases of their own below it, which it follows.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import conflicts, effects, elsewhere, review, rules, starting
from funding.decisions.states import M, S
from funding.roles import CHAIR, CLERK, PROCESS_SUPPORT, SEAT
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, each, make, move, one_of, remind, stay
from workflows.timing import days, on

RESULTS = one_of(S.ADOPTED, S.REJECTED, S.NOT_QUORATE, S.INVALID, S.BLOCKED, S.SUBJECT_TO_APPROVAL, S.ABORTED)
BEFORE_RESULT = (S.PREPARED, S.RE_INVITED, S.OPEN)
WITHOUT_RESULT = (S.NOT_QUORATE, S.INVALID, S.BLOCKED)
RESOLVED = (S.ADOPTED, S.REJECTED, S.RECORDED)

# fmt: off
STAYS = (
    #    state                  waits for                     task in the inbox                      due               when late
    stay(S.PREPARED,            CLERK,                        _("Open the vote"),                    days(30),         remind),
    stay(S.OPEN,                each(SEAT, rules.electorate), _("Cast your vote"),                   on("closes_on"),  make(M.CLOSE_ON_TIME)),
    stay(S.ADOPTED,             CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.REJECTED,            CLERK,                        _("Record the result in the minutes"), days(14),         remind),
    stay(S.NOT_QUORATE,         CLERK,                        _("Invite again"),                     days(14),         remind),
    stay(S.RE_INVITED,          CLERK,                        _("Open the vote again"),              on("meets_on"),   remind),
    stay(S.INVALID,             CLERK,                        _("Repeat the vote"),                  days(14),         remind),
    stay(S.BLOCKED,             CLERK,                        _("Settle with the funder"),           days(30),         remind),
    stay(S.SUBJECT_TO_APPROVAL, CLERK,                        _("Obtain the approval"),              days(60),         remind),
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
    move(M.CORRECT,      RESOLVED,                  one_of(*RESOLVED),     CLERK,          [rules.was_held_elsewhere, rules.nothing_is_at_issue], elsewhere.correct, files="minutes_extract"),
    move(M.ATTEND,       S.OPEN,                    S.OPEN,                CLERK,          [rules.is_session],                              effects.attend),
    move(M.CAST,         S.OPEN,                    S.OPEN,                SEAT,           [rules.still_open, rules.seat_may_vote, rules.own_conflict_is_decided, rules.one_ballot_a_person], effects.cast, seen=rules.card),
    move(M.DEMAND_SECRECY, S.OPEN,                  one_of(S.OPEN, S.PREPARED), SEAT,      [rules.secrecy_may_be_demanded, rules.still_open], effects.demand_secrecy, seen=rules.card, basis="§ 92 (1) VwVfG"),
    move(M.OBJECT,       S.OPEN,                    one_of(S.ABORTED),     SEAT,           [rules.is_circular, rules.heeds_objections, rules.still_open], effects.object_to_circular,
         [("decision.objected", CLERK)], seen=rules.card, basis="§ 90 (1) VwVfG"),
    move(M.DECLARE,      BEFORE_RESULT,             one_of(*BEFORE_RESULT), (SEAT, CLERK), [],                                              conflicts.declare, basis="§ 20 (4) VwVfG", inside=True),
    move(M.TAKE_BACK,    BEFORE_RESULT,             one_of(*BEFORE_RESULT), SEAT,          [rules.has_declared],                            conflicts.take_back),
    move(M.RULE,         BEFORE_RESULT,             one_of(*BEFORE_RESULT), CHAIR,         [rules.conflict_is_undecided],                   conflicts.rule, basis="§ 20 (4) VwVfG", inside=True),
    move(M.CLOSE,        S.OPEN,                    RESULTS,               (CHAIR, CLERK), [rules.may_be_closed_by_hand, rules.conflicts_are_decided], effects.establish,         [("decision.result", CLERK), ("decision.result", CHAIR)]),
    move(M.CLOSE_ON_TIME, S.OPEN,                   RESULTS,               CLOCK,          [rules.time_is_up, rules.conflicts_are_decided], effects.establish,         [("decision.result", CLERK), ("decision.result", CHAIR)]),
    move(M.DEFER,        BEFORE_RESULT,             S.DEFERRED,            CHAIR,          [rules.nobody_has_voted],                        effects.defer),
    move(M.RETURN,       BEFORE_RESULT,             S.RETURNED,            CHAIR,          [rules.nobody_has_voted],                        effects.give_up),
    move(M.INVITE_AGAIN, S.NOT_QUORATE,             S.RE_INVITED,          CLERK,          [],                                              effects.invite_again, basis="§ 90 (1) VwVfG"),
    move(M.REPEAT,       WITHOUT_RESULT,            S.PREPARED,            CLERK,          [],                                              effects.repeat),
    move(M.GIVE_UP,      (S.PREPARED, S.RE_INVITED, *WITHOUT_RESULT), S.ABORTED, (CHAIR, CLERK), [],                                        effects.give_up),
    move(M.APPROVE,      S.SUBJECT_TO_APPROVAL,     S.ADOPTED,             CLERK,          [],                                              effects.note_approval),
    move(M.REFUSE,       S.SUBJECT_TO_APPROVAL,     S.REJECTED,            CLERK,          [],                                              effects.note_approval),
    move(M.RECORD,       (S.ADOPTED, S.REJECTED, S.DEFERRED, S.RETURNED), S.RECORDED, CLERK, [],                                              effects.record, basis="§ 93 VwVfG", files=("minutes_extract", "voting_list")),
    move(M.CHALLENGE,    RESOLVED,                  one_of(*RESOLVED),     (CLERK, CHAIR, SEAT), [rules.body_has_resolved],                 review.challenge,          [("challenge.entered", CLERK), ("challenge.entered", CHAIR)]),
    move(M.RECONSIDER,   RESOLVED,                  one_of(*RESOLVED),     (CLERK, CHAIR), [rules.body_has_resolved, rules.may_be_reconsidered], review.reconsider),
    move(M.FALL,         RESOLVED,                  one_of(S.VOID, S.RECONSIDERED), CLOCK, [rules.resolution_falls],                        review.fall,               [("decision.fell", CLERK), ("decision.fell", CHAIR)]),
    move(M.END,          (*BEFORE_RESULT, *WITHOUT_RESULT, S.SUBJECT_TO_APPROVAL), S.ABORTED, CLOCK, [parent_has_ended], effects.end, [("decision.gone", CLERK), ("decision.gone", CHAIR)]),
)
# fmt: on
DECISION = Lifecycle(
    "decision",
    version=1,
    stays=STAYS,
    moves=MOVES,
    label=_("Decision"),
    when_parent_ends=M.END,
    outsiders=(SEAT, PROCESS_SUPPORT),
    many=(each(SEAT, rules.seats_of_the_body),),
)
