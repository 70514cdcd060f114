"""Money used late: the recipient is heard, two persons demand interest or do without it, and it is paid.

It is a case below its payment, opened when the use, or the return, is noted after the draw window. The notice of interest
goes its own way below it; the recipient reads what it says once it is sent. Where the value date is corrected after it,
or more comes back, two persons take it back, and the interest is reckoned anew, or let it stand. Two persons waive it
too. A payment of it that was noted wrongly is corrected from the payment above.
"""

from django.utils.translation import gettext_lazy as _

from funding.corrections import rules as corrections
from funding.decisions import separation
from funding.disbursements.late_use import correcting, effects, rules
from funding.disbursements.late_use.models import Proposal
from funding.disbursements.late_use.states import CORRECTABLE, NOTIFIED, STANDING, M, S
from funding.disbursements.late_use.words import WORDS
from funding.notices import rules as notice_rules
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import by, days, on

BEFORE_NOTICE = (S.INTEREST_CASE, S.IN_PREPARATION)
WHILE_DEMANDED = (S.DEMANDED, S.UNDER_REVIEW, S.PROPOSED)
INTEREST = "§ 49a (4) VwVfG"

# fmt: off
STAYS = (
    #    state             waits for    task in the inbox                                            due              when late
    stay(S.INTEREST_CASE,  CASE_WORKER, _("Hear the recipient on the interest, or propose to demand none"), days(30), remind),
    stay(S.HEARING,        SIGNATORY,   _("Comment on the intended interest"),                       by("answer_by"), make(M.END_HEARING)),
    stay(S.IN_PREPARATION, CASE_WORKER, _("Reckon the interest and sign, or propose to demand none"), days(30),        remind),
    stay(S.UNDER_REVIEW,   CASE_WORKER, _("Propose to take the notice back, or to let it stand"),    days(30),        remind),
    stay(S.PROPOSED,       APPROVER,    _("Decide as proposed, or return the proposal"),             days(14),        remind),
    stay(S.SIGNED,         APPROVER,    _("Check the notice and issue it"),                          days(7),         remind),
    stay(S.ISSUED,         CLOCK),
    stay(S.DEMANDED,       CASE_WORKER, _("Watch for the payment of the interest"),                  on("pay_by"),    remind),
    stay(S.REFUND_DUE,     CASE_WORKER, _("Pay back what is owed no longer"),                        days(30),        remind),
    stay(S.PAID),
    stay(S.LEFT),
    stay(S.WAIVED),
)
MOVES = (
    #    move            from                                   to                           who          only if                    does                  tells
    move(M.HEAR,         BEFORE_NOTICE,                         S.HEARING,                   CASE_WORKER, [],                        effects.hear,         [("late_use.hearing", SIGNATORY)], basis="§ 28 VwVfG"),
    move(M.ANSWER,       S.HEARING,                             S.IN_PREPARATION,            SIGNATORY,   [],                        effects.answer,       [("late_use.answered", CASE_WORKER)], basis="§ 28 VwVfG"),
    move(M.END_HEARING,  S.HEARING,                             S.IN_PREPARATION,            CLOCK,       [due_has_passed],          effects.end_hearing,  [("late_use.answered", CASE_WORKER)]),
    move(M.SIGN,         S.IN_PREPARATION,                      S.SIGNED,                    CASE_WORKER, [separation.not_for_the_applicant],                        effects.sign,         [("late_use.signed", APPROVER)], inside=True, basis=INTEREST),
    move(M.ISSUE,        S.SIGNED,                              S.ISSUED,                    APPROVER,    [separation.not_for_the_applicant, rules.notice_is_complete], effects.issue, four_eyes=M.SIGN, basis=INTEREST, files="late_use_notice", inside=True),
    move(M.PROPOSE,      (*BEFORE_NOTICE, *NOTIFIED, S.UNDER_REVIEW), S.PROPOSED,            CASE_WORKER, [separation.not_for_the_applicant], effects.propose, [("late_use.proposed", APPROVER)], inside=True),
    move(M.RETURN,       (S.SIGNED, S.ISSUED, S.PROPOSED),      one_of(*BEFORE_NOTICE, *NOTIFIED, S.UNDER_REVIEW), APPROVER, [notice_rules.notice_was_not_sent], effects.send_back, [("late_use.returned", CASE_WORKER)], inside=True),
    move(M.LEAVE_IT,     S.PROPOSED,                            one_of(S.LEFT, S.REFUND_DUE), APPROVER,   [separation.not_for_the_applicant, rules.is_proposed(Proposal.LEAVE_IT)], effects.leave_it, [("late_use.left", SIGNATORY)], four_eyes=M.PROPOSE),
    move(M.DOUBT,        NOTIFIED,                              S.UNDER_REVIEW,              CLOCK,       [rules.rests_on_other_facts], None,               [("late_use.doubted", CASE_WORKER)], inside=True),
    move(M.TAKE_BACK,    S.PROPOSED,                            one_of(*BEFORE_NOTICE),      APPROVER,    [separation.not_for_the_applicant, rules.is_proposed(Proposal.TAKE_BACK)], effects.take_back, [("late_use.taken_back", CASE_WORKER)], four_eyes=M.PROPOSE, basis="§ 48 VwVfG"),
    move(M.LET_STAND,    S.PROPOSED,                            one_of(*NOTIFIED),           APPROVER,    [separation.not_for_the_applicant, rules.is_proposed(Proposal.LET_STAND)], effects.let_stand, [("late_use.stands", CASE_WORKER)], four_eyes=M.PROPOSE, inside=True),
    move(M.NOTE_PAYMENT, WHILE_DEMANDED,                        one_of(*WHILE_DEMANDED, S.PAID), CASE_WORKER, [],                    effects.note_payment),
    move(M.FOLLOW_CORRECTION, CORRECTABLE,                      one_of(*CORRECTABLE),        CLOCK,       [corrections.correction_is_confirmed], correcting.follow,   [("late_use.payment_corrected", SIGNATORY, STANDING), ("late_use.payment_corrected", CASE_WORKER)]),
    move(M.FOLLOW_NOTICE, (S.ISSUED, *NOTIFIED, S.UNDER_REVIEW, S.PROPOSED), one_of(*STANDING, S.IN_PREPARATION), CLOCK, [rules.notice_has_turned], effects.follow_notice, [("late_use.demanded", SIGNATORY, STANDING), ("late_use.answered", CASE_WORKER, (S.IN_PREPARATION,))]),
    move(M.WAIVE,        S.PROPOSED,                            S.WAIVED,                    APPROVER,    [separation.not_for_the_applicant, rules.is_proposed(Proposal.WAIVE), rules.rests_on_its_facts, rules.is_outstanding], effects.waive, [("late_use.left", SIGNATORY)], four_eyes=M.PROPOSE, basis="§ 59 LHO"),
    move(M.NOTE_REFUND,  S.REFUND_DUE,                          one_of(S.LEFT, S.PAID),      AUTHORITY_STAFF,      [separation.not_for_the_applicant],                        effects.note_refund,  [("late_use.refunded", SIGNATORY)], four_eyes=M.NOTE_PAYMENT),
)
# fmt: on
LATE_USE = Lifecycle(
    "late_use",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Interest on money used late"),
    outsiders=(APPLICANT, SIGNATORY),
)
