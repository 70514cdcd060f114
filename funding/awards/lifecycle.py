"""The life of an award: issued, sent, final; the project runs and ends; it is settled, and the file closes.

Its notice, requests for payment, reports, change requests, reclaims and its settlement are cases below it. What becomes
of the notice, a change request, a reclaim or the settlement moves the award.
"""

from django.utils.translation import gettext_lazy as _

from funding.awards import effects, reclaiming, remedying, rules, undoing
from funding.awards.states import M, S
from funding.awards.words import WORDS
from funding.decisions import separation
from funding.notices import rules as notice_rules
from funding.notices.dates import EveOf
from funding.roles import APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, stay
from workflows.timing import on

BEFORE_START = (S.SENT, S.FINAL)
IN_PERIOD = (S.RUNNING, S.SUSPENDED)
BEFORE_FIRST_DRAW = (*BEFORE_START, S.RUNNING)
PROJECT_ENDED = (S.TERMINATED_EARLY, S.COMPLETED)
OVER = (*PROJECT_ENDED, S.CLOSED, S.REVOKED, S.ANNULLED)
GOING_ON = (*BEFORE_START, *IN_PERIOD)
STANDING = (*GOING_ON, *PROJECT_ENDED, S.CLOSED)
STOPPABLE = (*BEFORE_START, S.RUNNING)
STOPPED = (*BEFORE_START, S.SUSPENDED)  # before the start only its history says that payments are stopped
RESUMABLE = (*STOPPED, *PROJECT_ENDED)
REMEDIABLE = (S.SENT, S.SUSPENDED, *PROJECT_ENDED, S.REVOKED)  # whatever became of it while it was contested
REMEDIED = (
    separation.not_for_the_applicant, notice_rules.notice_is_contested, notice_rules.has_neither_sent_nor_contested,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                      due                  when late
    stay(S.ISSUED,          CLOCK),
    stay(S.SENT,            CLOCK),
    stay(S.FINAL,           CLOCK,       None,                                  EveOf("period_from"), make(M.START)),
    stay(S.RUNNING,         CLOCK,       None,                                  on("period_to"),     make(M.COMPLETE)),
    stay(S.SUSPENDED,       CASE_WORKER, _("Decide whether payments go on"),    on("period_to"),     make(M.COMPLETE)),
    stay(S.TERMINATED_EARLY, CLOCK),
    stay(S.COMPLETED,       CLOCK),
    stay(S.CLOSED),
    stay(S.DECLINED),
    stay(S.LAPSED),
    stay(S.ANNULLED),
    stay(S.REVOKED),
    stay(S.RECALLED),
)
MOVES = (
    #    move                  from                       to                                               who                   only if                                                        does                         tells
    move(M.FOLLOW_NOTICE,      (S.ISSUED, *STANDING, S.REVOKED), one_of(S.ISSUED, S.SENT, S.FINAL, S.SUSPENDED, S.ANNULLED, S.RECALLED), CLOCK, [rules.notice_has_turned],                                effects.follow_notice,       basis="§ 41 VwVfG, §§ 70, 74 VwGO"),
    move(M.PROPOSE_RECALL,     S.ISSUED,                  S.ISSUED,                                        CASE_WORKER,          [],                                                            note_reason,                 [("award.recall_proposed", APPROVER)]),
    move(M.RECALL,             S.ISSUED,                  S.RECALLED,                                      AUTHORITY_STAFF,               [separation.not_for_the_applicant, rules.recall_is_proposed],  effects.recall,              [("award.recalled", CASE_WORKER)], four_eyes=M.PROPOSE_RECALL, basis="§ 43 (1) VwVfG"),
    move(M.AMEND_AFTER_REMEDY, REMEDIABLE,                one_of(*REMEDIABLE, S.CLOSED),                   AUTHORITY_STAFF,               REMEDIED,                                                      remedying.amend_after_remedy, [("award.amended_after_remedy", SIGNATORY), ("award.amended_after_remedy", CASE_WORKER)], files="proof_result"),
    move(M.DECLINE,            BEFORE_FIRST_DRAW,         S.DECLINED,                                      SIGNATORY,            [rules.notice_is_not_contested, rules.nothing_was_drawn],      effects.decline,             [("award.declined", CASE_WORKER)]),
    move(M.LAPSE,              (S.FINAL, S.RUNNING),      S.LAPSED,                                        CLOCK,                [rules.first_draw_was_missed],                                 effects.lapse,               [("award.lapsed", SIGNATORY), ("award.lapsed", CASE_WORKER)], basis="§ 36 (2) Nr. 2 VwVfG"),
    move(M.START,              S.FINAL,                   one_of(S.RUNNING, S.SUSPENDED),                  (CLOCK, CASE_WORKER), [rules.period_has_begun],                                      effects.start,               [("award.started", SIGNATORY)]),
    move(M.SUSPEND,            STOPPABLE,                 one_of(*STOPPED),                                CASE_WORKER,          [rules.payments_go_on],                                        effects.suspend,             [("award.suspended", SIGNATORY)]),
    move(M.RESUME,             RESUMABLE,                 one_of(*STOPPABLE, *PROJECT_ENDED),              CASE_WORKER,          [rules.payments_rest, rules.no_remedy_is_open, rules.nothing_is_overpaid],              effects.resume,              [("award.resumed", SIGNATORY)]),
    move(M.COMPLETE,           IN_PERIOD,                 S.COMPLETED,                                     CLOCK,                [rules.period_is_over],                                        effects.complete,            [("award.completed", SIGNATORY)], basis="§ 31 (4) VwVfG"),
    move(M.ACHIEVE,            (S.SENT, *IN_PERIOD),      S.COMPLETED,                                     SIGNATORY,            [rules.project_has_begun],                                     effects.achieve,             [("award.completed", CASE_WORKER)]),
    move(M.TERMINATE,          (*BEFORE_START, *IN_PERIOD), S.TERMINATED_EARLY,                            SIGNATORY,            [rules.project_has_begun_or_money_is_out],                     effects.terminate,           [("award.terminated", CASE_WORKER)]),
    move(M.AMEND,              (*STANDING, S.REVOKED),    one_of(*STANDING, S.REVOKED),                    CLOCK,                [rules.change_has_turned],                                     undoing.follow_change),
    move(M.HEAR,               STANDING,                  one_of(*STANDING),                               CASE_WORKER,          [rules.no_reclaim_is_open],                                    reclaiming.hear,             basis="§ 28 VwVfG", files="hearing"),
    move(M.FOLLOW_RECLAIM,     (*STANDING, S.REVOKED, S.ANNULLED), one_of(*STANDING, S.REVOKED, S.ANNULLED), CLOCK,              [rules.reclaim_has_turned],                                    reclaiming.follow_reclaim,   basis="§§ 48, 49 VwVfG"),
    move(M.FOLLOW_SETTLEMENT,  OVER,                      one_of(*OVER),                                   CLOCK,                [rules.is_settled],                                            effects.follow_settlement,   [("award.closed", SIGNATORY, (S.CLOSED,))]),
)
# fmt: on
AWARD = Lifecycle("award", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Award"))
