"""The life of an award: issued, sent, served, final; the project runs and ends; its use is proven; the file closes.

Requests for payment, reports, change requests and reclaims are cases below it. What becomes of a report, a change
request or a reclaim moves the award.
"""

from django.utils.translation import gettext_lazy as _

from funding.awards import amending, effects, reclaiming, remedying, rules
from funding.awards.states import M, S
from funding.decisions import separation
from funding.roles import APPROVER, CASE_WORKER, SIGNATORY
from funding.serving import effects as serving
from funding.serving import rules as service_rules
from funding.serving.dates import Counted, EveOf
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

UNDER_WAY = (S.SENT, S.NOTIFIED)
CONTESTABLE = (S.NOTIFIED, S.FINAL, S.RUNNING, S.SUSPENDED)
CONTESTED_LATE = (S.FINAL, S.RUNNING, S.SUSPENDED)
BEFORE_FIRST_DRAW = (S.SENT, S.NOTIFIED, S.FINAL, S.RUNNING)
IN_PERIOD = (S.RUNNING, S.SUSPENDED)
TO_BE_REPAID = (S.PROOF_CHECKED, S.REPAYMENT_DUE)
REVOCABLE = (
    S.RUNNING, S.SUSPENDED, S.COMPLETED, S.PROOF_DUE, S.PROOF_SUBMITTED, S.PROOF_CHECKED, S.REPAYMENT_DUE, S.CLOSED,
)  # fmt: skip
BEFORE_START = (S.SENT, S.NOTIFIED, S.CONTESTED, S.INADMISSIBLE, S.FINAL)  # again, after a remedy
FOLLOWING = (*BEFORE_START, *REVOCABLE)
ENDED = (S.REVOKED, S.ANNULLED)
PROVEN = (S.PROOF_DUE, S.PROOF_SUBMITTED, S.PROOF_CHECKED, S.REPAYMENT_DUE, S.CLOSED)
RESTORED_FROM = (S.REVOKED, S.COMPLETED, *PROVEN)
AMENDABLE = (S.NOTIFIED, S.FINAL, *IN_PERIOD, S.PROOF_DUE)
OFFICE = (CASE_WORKER, APPROVER)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                      due                  when late
    stay(S.ISSUED,          CASE_WORKER, _("Send the notice and record the posting"),              days(7),              remind),
    stay(S.SENT,            CASE_WORKER, _("Note the receipt, or prepare to send anew"),        Counted("service"),  make(M.ESTABLISH_SERVICE)),
    stay(S.NOTIFIED,        SIGNATORY,   _("Read the notice; waive the remedy or contest"),     Counted("remedy"),   make(M.BECOME_FINAL)),
    stay(S.CONTESTED,       CASE_WORKER, _("Record how the objection or action ends")),
    stay(S.INADMISSIBLE,    CASE_WORKER, _("Reinstate the remedy, or record that it is inadmissible"), days(14),     remind),
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
    move(M.DISPATCH,          S.ISSUED,           S.SENT,                               CASE_WORKER,          [],                               serving.dispatch,          [("award.sent", SIGNATORY)]),
    move(M.NOTE_RECEIPT,      UNDER_WAY,          S.SENT,                               CASE_WORKER,          [service_rules.no_objection_was_decided], serving.note_receipt, basis="§ 41 VwVfG"),
    move(M.SEND_ANEW,         S.SENT,             S.ISSUED,                             CASE_WORKER,          [service_rules.nothing_counts_as_served], serving.send_anew),
    move(M.ESTABLISH_SERVICE, S.SENT,             S.NOTIFIED,                           (CLOCK, CASE_WORKER), [service_rules.service_day_has_come],     serving.establish_service, [("award.notified", SIGNATORY)], basis="§ 41 VwVfG"),
    move(M.BECOME_FINAL,      S.NOTIFIED,         one_of(S.FINAL, S.SUSPENDED),              CLOCK,                [due_has_passed],                 effects.become_final,      [("award.final", SIGNATORY), ("award.final", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.WAIVE_REMEDY,      S.NOTIFIED,         one_of(S.FINAL, S.SUSPENDED),              SIGNATORY,            [],                               effects.waive_remedy,      [("award.final", SIGNATORY), ("award.final", CASE_WORKER)]),
    move(M.CONTEST,           CONTESTABLE,        S.CONTESTED,                          (SIGNATORY, CASE_WORKER), [service_rules.remedy_is_not_waived], serving.contest,           [("award.contested", SIGNATORY), ("award.contested", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.UPHOLD,            S.CONTESTED,        one_of(S.NOTIFIED, S.FINAL, S.SUSPENDED), OFFICE,               [separation.not_for_the_applicant],                               effects.uphold,            [("award.upheld", SIGNATORY)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.AMEND_AFTER_REMEDY, S.CONTESTED,       one_of(S.NOTIFIED, S.FINAL, S.SUSPENDED), OFFICE,               [separation.not_for_the_applicant],                               remedying.amend_after_remedy, [("award.amended_after_remedy", SIGNATORY), ("award.amended_after_remedy", CASE_WORKER)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.ANNUL,             S.CONTESTED,        one_of(S.ANNULLED, S.REPAYMENT_DUE),  OFFICE,               [separation.not_for_the_applicant, rules.no_payment_is_ordered],    effects.annul,             [("award.annulled", SIGNATORY)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.RECORD_LATE_REMEDY, CONTESTED_LATE,    S.INADMISSIBLE,                       CASE_WORKER,          [service_rules.remedy_is_not_waived], serving.record_late_remedy, [("award.remedy_late", SIGNATORY)], basis="§§ 70, 74 VwGO"),
    move(M.REINSTATE,         S.INADMISSIBLE,     S.CONTESTED,                          OFFICE,               [separation.not_for_the_applicant],                               serving.reinstate,         [("award.reinstated", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY, basis="§ 32 VwVfG, § 60 VwGO"),
    move(M.DISMISS_REMEDY,    S.INADMISSIBLE,     one_of(S.FINAL, S.SUSPENDED),         OFFICE,               [separation.not_for_the_applicant],                               effects.dismiss_remedy,    [("award.remedy_inadmissible", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY),
    move(M.DECLINE,           BEFORE_FIRST_DRAW,  S.DECLINED,                           SIGNATORY,            [rules.nothing_was_drawn],        effects.decline,              [("award.declined", CASE_WORKER)]),
    move(M.LAPSE,             (S.FINAL, S.RUNNING), S.LAPSED,                           CLOCK,                [rules.first_draw_was_missed],    effects.lapse,             [("award.lapsed", SIGNATORY), ("award.lapsed", CASE_WORKER)], basis="§ 36 (2) Nr. 2 VwVfG"),
    move(M.START,             S.FINAL,            one_of(S.RUNNING, S.SUSPENDED),       (CLOCK, CASE_WORKER), [rules.period_has_begun],         effects.start,             [("award.started", SIGNATORY)]),
    move(M.SUSPEND,           S.RUNNING,          S.SUSPENDED,                          CASE_WORKER,          [],                               effects.suspend,           [("award.suspended", SIGNATORY)]),
    move(M.RESUME,            S.SUSPENDED,        S.RUNNING,                            CASE_WORKER,          [rules.nothing_is_overpaid],      effects.resume,            [("award.resumed", SIGNATORY)]),
    move(M.COMPLETE,          IN_PERIOD,          S.COMPLETED,                          CLOCK,                [rules.period_is_over],           effects.complete,          [("award.completed", SIGNATORY)], basis="§ 31 (4) VwVfG"),
    move(M.ACHIEVE,           S.RUNNING,          S.COMPLETED,                          SIGNATORY,            [],                               effects.achieve,           [("award.completed", CASE_WORKER)]),
    move(M.TERMINATE,         IN_PERIOD,          S.TERMINATED_EARLY,                   SIGNATORY,            [],                               effects.terminate,         [("award.terminated", CASE_WORKER)]),
    move(M.HEAR,              REVOCABLE,          one_of(*REVOCABLE),                   CASE_WORKER,          [rules.was_not_annulled, rules.no_reclaim_is_open],       reclaiming.hear,           basis="§ 28 VwVfG"),
    move(M.FOLLOW_REVOCATION, FOLLOWING,          one_of(S.COMPLETED, *PROVEN, *ENDED), CLOCK,                [rules.was_revoked_in_full],      reclaiming.follow_revocation, [("award.revoked", SIGNATORY)], basis="§§ 48, 49 VwVfG"),
    move(M.FOLLOW_REDUCTION,  (*FOLLOWING, *ENDED), one_of(*FOLLOWING, *ENDED),   CLOCK,                [rules.was_revoked_in_part],      reclaiming.follow_reduction, [("award.reduced", SIGNATORY)], basis="§§ 48, 49 VwVfG"),
    move(M.FOLLOW_RESTORATION, RESTORED_FROM,     one_of(S.SUSPENDED, *RESTORED_FROM), CLOCK,   [rules.revocation_has_fallen],    reclaiming.follow_restoration, [("award.restored", SIGNATORY), ("award.restored", CASE_WORKER)]),
    move(M.OPEN_PROOF,        (S.COMPLETED, S.TERMINATED_EARLY), S.PROOF_DUE,                          CLOCK,                [rules.has_ended],                effects.open_proof),
    move(M.FOLLOW_SUBMISSION, S.PROOF_DUE,        S.PROOF_SUBMITTED,                    CLOCK,                [rules.proof_was_submitted]),
    move(M.FOLLOW_RETURN,     S.PROOF_SUBMITTED,  S.PROOF_DUE,                          CLOCK,                [rules.proof_was_returned]),
    move(M.FOLLOW_ACCEPTANCE, S.PROOF_SUBMITTED,  S.PROOF_CHECKED,                      CLOCK,                [rules.proof_was_accepted],       effects.follow_acceptance, [("award.checked", SIGNATORY)]),
    move(M.AMEND,             AMENDABLE,          one_of(*AMENDABLE),                   CLOCK,                [rules.change_was_approved],      amending.amend,            [("award.amended", SIGNATORY), ("award.amended", CASE_WORKER)]),
    move(M.UNDO_AMENDMENT,    AMENDABLE,          one_of(*AMENDABLE),                   CLOCK,                [rules.amendment_has_fallen],     amending.undo,             [("award.amendment_fell", SIGNATORY), ("award.amendment_fell", CASE_WORKER)]),
    move(M.FORGO_REST,        S.PROOF_CHECKED,    S.PROOF_CHECKED,                      SIGNATORY,            [rules.rest_is_unpaid],           effects.forgo_rest,        [("award.rest_forgone", CASE_WORKER)]),
    move(M.DEMAND_REPAYMENT,  TO_BE_REPAID,       S.REPAYMENT_DUE,                      OFFICE,               [separation.not_for_the_applicant, rules.is_second_person, rules.something_to_repay, rules.nothing_is_held_under_reserve], effects.demand_repayment, [("award.repayment_due", SIGNATORY)], four_eyes=M.ANNUL, basis="§ 49a (1) VwVfG"),
    move(M.NOTE_REPAYMENT,    S.REPAYMENT_DUE,    one_of(S.REPAYMENT_DUE, S.PROOF_CHECKED, *ENDED), CASE_WORKER, [],                        effects.note_repayment),
    move(M.CLOSE,             S.PROOF_CHECKED,    S.CLOSED,                             OFFICE,               [separation.not_for_the_applicant, rules.is_second_person, rules.sums_are_even, rules.nothing_is_open], effects.close, [("award.closed", SIGNATORY)]),
)
# fmt: on
AWARD = Lifecycle("award", version=1, stays=STAYS, moves=MOVES, label=_("Award"))
