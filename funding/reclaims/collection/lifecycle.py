"""How what is reclaimed comes back: paid with interest, deferred, enforced, waived, or refunded because the notice fell.

A case below the reclaim, begun when its notice is issued: payments may come in before it is final.
"""

from django.utils.translation import gettext_lazy as _

from funding.corrections import rules as corrections
from funding.decisions import separation
from funding.reclaims.collection import correcting, effects, rules
from funding.reclaims.collection.states import M, S
from funding.reclaims.collection.words import WORDS
from funding.reclaims.models import Relief
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, months, on

OWED = (S.RECLAIMED, S.DEFERRED, S.ENFORCED)
COLLECTED = (S.UNDER_RESERVE, S.RELIEF_PROPOSED, *OWED, S.RESTING)
SETTLED = (S.PAID, S.WAIVED, S.REFUND_DUE)
RELIEVABLE = (S.UNDER_RESERVE, *OWED, S.RESTING, S.PAID, S.WAIVED, S.NOTHING_DUE)
INTEREST_RECKONED = (S.UNDER_RESERVE, *OWED, S.RESTING, S.PAID, S.WAIVED)
CORRECTABLE = (*INTEREST_RECKONED, S.REFUND_DUE)
NOT_FALLEN = (*COLLECTED, *SETTLED, S.NOTHING_DUE)
FALLEN = (S.FALLEN, S.REFUND_DUE)
ONCE_SENT = (*OWED, S.RESTING, *SETTLED)
ONCE_FINAL = (S.RELIEF_PROPOSED, *OWED, S.RESTING, *SETTLED)  # under reserve the effect tells, once it was sent
RECIPIENT = (APPLICANT, SIGNATORY)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                        due                    when late
    stay(S.UNDER_RESERVE,   CLOCK),
    stay(S.RECLAIMED,       CASE_WORKER, _("Watch for the payment; then reckon the interest"),    on("pay_by"),          remind),
    stay(S.DEFERRED,        CLOCK,       None,                                                    on("until"),           make(M.END_DEFERRAL)),
    stay(S.RELIEF_PROPOSED, APPROVER,    _("Decide on the deferral or waiver"),                   days(14),              remind),
    stay(S.ENFORCED,        CASE_WORKER, _("Ask how the enforcement stands"),                     months(6),             remind),
    stay(S.REFUND_DUE,      CASE_WORKER, _("Pay back what is owed no longer"),                    days(30),              remind),
    stay(S.RESTING),
    stay(S.PAID),
    stay(S.NOTHING_DUE),
    stay(S.WAIVED),
    stay(S.FALLEN),
)
MOVES = (
    #    move                 from                     to                      who                      only if                                          does                         tells
    move(M.NOTE_PAYMENT,      COLLECTED,               one_of(*COLLECTED, *SETTLED), CASE_WORKER,         [rules.something_is_open],                       effects.note_payment,     [("reclaim.payment", SIGNATORY, ONCE_FINAL)]),
    move(M.FOLLOW_NOTICE,     NOT_FALLEN,              one_of(*NOT_FALLEN, S.FALLEN), CLOCK,              [rules.notice_has_turned],                       effects.follow_notice,       [("reclaim.final", SIGNATORY, (S.RECLAIMED,))], basis="§§ 70, 74 VwGO"),
    move(M.RECKON_INTEREST,   S.RECLAIMED,             one_of(S.RECLAIMED, *SETTLED), AUTHORITY_STAFF,             [separation.not_for_the_applicant, rules.sum_is_paid_back, rules.interest_is_open], effects.reckon_interest, four_eyes=M.NOTE_PAYMENT, basis="§ 49a (3) VwVfG", files="interest_notice", inside=True, unseen=True),
    move(M.DROP_INTEREST,     INTEREST_RECKONED, one_of(S.UNDER_RESERVE, S.RECLAIMED),         CLOCK,                   [rules.interest_notice_was_annulled],            effects.drop_interest,    [("reclaim.interest_annulled", CASE_WORKER)]),
    move(M.WAIVE_INTEREST,    S.RECLAIMED,             one_of(*SETTLED),       AUTHORITY_STAFF,                  [separation.not_for_the_applicant, rules.sum_is_paid_back, rules.interest_is_open, rules.was_paid_in_time], effects.waive_interest, [("reclaim.interest_waived", SIGNATORY)], four_eyes=M.NOTE_PAYMENT, basis="§ 49a (3) sentence 2 VwVfG"),
    move(M.END_DEFERRAL,      S.DEFERRED,              S.RECLAIMED,            CLOCK,                   [due_has_passed],                                effects.end_deferral,     [("reclaim.deferral_ended", SIGNATORY), ("reclaim.deferral_ended", CASE_WORKER)]),
    move(M.ENFORCE,           (S.RECLAIMED, S.RESTING), S.ENFORCED,             AUTHORITY_STAFF,                  [rules.day_to_pay_is_over, rules.something_is_open], effects.enforce,          [("reclaim.enforced", SIGNATORY)]),
    move(M.PROPOSE_RELIEF,    RELIEVABLE,              S.RELIEF_PROPOSED,      CASE_WORKER,             [rules.notice_can_be_taken_back],                                              effects.propose_relief,   [("reclaim.relief_proposed", APPROVER)], basis="§ 59 LHO", inside=True),
    move(M.REFUSE_RELIEF,     S.RELIEF_PROPOSED,       one_of(*RELIEVABLE),    APPROVER,                [],                                              effects.refuse_relief,    [("reclaim.relief_refused", CASE_WORKER)], inside=True),
    move(M.GRANT_RELIEF,      S.RELIEF_PROPOSED,       one_of(S.DEFERRED, S.WAIVED, S.RECLAIMED), APPROVER, [separation.not_for_the_applicant, rules.is_proposed(Relief.DEFERRAL, Relief.REMISSION), rules.notice_is_final, rules.something_is_open], effects.grant_relief,     [("reclaim.relieved", SIGNATORY), ("reclaim.relieved", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 59 LHO"),
    move(M.WRITE_OFF,         S.RELIEF_PROPOSED,       S.RESTING,              APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.WRITE_OFF), rules.notice_is_final, rules.something_is_open], None, [("reclaim.written_off", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 59 LHO", inside=True),
    move(M.TAKE_BACK_NOTICE,  S.RELIEF_PROPOSED,       one_of(*FALLEN),        APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.ANNULMENT)],           effects.take_back_notice, four_eyes=M.PROPOSE_RELIEF, basis="§§ 48, 49 VwVfG"),
    move(M.TAKE_BACK_INTEREST, S.RELIEF_PROPOSED,      S.RECLAIMED,            APPROVER,                [separation.not_for_the_applicant, rules.is_proposed(Relief.INTEREST)],            effects.take_back_interest, [("reclaim.interest_annulled", CASE_WORKER)], four_eyes=M.PROPOSE_RELIEF, basis="§ 48 VwVfG", inside=True),
    move(M.CORRECT,           CORRECTABLE,             one_of(*CORRECTABLE),   CASE_WORKER,             [separation.not_for_the_applicant, corrections.no_correction_is_open], correcting.propose,   [("reclaim.correction_proposed", APPROVER)], inside=True),
    move(M.FOLLOW_CORRECTION, CORRECTABLE,             one_of(*CORRECTABLE, S.FALLEN), CLOCK,           [corrections.correction_is_confirmed],                 correcting.follow,        [("reclaim.payment_corrected", SIGNATORY, ONCE_SENT), ("reclaim.payment_corrected", CASE_WORKER)]),
    move(M.NOTE_REFUND,       S.REFUND_DUE,            one_of(S.FALLEN, S.PAID, S.WAIVED, S.RECLAIMED), AUTHORITY_STAFF,                [separation.not_for_the_applicant, rules.has_not_decided_on_the_sum], effects.note_refund,        [("reclaim.refunded", SIGNATORY)], four_eyes=M.NOTE_PAYMENT),
)
# fmt: on
COLLECTION = Lifecycle(
    "collection",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Collection of a reclaim"),
    outsiders=RECIPIENT,
)
