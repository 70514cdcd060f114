"""The notice of a revocation or reclaim as two persons of the grant authority write it.

It is a case below the reclaim, begun when the recipient has been heard, which nobody outside the authority reads. The
notice stands beside it, below the reclaim, which goes on once the notice is sent.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.reclaims.ruling import effects, rules
from funding.reclaims.ruling.states import M, S
from funding.reclaims.ruling.words import WORDS
from funding.roles import APPROVER, AUTHORITY_STAFF, CASE_WORKER
from workflows.lifecycle import CLOCK, Lifecycle, move, remind, stay
from workflows.timing import days

UNSIGNED = (S.IN_PREPARATION, S.SIGNED)
SOUND = (
    separation.not_for_the_applicant, rules.notice_is_complete, rules.day_to_pay_is_ahead, rules.year_has_not_passed,
    rules.sum_is_covered, rules.no_payment_is_ordered,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                        due       when late
    stay(S.IN_PREPARATION,  CASE_WORKER, _("Write and sign the notice, or drop the revocation"),  days(30), remind),
    stay(S.SIGNED,          APPROVER,    _("Check the notice and issue it"),                      days(7),  remind),
    stay(S.ISSUED),
    stay(S.ENDED),
)
MOVES = (
    #    move     from                   to                who              only if                       does            tells
    move(M.DRAFT,  S.IN_PREPARATION,     S.IN_PREPARATION, CASE_WORKER,     [],                           effects.draft),
    move(M.SIGN,   S.IN_PREPARATION,     S.SIGNED,         AUTHORITY_STAFF, SOUND,                        effects.sign,   [("reclaim.signed", APPROVER)]),
    move(M.REOPEN, (S.SIGNED, S.ISSUED), S.IN_PREPARATION, AUTHORITY_STAFF, [rules.notice_was_not_sent],  effects.reopen, [("reclaim.reopened", CASE_WORKER)]),
    move(M.ISSUE,  S.SIGNED,             S.ISSUED,         AUTHORITY_STAFF, SOUND,                        effects.issue,  four_eyes=M.SIGN, basis="§§ 48, 49, 49a VwVfG", files="reclaim_notice"),
    move(M.END,    UNSIGNED,             S.ENDED,          CLOCK,           [rules.ground_is_gone]),
)
# fmt: on
RECLAIM_RULING = Lifecycle(
    "reclaim_ruling",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Ruling on the revocation"),
    when_parent_ends=M.END,
)
