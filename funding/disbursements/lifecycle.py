"""The life of a disbursement: called for, checked by two, approved by a third, ordered by a fourth, paid.

It is a case below its award. Whatever moves money forward asks whether the award stands. What becomes of the money once
it is paid is a case below it, in `funding.disbursements.payments`.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.disbursements import effects, rules
from funding.disbursements.states import TRANSFERRED, M, S
from funding.disbursements.words import WORDS
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, CASHIER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

EDITABLE = (S.DRAFT, S.RETURNED)
PENDING = (S.SUBMITTED, S.CHECKED_FACTUAL, S.CHECKED_ARITHMETICAL, S.APPROVED)
DRAWN = (rules.is_complete, rules.may_be_drawn, rules.within_period, rules.within_draw_window, rules.enough_left, rules.within_its_year,
         rules.goes_to_the_account_on_file)  # fmt: skip
CERTIFIED = (M.CHECK_FACTUAL, M.CHECK_ARITHMETICAL)

# fmt: off
STAYS = (
    #    state                   waits for    task in the inbox                          due                when late
    stay(S.DRAFT,                APPLICANT,   _("Finish the request for payment"),       None,              None),
    stay(S.SUBMITTED,            CASE_WORKER, _("Check the request as to facts"),        days(7),           remind),
    stay(S.CHECKED_FACTUAL,      CASE_WORKER, _("Check the request as to figures"),      days(7),           remind),
    stay(S.CHECKED_ARITHMETICAL, APPROVER,    _("Approve the payment"),                  days(7),           remind),
    stay(S.APPROVED,             CASHIER,     _("Order the payment"),                    rules.days_to_order(7), remind),
    stay(S.ORDERED,              CASHIER,     _("Note the day of payment"),              days(7),           remind),
    stay(S.PAID,                 CLOCK),
    stay(S.RETURNED,             APPLICANT,   _("Correct the request for payment"),      days(30),          remind),
    stay(S.USE_CONFIRMED),
    stay(S.RETURNED_FUNDS),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
    stay(S.ENDED),
)
MOVES = (
    #    move                  from                     to                       who                      only if                                     does                  tells
    move(M.EDIT,               EDITABLE,                one_of(*EDITABLE),       APPLICANT,               [],                                         effects.edit),
    move(M.ASK_FOR_SIGNATURE,  S.DRAFT,                 S.DRAFT,                 APPLICANT,               [rules.is_complete],                        None,                 [("disbursement.to_sign", SIGNATORY)]),
    move(M.SUBMIT,             EDITABLE,                S.SUBMITTED,             SIGNATORY,               DRAWN,                                      effects.submit,       [("disbursement.submitted", CASE_WORKER)]),
    move(M.CHECK_FACTUAL,      S.SUBMITTED,             S.CHECKED_FACTUAL,       CASE_WORKER,             [separation.not_for_the_applicant, rules.award_stands],                       None,                 [("disbursement.certified_once", CASE_WORKER)]),
    move(M.CHECK_ARITHMETICAL, S.CHECKED_FACTUAL,       S.CHECKED_ARITHMETICAL,  CASE_WORKER,             [separation.not_for_the_applicant, rules.award_stands],                       None,                 [("disbursement.certified", APPROVER)], four_eyes=M.CHECK_FACTUAL),
    move(M.APPROVE,            S.CHECKED_ARITHMETICAL,  S.APPROVED,              APPROVER,                [separation.not_for_the_applicant, rules.award_stands],                       effects.approve,      [("disbursement.approved", CASHIER)], four_eyes=CERTIFIED),
    move(M.ORDER,              S.APPROVED,              S.ORDERED,               CASHIER,                 [separation.not_for_the_applicant, rules.award_stands, rules.no_report_is_missing, rules.still_covered, rules.within_its_year, rules.needed_soon, rules.goes_to_the_account_on_file], effects.order, [("disbursement.ordered", APPLICANT)], four_eyes=(*CERTIFIED, M.APPROVE), files="payment_order"),
    move(M.NOTE_PAYMENT,       S.ORDERED,               S.PAID,                  CASHIER,                 [],                                         effects.note_payment, [("disbursement.paid", APPLICANT)]),
    move(M.RECALL,             S.ORDERED,               S.APPROVED,              CASHIER,                 [],                                         note_reason,          [("disbursement.recalled", APPROVER)]),
    move(M.TAKE_OVER,          S.DRAFT,                 S.PAID,                  CLOCK,                   [rules.was_paid_elsewhere],                 effects.take_over,    [("disbursement.paid", APPLICANT)]),
    move(M.FOLLOW_PAYMENT,     TRANSFERRED,             one_of(*TRANSFERRED),    CLOCK,                   [rules.payment_has_turned],                 effects.follow_payment),
    move(M.RETURN,             PENDING,                 S.RETURNED,              (CASE_WORKER, APPROVER), [],                                         effects.send_back,    [("disbursement.returned", APPLICANT)]),
    move(M.REJECT,             PENDING,                 S.REJECTED,              (CASE_WORKER, APPROVER), [],                                         effects.give_up,      [("disbursement.rejected", APPLICANT), ("disbursement.rejected", SIGNATORY)]),
    move(M.WITHDRAW,           (*EDITABLE, *PENDING),   S.WITHDRAWN,             (APPLICANT, SIGNATORY),  [],                                         effects.give_up,      [("disbursement.withdrawn", CASE_WORKER)]),
    move(M.END,                (*EDITABLE, *PENDING, S.PAID), S.ENDED,           CLOCK,                   [parent_has_ended]),
)
# fmt: on
DISBURSEMENT = Lifecycle(
    "disbursement", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Disbursement"), when_parent_ends=M.END
)
