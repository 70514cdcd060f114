"""The way of a notice: sent, served, final, or contested and decided on.

Awards, revocations, change notices, notices of interest, rejections and refusals of an early start each have one below
their case, with days of its own. The case above follows it: it works once it is final, rests while it is contested, and
decides anew where it is annulled. The letter that decides on an objection is a case below the notice (`objection/`), which
follows it; a decision made elsewhere, and a judgment, are recorded by hand. What changes a notice in part is decided above; the notice follows that.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.notices import effects, recounting, rules, serving, withdrawing
from funding.notices.dates import Counted
from funding.notices.objection.models import Result
from funding.notices.objection.rules import RECORDERS
from funding.notices.rules import UNDECIDED
from funding.notices.states import M, S
from funding.notices.words import WORDS
from funding.roles import AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days

UNDER_WAY = (S.SENT, S.NOTIFIED)
RECEIVABLE = (*UNDER_WAY, S.INADMISSIBLE, S.FINAL)
NOT_FALLEN = (S.ISSUED, *UNDER_WAY, S.CONTESTED, S.INADMISSIBLE, S.FINAL)

# fmt: off
STAYS = (
    #    state             waits for    task in the inbox                                            due                 when late
    stay(S.ISSUED,         CASE_WORKER, _("Send the notice and record the posting"),                 days(7),            remind),
    stay(S.SENT,           CASE_WORKER, _("Note the receipt, or prepare to send anew"),              Counted("service"), make(M.ESTABLISH_SERVICE)),
    stay(S.NOTIFIED,       SIGNATORY,   _("Read the notice; waive the remedy or contest"),           Counted("remedy"),  make(M.BECOME_FINAL)),
    stay(S.CONTESTED,      CASE_WORKER, _("Record how the objection or action ends"),                days(90),           remind),
    stay(S.INADMISSIBLE,   CASE_WORKER, _("Reinstate the remedy, or record that it is inadmissible"), days(14),          remind),
    stay(S.FINAL),
    stay(S.ANNULLED),
    stay(S.MOOT),
)
MOVES = (
    #    move                  from                 to                          who                      only if                          does                         tells
    move(M.FOLLOW,             NOT_FALLEN,         one_of(S.NOTIFIED, S.FINAL, S.ANNULLED, S.MOOT), CLOCK,   [rules.case_above_has_decided], effects.follow,       [("notice.changed", SIGNATORY, (S.NOTIFIED,)), ("notice.taken_back", SIGNATORY, (S.ANNULLED,))]),
    move(M.DISPATCH,           S.ISSUED,            S.SENT,                     CASE_WORKER,             [rules.its_days_are_ahead], effects.dispatch,            [("notice.sent", SIGNATORY)]),
    move(M.NOTE_RECEIPT,       RECEIVABLE,          one_of(S.SENT, S.NOTIFIED, *UNDECIDED, S.FINAL), CASE_WORKER, [rules.no_objection_was_decided, recounting.may_be_counted_anew], recounting.note_receipt, [("notice.notified", SIGNATORY, (S.NOTIFIED,)), ("notice.contested", SIGNATORY, (S.CONTESTED,))], basis="§ 41 VwVfG, § 58 (2) VwGO"),
    move(M.SEND_ANEW,          S.SENT,              S.ISSUED,                   CASE_WORKER,             [rules.nothing_counts_as_served], serving.send_anew),
    move(M.ESTABLISH_SERVICE,  S.SENT,              S.NOTIFIED,                 (CLOCK, CASE_WORKER),    [rules.service_day_has_come],    serving.establish_service, [("notice.notified", SIGNATORY)], basis="§ 41 VwVfG"),
    move(M.BECOME_FINAL,       S.NOTIFIED,          S.FINAL,                    CLOCK,                   [due_has_passed],                effects.become_final,        [("notice.final", SIGNATORY), ("notice.final", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.WAIVE_REMEDY,       S.NOTIFIED,          S.FINAL,                    SIGNATORY,               [],                              effects.waive_remedy,        [("notice.final", SIGNATORY), ("notice.final", CASE_WORKER)]),
    move(M.CONTEST,            (S.NOTIFIED, S.FINAL), S.CONTESTED,              (SIGNATORY, CASE_WORKER), [rules.remedy_is_not_waived, rules.case_above_can_follow],   serving.contest,             [("notice.contested", SIGNATORY), ("notice.contested", CASE_WORKER)], basis="§§ 70, 74 VwGO"),
    move(M.UPHOLD,             UNDECIDED,           one_of(S.NOTIFIED, S.FINAL), AUTHORITY_STAFF,                 [separation.not_for_the_applicant, rules.agrees_with_decision()], effects.uphold,              [("notice.upheld", SIGNATORY)], four_eyes=RECORDERS),
    move(M.ANNUL,              UNDECIDED,           S.ANNULLED,                 AUTHORITY_STAFF,                  [separation.not_for_the_applicant, rules.no_payment_is_ordered, rules.agrees_with_decision(Result.FULL)], effects.annul,               [("notice.annulled", SIGNATORY)], four_eyes=RECORDERS),
    move(M.WRITE_DECISION,     UNDECIDED,           one_of(*UNDECIDED),         CASE_WORKER,             [separation.not_for_the_applicant, rules.objection_awaits_decision], effects.write_decision, basis="§§ 72, 73 VwGO"),
    move(M.FOLLOW_DECISION,    UNDECIDED,           one_of(S.NOTIFIED, S.FINAL, S.ANNULLED), CLOCK,      [rules.decision_was_served],     effects.follow_decision,     [("notice.upheld", SIGNATORY, (S.NOTIFIED,)), ("notice.remedy_inadmissible", SIGNATORY, (S.FINAL,)), ("notice.annulled", SIGNATORY, (S.ANNULLED,))], basis="§§ 73 (3), 74 (1) VwGO"),
    move(M.WITHDRAW_REMEDY,    UNDECIDED,          one_of(S.NOTIFIED, S.FINAL), (SIGNATORY, *AUTHORITY_STAFF), [withdrawing.decision_was_not_served, withdrawing.by_whose_it_is_or_noted_by_another], withdrawing.withdraw_remedy, [("notice.remedy_withdrawn", SIGNATORY), ("notice.remedy_withdrawn", CASE_WORKER)], basis="§§ 73, 74, 92 VwGO"),
    move(M.RECORD_LATE_REMEDY, S.FINAL,             S.INADMISSIBLE,             CASE_WORKER,             [rules.remedy_is_not_waived, rules.case_above_can_follow],    serving.record_late_remedy,  [("notice.remedy_late", SIGNATORY)], basis="§§ 70, 74 VwGO"),
    move(M.REINSTATE,          S.INADMISSIBLE,      S.CONTESTED,                AUTHORITY_STAFF,                  [separation.not_for_the_applicant, rules.agrees_with_decision()], serving.reinstate,           [("notice.reinstated", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY, basis="§ 32 VwVfG, § 60 VwGO"),
    move(M.DISMISS_REMEDY,     S.INADMISSIBLE,      S.FINAL,                    AUTHORITY_STAFF,                  [separation.not_for_the_applicant, rules.agrees_with_decision()], effects.dismiss_remedy,      [("notice.remedy_inadmissible", SIGNATORY)], four_eyes=M.RECORD_LATE_REMEDY),
)
# fmt: on
NOTICE = Lifecycle("notice", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Notice"))
