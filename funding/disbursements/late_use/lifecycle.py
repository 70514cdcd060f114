"""Money used late: the recipient is heard, two persons demand interest or one does without it, and it is paid.

It is a case below its disbursement, opened when the use, or the return, is noted after the draw window. The notice of
interest goes its own way below it.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.disbursements.late_use import effects, rules
from funding.disbursements.late_use.states import M, S
from funding.roles import APPROVER, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

OFFICE = (CASE_WORKER, APPROVER)
INTEREST = "§ 49a (4) VwVfG"

# fmt: off
STAYS = (
    #    state             waits for    task in the inbox                                            due              when late
    stay(S.INTEREST_CASE,  CASE_WORKER, _("Hear the recipient on the interest, or have none demanded"), days(30),     remind),
    stay(S.HEARING,        SIGNATORY,   _("Comment on the intended interest"),                       on("answer_by"), make(M.END_HEARING)),
    stay(S.IN_PREPARATION, CASE_WORKER, _("Reckon the interest and sign, or have none demanded"),    days(30),        remind),
    stay(S.SIGNED,         APPROVER,    _("Check the notice and issue it"),                          days(7),         remind),
    stay(S.DEMANDED,       CASE_WORKER, _("Watch for the payment of the interest"),                  on("pay_by"),    remind),
    stay(S.REFUND_DUE,     CASE_WORKER, _("Pay back what is owed no longer"),                        days(30),        remind),
    stay(S.PAID),
    stay(S.LEFT),
    stay(S.WAIVED),
)
MOVES = (
    #    move            from                                   to                           who          only if                    does                  tells
    move(M.HEAR,         S.INTEREST_CASE,                       S.HEARING,                   CASE_WORKER, [],                        effects.hear,         [("late_use.hearing", SIGNATORY)], basis="§ 28 VwVfG"),
    move(M.ANSWER,       S.HEARING,                             S.IN_PREPARATION,            SIGNATORY,   [],                        effects.answer,       [("late_use.answered", CASE_WORKER)], basis="§ 28 VwVfG"),
    move(M.END_HEARING,  S.HEARING,                             S.IN_PREPARATION,            CLOCK,       [due_has_passed],          effects.end_hearing,  [("late_use.answered", CASE_WORKER)]),
    move(M.SIGN,         S.IN_PREPARATION,                      S.SIGNED,                    CASE_WORKER, [separation.not_for_the_applicant],                        effects.sign,         [("late_use.signed", APPROVER)], inside=True, basis=INTEREST),
    move(M.REOPEN,       S.SIGNED,                              S.IN_PREPARATION,            APPROVER,    [],                        note_reason,          [("late_use.answered", CASE_WORKER)], inside=True),
    move(M.ISSUE,        S.SIGNED,                              S.DEMANDED,                  APPROVER,    [separation.not_for_the_applicant, rules.notice_is_complete], effects.issue,       [("late_use.demanded", SIGNATORY)], four_eyes=M.SIGN, basis=INTEREST),
    move(M.LEAVE_IT,     (S.INTEREST_CASE, S.IN_PREPARATION),   one_of(S.LEFT, S.REFUND_DUE), APPROVER,   [separation.not_for_the_applicant],                        effects.leave_it,     [("late_use.left", SIGNATORY)], four_eyes=M.SIGN),
    move(M.NOTE_PAYMENT, S.DEMANDED,                            one_of(S.DEMANDED, S.PAID),  CASE_WORKER, [],                        effects.note_payment),
    move(M.DECIDE_ANEW,  (S.DEMANDED, S.PAID),                  S.IN_PREPARATION,            CLOCK,       [rules.notice_was_annulled], effects.decide_anew, [("late_use.answered", CASE_WORKER)]),
    move(M.WAIVE,        S.DEMANDED,                            S.WAIVED,                    OFFICE,      [separation.not_for_the_applicant],                        effects.waive,        [("late_use.left", SIGNATORY)], four_eyes=M.ISSUE, basis="§ 59 LHO"),
    move(M.NOTE_REFUND,  S.REFUND_DUE,                          S.LEFT,                      OFFICE,      [],                        effects.note_refund,  [("late_use.left", SIGNATORY)], four_eyes=M.NOTE_PAYMENT),
)
# fmt: on
LATE_USE = Lifecycle(
    "late_use", version=1, stays=STAYS, moves=MOVES, label=_("Interest on money used late"), outsiders=(SIGNATORY,)
)
