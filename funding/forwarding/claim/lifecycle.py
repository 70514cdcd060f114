"""The life of a claim against a final recipient: paid back, or lost; then the authority decides who bears the loss.

It is a case below its forwarding. What is not released lessens the award when its proof of use is checked; from then on
the recipient bears what the final recipient does not pay.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.forwarding.claim import effects, rules
from funding.forwarding.claim.states import M, S
from funding.forwarding.claim.words import WORDS
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, FINAL_RECIPIENT, SIGNATORY
from workflows.effects import note_reason
from workflows.lifecycle import Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on

RECIPIENT = (APPLICANT, SIGNATORY)
PAYABLE = (S.CLAIMED, S.RELEASED, S.BORNE)

# fmt: off
STAYS = (
    #    state               waits for    task in the inbox                                          due            when late
    stay(S.CLAIMED,          APPLICANT,   _("Watch for the payment, or report the loss"),            on("pay_by"),  remind),
    stay(S.LOSS_REPORTED,    CASE_WORKER, _("Propose how much of the loss is released"),             days(30),      remind),
    stay(S.RELEASE_PROPOSED, APPROVER,    _("Decide who bears the loss"),                            days(14),      remind),
    stay(S.PAID),
    stay(S.RELEASED),
    stay(S.BORNE),
)
MOVES = (
    #    move               from                to                              who          only if                     does                     tells
    move(M.NOTE_PAYMENT,    PAYABLE,            one_of(*PAYABLE, S.PAID),       RECIPIENT,   [],                         effects.note_payment,    [("forwarding_claim.payment", FINAL_RECIPIENT), ("forwarding_claim.payment", CASE_WORKER)]),
    move(M.REPORT_LOSS,     S.CLAIMED,          S.LOSS_REPORTED,                SIGNATORY,   [rules.award_is_unsettled], effects.report_loss,     [("forwarding_claim.loss_reported", CASE_WORKER)]),
    move(M.TAKE_BACK,       S.LOSS_REPORTED,    S.CLAIMED,                      SIGNATORY,   [],                         effects.take_back),
    move(M.PROPOSE_RELEASE, S.LOSS_REPORTED,    S.RELEASE_PROPOSED,             CASE_WORKER, [separation.not_for_the_applicant],                         effects.propose_release, [("forwarding_claim.release_proposed", APPROVER)], inside=True),
    move(M.RETURN_PROPOSAL, S.RELEASE_PROPOSED, S.LOSS_REPORTED,                APPROVER,    [],                         note_reason,             [("forwarding_claim.loss_reported", CASE_WORKER)], inside=True),
    move(M.DECIDE_RELEASE,  S.RELEASE_PROPOSED, one_of(S.RELEASED, S.BORNE),    APPROVER,    [separation.not_for_the_applicant],                         effects.decide_release,  [("forwarding_claim.decided", SIGNATORY)], four_eyes=M.PROPOSE_RELEASE, basis="Nr. 12 VV § 44 LHO"),
    move(M.BEAR_LOSS,       S.CLAIMED,          S.BORNE,                        SIGNATORY,   [rules.award_is_settled],   note_reason,             [("forwarding_claim.borne", CASE_WORKER)]),
)
# fmt: on
FORWARDING_CLAIM = Lifecycle(
    "forwarding_claim",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Claim against a final recipient"),
    outsiders=(*RECIPIENT, FINAL_RECIPIENT),
)
