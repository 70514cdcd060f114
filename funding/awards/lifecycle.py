"""The life of an award: issued, sent, final; the project runs and ends; its use is proven; the file closes.

Its notice, requests for payment, reports, change requests and reclaims are cases below it. What becomes of the notice, a
report, a change request or a reclaim moves the award.
"""

from django.utils.translation import gettext_lazy as _

from funding.awards import amending, effects, reclaiming, remedying, rules
from funding.awards.states import M, S
from funding.decisions import separation
from funding.notices import rules as notice_rules
from funding.roles import APPROVER, CASE_WORKER, SIGNATORY
from funding.serving.dates import EveOf
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

WITH_ITS_NOTICE = (S.ISSUED, S.SENT, S.FINAL, S.RUNNING, S.SUSPENDED)
BEFORE_FIRST_DRAW = (S.SENT, S.FINAL, S.RUNNING)
IN_PERIOD = (S.RUNNING, S.SUSPENDED)
TO_BE_REPAID = (S.PROOF_CHECKED, S.REPAYMENT_DUE)
REVOCABLE = (
    S.RUNNING, S.SUSPENDED, S.COMPLETED, S.PROOF_DUE, S.PROOF_SUBMITTED, S.PROOF_CHECKED, S.REPAYMENT_DUE, S.CLOSED,
)  # fmt: skip
BEFORE_START = (S.SENT, S.FINAL)  # again, after a remedy
FOLLOWING = (*BEFORE_START, *REVOCABLE)
ENDED = (S.REVOKED, S.ANNULLED)
PROVEN = (S.PROOF_DUE, S.PROOF_SUBMITTED, S.PROOF_CHECKED, S.REPAYMENT_DUE, S.CLOSED)
RESTORED_FROM = (S.REVOKED, S.COMPLETED, *PROVEN)
AMENDABLE = (S.SENT, S.FINAL, *IN_PERIOD, S.PROOF_DUE)
OFFICE = (CASE_WORKER, APPROVER)
REMEDIED = (
    separation.not_for_the_applicant, notice_rules.notice_is_contested, notice_rules.has_neither_sent_nor_contested,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                      due                  when late
    stay(S.ISSUED,          CLOCK),
    stay(S.SENT,            CLOCK),
    stay(S.FINAL,           CLOCK,       None,                                                  EveOf("period_from"), make(M.START)),
    stay(S.RUNNING,         CLOCK,       None,                                                  on("period_to"),     make(M.COMPLETE)),
    stay(S.SUSPENDED,       CASE_WORKER, _("Decide whether payments go on"),                    on("period_to"),     make(M.COMPLETE)),
    stay(S.TERMINATED_EARLY, CLOCK),
    stay(S.COMPLETED,       CLOCK),
    stay(S.PROOF_DUE,       CLOCK),
    stay(S.PROOF_SUBMITTED, CLOCK),
    stay(S.PROOF_CHECKED,   CASE_WORKER, _("Pay the rest, demand a repayment, or close"),            days(30),             remind),
    stay(S.REPAYMENT_DUE,   CASE_WORKER, _("Watch for the repayment"),                          on("pay_by"),        remind),
    stay(S.CLOSED),
    stay(S.DECLINED),
    stay(S.LAPSED),
    stay(S.ANNULLED),
    stay(S.REVOKED),
)
MOVES = (
    #    move                 from                to                                    who                   only if                           does                       tells
    move(M.FOLLOW_NOTICE,     WITH_ITS_NOTICE,    one_of(S.ISSUED, S.SENT, S.FINAL, S.SUSPENDED), CLOCK,              [rules.notice_has_turned],        effects.follow_notice,     basis="§ 41 VwVfG, §§ 70, 74 VwGO"),
    move(M.AMEND_AFTER_REMEDY, S.SENT,            S.SENT,                               OFFICE,               REMEDIED,                         remedying.amend_after_remedy, [("award.amended_after_remedy", SIGNATORY), ("award.amended_after_remedy", CASE_WORKER)]),
    move(M.FOLLOW_ANNULMENT,  (*FOLLOWING, S.REVOKED), one_of(S.ANNULLED, S.REPAYMENT_DUE),  CLOCK,                [rules.notice_was_annulled],      effects.follow_annulment),
    move(M.DECLINE,           BEFORE_FIRST_DRAW,  S.DECLINED,                           SIGNATORY,            [rules.notice_is_not_contested, rules.nothing_was_drawn], effects.decline,              [("award.declined", CASE_WORKER)]),
    move(M.LAPSE,             (S.FINAL, S.RUNNING), S.LAPSED,                           CLOCK,                [rules.first_draw_was_missed],    effects.lapse,             [("award.lapsed", SIGNATORY), ("award.lapsed", CASE_WORKER)], basis="§ 36 (2) Nr. 2 VwVfG"),
    move(M.START,             S.FINAL,            one_of(S.RUNNING, S.SUSPENDED),       (CLOCK, CASE_WORKER), [rules.period_has_begun],         effects.start,             [("award.started", SIGNATORY)]),
    move(M.SUSPEND,           S.RUNNING,          S.SUSPENDED,                          CASE_WORKER,          [],                               effects.suspend,           [("award.suspended", SIGNATORY)]),
    move(M.RESUME,            S.SUSPENDED,        S.RUNNING,                            CASE_WORKER,          [rules.nothing_is_overpaid],      effects.resume,            [("award.resumed", SIGNATORY)]),
    move(M.COMPLETE,          IN_PERIOD,          S.COMPLETED,                          CLOCK,                [rules.period_is_over],           effects.complete,          [("award.completed", SIGNATORY)], basis="§ 31 (4) VwVfG"),
    move(M.ACHIEVE,           S.RUNNING,          S.COMPLETED,                          SIGNATORY,            [],                               effects.achieve,           [("award.completed", CASE_WORKER)]),
    move(M.TERMINATE,         IN_PERIOD,          S.TERMINATED_EARLY,                   SIGNATORY,            [],                               effects.terminate,         [("award.terminated", CASE_WORKER)]),
    move(M.HEAR,              REVOCABLE,          one_of(*REVOCABLE),                   CASE_WORKER,          [rules.was_not_annulled, rules.no_reclaim_is_open],       reclaiming.hear,           basis="§ 28 VwVfG", files="hearing"),
    move(M.FOLLOW_REVOCATION, FOLLOWING,          one_of(S.COMPLETED, *PROVEN, *ENDED), CLOCK,                [rules.was_revoked_in_full],      reclaiming.follow_revocation, [("award.revoked", SIGNATORY)], basis="§§ 48, 49 VwVfG"),
    move(M.FOLLOW_REDUCTION,  (*FOLLOWING, *ENDED), one_of(*FOLLOWING, *ENDED),   CLOCK,                [rules.was_revoked_in_part],      reclaiming.follow_reduction, [("award.reduced", SIGNATORY)], basis="§§ 48, 49 VwVfG"),
    move(M.FOLLOW_RESTORATION, RESTORED_FROM,     one_of(S.SUSPENDED, *RESTORED_FROM), CLOCK,   [rules.revocation_has_fallen],    reclaiming.follow_restoration, [("award.restored", SIGNATORY), ("award.restored", CASE_WORKER)]),
    move(M.OPEN_PROOF,        (S.COMPLETED, S.TERMINATED_EARLY), S.PROOF_DUE,                          CLOCK,                [rules.has_ended],                effects.open_proof),
    move(M.FOLLOW_SUBMISSION, S.PROOF_DUE,        S.PROOF_SUBMITTED,                    CLOCK,                [rules.proof_was_submitted]),
    move(M.FOLLOW_RETURN,     S.PROOF_SUBMITTED,  S.PROOF_DUE,                          CLOCK,                [rules.proof_was_returned]),
    move(M.FOLLOW_ACCEPTANCE, S.PROOF_SUBMITTED,  S.PROOF_CHECKED,                      CLOCK,                [rules.proof_was_accepted],       effects.follow_acceptance, [("award.checked", SIGNATORY)], files="proof_result"),
    move(M.AMEND,             AMENDABLE,          one_of(*AMENDABLE),                   CLOCK,                [rules.change_was_approved],      amending.amend,            [("award.amended", SIGNATORY), ("award.amended", CASE_WORKER)]),
    move(M.UNDO_AMENDMENT,    AMENDABLE,          one_of(*AMENDABLE),                   CLOCK,                [rules.amendment_has_fallen],     amending.undo,             [("award.amendment_fell", SIGNATORY), ("award.amendment_fell", CASE_WORKER)]),
    move(M.FORGO_REST,        S.PROOF_CHECKED,    S.PROOF_CHECKED,                      SIGNATORY,            [rules.rest_is_unpaid],           effects.forgo_rest,        [("award.rest_forgone", CASE_WORKER)]),
    move(M.DEMAND_REPAYMENT,  TO_BE_REPAID,       S.REPAYMENT_DUE,                      OFFICE,               [separation.not_for_the_applicant, rules.is_second_person, rules.has_not_annulled, rules.something_to_repay, rules.nothing_is_held_under_reserve], effects.demand_repayment, [("award.repayment_due", SIGNATORY)], basis="§ 49a (1) VwVfG"),
    move(M.NOTE_REPAYMENT,    S.REPAYMENT_DUE,    one_of(S.REPAYMENT_DUE, S.PROOF_CHECKED, *ENDED), CASE_WORKER, [],                        effects.note_repayment),
    move(M.CLOSE,             S.PROOF_CHECKED,    S.CLOSED,                             OFFICE,               [separation.not_for_the_applicant, rules.is_second_person, rules.sums_are_even, rules.nothing_is_open], effects.close, [("award.closed", SIGNATORY)]),
)
# fmt: on
AWARD = Lifecycle("award", version=1, stays=STAYS, moves=MOVES, label=_("Award"))
