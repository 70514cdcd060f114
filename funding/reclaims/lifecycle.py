"""The life of a reclaim: the recipient is heard, two persons issue the notice, it is served and becomes final, and the
money comes back with interest, or is deferred, enforced or waived.

It is a case below its award, which follows it once it is final. Payments out of the award rest while it is open.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.documents.attaching import attach
from funding.reclaims import collecting, effects, rules
from funding.reclaims.models import Relief
from funding.reclaims.states import M, S
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, SIGNATORY
from funding.serving import effects as serving
from funding.serving import rules as service_rules
from funding.serving.dates import Counted
from workflows.effects import note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, months, on

DROPPABLE = (S.HEARING, S.IN_PREPARATION, S.SIGNED, S.ISSUED)
UNDER_WAY = (S.SENT, S.NOTIFIED)
FINAL = one_of(S.RECLAIMED, S.REVOKED, S.PAID, S.REFUND_DUE)
DECIDED = one_of(S.NOTIFIED, S.RECLAIMED, S.DEFERRED, S.REVOKED, S.PAID, S.REFUND_DUE)
OWED = (S.RECLAIMED, S.DEFERRED, S.ENFORCED)
CONTESTED_LATE = (*OWED, S.RESTING, S.REVOKED, S.PAID)
CONTESTABLE = (S.NOTIFIED, *CONTESTED_LATE)
COLLECTED = (S.ISSUED, *UNDER_WAY, S.CONTESTED, S.INADMISSIBLE, S.RELIEF_PROPOSED, *OWED, S.RESTING)
SETTLED = (S.PAID, S.REFUND_DUE)
RELIEVABLE = (S.NOTIFIED, *OWED, S.RESTING, S.REVOKED, S.PAID)
FALLEN = (S.ANNULLED, S.REFUND_DUE)
NOT_FINAL = (*DROPPABLE, *UNDER_WAY, S.CONTESTED, S.INADMISSIBLE)
OFFICE = (CASE_WORKER, APPROVER)
RECIPIENT = (APPLICANT, SIGNATORY)
SOUND = (
    rules.notice_is_complete, rules.day_to_pay_is_ahead, rules.year_has_not_passed, rules.sum_is_covered,
    rules.no_payment_is_ordered,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                        due                    when late
    stay(S.HEARING,         SIGNATORY,   _("Comment on the intended revocation"),                 on("answer_by"),       make(M.END_HEARING)),
    stay(S.IN_PREPARATION,  CASE_WORKER, _("Write and sign the notice, or drop the revocation"),  days(30),              remind),
    stay(S.SIGNED,          APPROVER,    _("Check the notice and issue it"),                      days(7),               remind),
    stay(S.ISSUED,          CASE_WORKER, _("Send the notice and record the posting"),             days(7),               remind),
    stay(S.SENT,            CASE_WORKER, _("Note the receipt, or prepare to send anew"),          Counted("service"),    make(M.ESTABLISH_SERVICE)),
    stay(S.NOTIFIED,        SIGNATORY,   _("Read the notice; waive the remedy or contest"),       Counted("remedy"),     make(M.BECOME_FINAL)),
    stay(S.CONTESTED,       CASE_WORKER, _("Record how the objection or action ends")),
    stay(S.INADMISSIBLE,    CASE_WORKER, _("Reinstate the remedy, or record that it is inadmissible"), days(14),       remind),
    stay(S.RECLAIMED,       CASE_WORKER, _("Watch for the payment; then reckon the interest"),    on("pay_by"),          remind),
    stay(S.DEFERRED,        CLOCK,       None,                                                    on("until"),           make(M.END_DEFERRAL)),
    stay(S.RELIEF_PROPOSED, APPROVER,    _("Decide on the deferral or waiver"),                   days(14),              remind),
    stay(S.ENFORCED,        CASE_WORKER, _("Ask how the enforcement stands"),                     months(6),             remind),
    stay(S.REFUND_DUE,      CASE_WORKER, _("Pay back what is owed no longer"),                    days(30),              remind),
    stay(S.RESTING),
    stay(S.PAID),
    stay(S.REVOKED),
    stay(S.WAIVED),
    stay(S.DROPPED),
    stay(S.ANNULLED),
    stay(S.ENDED),
)
MOVES = (
    #    move                 from                     to                      who                      only if                                          does                         tells
    move(M.ANSWER,            S.HEARING,               S.IN_PREPARATION,       SIGNATORY,               [],                                              effects.answer,              [("reclaim.answered", CASE_WORKER)], basis="§ 28 VwVfG"),
    move(M.ATTACH,            S.HEARING,               S.HEARING,              RECIPIENT,               [],                                              attach),
    move(M.EXTEND,            S.HEARING,               S.HEARING,              CASE_WORKER,             [],                                              effects.extend_hearing,      [("reclaim.extended", SIGNATORY), ("reclaim.extended", APPLICANT)], basis="§ 31 (7) VwVfG"),
    move(M.END_HEARING,       S.HEARING,               S.IN_PREPARATION,       CLOCK,                   [due_has_passed],                                effects.end_hearing,         [("reclaim.unanswered", CASE_WORKER)]),
    move(M.HEAR_ANEW,         S.IN_PREPARATION,        S.HEARING,              CASE_WORKER,             [],                                              effects.hear_anew,           [("reclaim.hearing", SIGNATORY), ("reclaim.hearing", APPLICANT)], basis="§ 28 VwVfG"),
    move(M.DRAFT,             S.IN_PREPARATION,        S.IN_PREPARATION,       CASE_WORKER,             [],                                              effects.draft, inside=True),
    move(M.SIGN,              S.IN_PREPARATION,        S.SIGNED,               OFFICE,                  [separation.not_for_the_applicant, *SOUND],                                           effects.sign,                [("reclaim.signed", APPROVER)], inside=True),
    move(M.REOPEN,            (S.SIGNED, S.ISSUED),    S.IN_PREPARATION,       OFFICE,                  [],                                              note_reason,                 [("reclaim.reopened", CASE_WORKER)], inside=True),
    move(M.ISSUE,             S.SIGNED,                S.ISSUED,               OFFICE,                  [separation.not_for_the_applicant, *SOUND],                                           effects.issue,               four_eyes=M.SIGN, basis="§§ 48, 49, 49a VwVfG"),
    move(M.DROP,              DROPPABLE,               S.DROPPED,              CASE_WORKER,             [],                                              effects.drop,                [("reclaim.dropped", SIGNATORY), ("reclaim.dropped", APPLICANT), ("reclaim.dropped", APPROVER)]),
    move(M.DISPATCH,          S.ISSUED,                S.SENT,                 CASE_WORKER,             [rules.day_to_pay_is_ahead, rules.year_has_not_passed], effects.dispatch,            [("reclaim.sent", SIGNATORY)]),
    move(M.NOTE_RECEIPT,      UNDER_WAY,               S.SENT,                 CASE_WORKER,             [service_rules.no_objection_was_decided],        serving.note_receipt,        basis="§ 41 VwVfG"),
    move(M.SEND_ANEW,         S.SENT,                  S.ISSUED,               CASE_WORKER,             [service_rules.nothing_counts_as_served],        serving.send_anew),
    move(M.ESTABLISH_SERVICE, S.SENT,                  S.NOTIFIED,             (CLOCK, CASE_WORKER),    [service_rules.service_day_has_come],            effects.establish_service,   [("reclaim.notified", SIGNATORY)], basis="§ 41 VwVfG"),
    move(M.BECOME_FINAL,      S.NOTIFIED,              FINAL,                  CLOCK,                   [due_has_passed],                                effects.become_final,        [("reclaim.final", SIGNATORY), ("reclaim.final", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.WAIVE_REMEDY,      S.NOTIFIED,              FINAL,                  SIGNATORY,               [],                                              effects.waive_remedy,        [("reclaim.final", SIGNATORY), ("reclaim.final", CASE_WORKER)]),
    move(M.CONTEST,           CONTESTABLE,             S.CONTESTED,            (SIGNATORY, CASE_WORKER), [service_rules.remedy_is_not_waived],           serving.contest,             [("reclaim.contested", SIGNATORY), ("reclaim.contested", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.RECORD_LATE_REMEDY, CONTESTED_LATE,         S.INADMISSIBLE,         CASE_WORKER,             [service_rules.remedy_is_not_waived],            serving.record_late_remedy,  [("reclaim.remedy_late", SIGNATORY)], basis="§§ 70, 74 VwGO"),
    move(M.REINSTATE,         S.INADMISSIBLE,          S.CONTESTED,            OFFICE,                  [separation.not_for_the_applicant],                                              serving.reinstate,           [("reclaim.reinstated", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY, basis="§ 32 VwVfG, § 60 VwGO"),
    move(M.DISMISS_REMEDY,    S.INADMISSIBLE,          one_of(*CONTESTED_LATE), OFFICE,                 [separation.not_for_the_applicant],                                              effects.dismiss_remedy,      [("reclaim.remedy_inadmissible", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY),
    move(M.UPHOLD,            S.CONTESTED,             DECIDED,                OFFICE,                  [separation.not_for_the_applicant],                                              effects.uphold,              [("reclaim.upheld", SIGNATORY)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.REDUCE,            S.CONTESTED,             DECIDED,                OFFICE,                  [separation.not_for_the_applicant],                                              effects.reduce,              [("reclaim.reduced", SIGNATORY)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.ANNUL,             S.CONTESTED,             one_of(*FALLEN), OFFICE,                  [separation.not_for_the_applicant],                                              effects.annul,               [("reclaim.annulled", SIGNATORY)], four_eyes=(M.DISPATCH, M.CONTEST)),
    move(M.NOTE_PAYMENT,      COLLECTED,               one_of(*COLLECTED, *SETTLED), CASE_WORKER,         [rules.something_is_open],                       collecting.note_payment,     [("reclaim.payment", SIGNATORY)]),
    move(M.RECKON_INTEREST,   S.RECLAIMED,             one_of(S.RECLAIMED, *SETTLED), OFFICE,             [separation.not_for_the_applicant, rules.sum_is_paid_back, rules.interest_is_open], collecting.reckon_interest, four_eyes=M.NOTE_PAYMENT, basis="§ 49a (3) VwVfG"),
    move(M.DROP_INTEREST,     (*OWED, S.RESTING, S.PAID), S.RECLAIMED,         CLOCK,                   [rules.interest_notice_was_annulled],            collecting.drop_interest,    [("reclaim.interest_annulled", CASE_WORKER)]),
    move(M.WAIVE_INTEREST,    S.RECLAIMED,             one_of(*SETTLED),       OFFICE,                  [separation.not_for_the_applicant, rules.sum_is_paid_back, rules.interest_is_open, rules.was_paid_in_time], collecting.waive_interest, [("reclaim.interest_waived", SIGNATORY)], four_eyes=M.NOTE_PAYMENT, basis="§ 49a (3) sentence 2 VwVfG"),
    move(M.END_DEFERRAL,      S.DEFERRED,              S.RECLAIMED,            CLOCK,                   [due_has_passed],                                collecting.end_deferral,     [("reclaim.deferral_ended", SIGNATORY), ("reclaim.deferral_ended", CASE_WORKER)]),
    move(M.ENFORCE,           (S.RECLAIMED, S.RESTING), S.ENFORCED,             OFFICE,                  [rules.day_to_pay_is_over, rules.something_is_open], collecting.enforce,          [("reclaim.enforced", SIGNATORY)]),
    move(M.PROPOSE_RELIEF,    RELIEVABLE,              S.RELIEF_PROPOSED,      CASE_WORKER,             [],                                              collecting.propose_relief,   [("reclaim.relief_proposed", APPROVER)], basis="§ 59 LHO", inside=True),
    move(M.REFUSE_RELIEF,     S.RELIEF_PROPOSED,       one_of(*RELIEVABLE),    APPROVER,                [],                                              collecting.refuse_relief,    [("reclaim.relief_refused", CASE_WORKER)], inside=True),
    move(M.GRANT_RELIEF,      S.RELIEF_PROPOSED,       one_of(S.DEFERRED, S.WAIVED, S.RECLAIMED), APPROVER, [separation.not_for_the_applicant, rules.is_proposed(Relief.DEFERRAL, Relief.REMISSION), rules.something_is_open], collecting.grant_relief,     [("reclaim.relieved", SIGNATORY), ("reclaim.relieved", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 59 LHO"),
    move(M.WRITE_OFF,         S.RELIEF_PROPOSED,       S.RESTING,              APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.WRITE_OFF), rules.something_is_open], None, [("reclaim.written_off", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 59 LHO", inside=True),
    move(M.TAKE_BACK_NOTICE,  S.RELIEF_PROPOSED,       one_of(*FALLEN),        APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.ANNULMENT)],           collecting.take_back_notice, [("reclaim.annulled", SIGNATORY)], four_eyes=M.PROPOSE_RELIEF, basis="§§ 48, 49 VwVfG"),
    move(M.TAKE_BACK_INTEREST, S.RELIEF_PROPOSED,      S.RECLAIMED,            APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.INTEREST)],            collecting.take_back_interest, [("reclaim.interest_taken_back", SIGNATORY), ("reclaim.interest_annulled", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 48 VwVfG"),
    move(M.NOTE_REFUND,       S.REFUND_DUE,            one_of(S.ANNULLED, S.PAID, S.ENDED), OFFICE,     [separation.not_for_the_applicant],                                              collecting.note_refund,      [("reclaim.refunded", SIGNATORY)], four_eyes=(M.ANNUL, M.REDUCE, M.NOTE_PAYMENT)),
    move(M.END,               NOT_FINAL,               one_of(S.ENDED, S.REFUND_DUE), CLOCK,                   [rules.award_has_fallen],                        effects.end),
)
# fmt: on
RECLAIM = Lifecycle(
    "reclaim",
    version=1,
    stays=STAYS,
    moves=MOVES,
    label=_("Revocation and reclaim"),
    when_parent_ends=M.END,
    outsiders=RECIPIENT,
)
