"""The life of a payment: the money is with the recipient, and is to be used soon, or given back.

It is a case below its disbursement, begun when the payment is noted. What was used late has a case of its own below it,
and so has each correction of its value date, or of what came back. The day of the use the recipient, or the case worker,
reports; the cash office notes money alone.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.disbursements.late_use import correcting as correcting_interest
from funding.disbursements.payments import correcting, correcting_returns, effects, rules
from funding.disbursements.payments.states import AWAITING_USE, SETTLED, M, S
from funding.disbursements.payments.words import WORDS
from funding.disbursements.rules import draw_window
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, CASHIER
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days

STANDING = (*AWAITING_USE, *SETTLED)
PAID = (*STANDING, S.ENDED)

# fmt: off
STAYS = (
    #    state             waits for  task in the inbox                            due          when late
    stay(S.USE_AWAITED,    APPLICANT, _("Confirm that the money was used"),        draw_window, make(M.FALL_OVERDUE)),
    stay(S.USE_OVERDUE,    APPLICANT, _("Confirm the use, or give the money back"), days(14),   remind),
    stay(S.USE_CONFIRMED),
    stay(S.RETURNED_FUNDS),
    stay(S.ENDED),
)
MOVES = (
    #    move                   from           to                 who                       only if                           does                  tells
    move(M.FALL_OVERDUE,        S.USE_AWAITED, S.USE_OVERDUE,     CLOCK,                    [due_has_passed],                 None,                 [("payment.use_overdue", APPLICANT), ("payment.use_overdue", CASE_WORKER)], basis="§ 49a (4) VwVfG"),
    move(M.CONFIRM_USE,         AWAITING_USE,  one_of(*SETTLED),  (APPLICANT, CASE_WORKER), [],                               effects.confirm_use,  basis="§ 49a (4) VwVfG"),
    move(M.NOTE_FUNDS_RETURNED, STANDING,      one_of(*AWAITING_USE, S.RETURNED_FUNDS), CASHIER,                  [separation.not_for_the_applicant, rules.award_is_unsettled, rules.not_all_came_back], effects.note_funds_returned, [("payment.funds_returned", APPLICANT), ("payment.funds_returned", CASE_WORKER)]),
    move(M.COUNT_AS_PROVEN,     S.USE_AWAITED, S.USE_CONFIRMED,   CLOCK,                    [rules.was_paid_after_the_proof]),
    move(M.CORRECT,             STANDING,      one_of(*STANDING), (CASHIER, CASE_WORKER),   [separation.not_for_the_applicant, rules.no_correction_is_open], correcting.propose, [("payment.correction_proposed", APPROVER)]),
    move(M.FOLLOW_CORRECTION,   STANDING,      one_of(*STANDING), CLOCK,                    [rules.correction_is_confirmed],  correcting.follow,    [("payment.date_corrected", APPLICANT), ("payment.date_corrected", CASE_WORKER)]),
    move(M.CORRECT_RETURN,      PAID,          one_of(*PAID),     (CASHIER, CASE_WORKER),   [separation.not_for_the_applicant, rules.no_correction_is_open], correcting_returns.propose, [("payment.return_doubted", APPROVER)]),
    move(M.FOLLOW_CORRECTED_RETURN, PAID,      one_of(*PAID),     CLOCK,                    [rules.corrected_return_is_confirmed], correcting_returns.follow, [("payment.return_corrected", APPLICANT), ("payment.return_corrected", CASE_WORKER)]),
    move(M.CORRECT_INTEREST,    PAID,          one_of(*PAID),     CASE_WORKER,              [separation.not_for_the_applicant, rules.interest_was_paid], correcting_interest.propose, [("reclaim.correction_proposed", APPROVER)]),
    move(M.END,                 AWAITING_USE,  S.ENDED,           CLOCK,                    [rules.request_has_ended]),
)
# fmt: on
PAYMENT = Lifecycle(
    "payment", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Payment"), when_parent_ends=M.END
)
