"""The settlement of an award: the use is proven and checked, the rest paid or the excess reclaimed, the file closed.

It is a case below its award, which has ended its project, and the proof of use is a case below it. What the recipient
holds beyond what they may keep is asked back by a reclaim below the award, with hearing, notice and collection; the
settlement waits for its end. Two persons may do without it. Where the award falls, nothing is proven any more, but what was paid still comes back.
"""

from django.utils.translation import gettext_lazy as _

from funding.awards.settlement import effects, rules
from funding.awards.settlement.states import M, S
from funding.awards.settlement.words import WORDS
from funding.decisions import separation
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

TO_BE_REPAID = (S.PROOF_CHECKED, S.FALLEN)
FOLLOWING = (
    S.PROOF_DUE,
    S.PROOF_SUBMITTED,
    S.PROOF_CHECKED,
    S.FALLEN,
    S.SPARE_PROPOSED,
    S.REPAYMENT_DUE,
    S.CLOSED,
    S.ENDED,
)
FOLLOWED = (S.PROOF_CHECKED, S.FALLEN, S.REPAYMENT_DUE, S.DROPPED, S.ENDED)
BY_ANOTHER = (separation.not_for_the_applicant, rules.is_second_person, rules.has_not_annulled)
REPAYABLE = (rules.something_to_repay, rules.no_revocation_is_undecided)
DEMANDABLE = (*BY_ANOTHER, *REPAYABLE)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                              due       when late
    stay(S.PROOF_DUE,       CLOCK),
    stay(S.PROOF_SUBMITTED, CLOCK),
    stay(S.PROOF_CHECKED,   CASE_WORKER, _("Pay the rest, demand a repayment, or close"),               days(30), remind),
    stay(S.FALLEN,          CASE_WORKER, _("Demand the repayment of what was paid, or propose to do without it"), days(30), remind),
    stay(S.SPARE_PROPOSED,  APPROVER,    _("Decide whether to do without the repayment"),                days(14), remind),
    stay(S.REPAYMENT_DUE,   CLOCK),
    stay(S.CLOSED),
    stay(S.DROPPED),
    stay(S.ENDED),
)
MOVES = (
    #    move                 from               to                     who          only if                                                              does                       tells
    move(M.FOLLOW_SUBMISSION, S.PROOF_DUE,       S.PROOF_SUBMITTED,     CLOCK,       [rules.proof_was_submitted]),
    move(M.FOLLOW_RETURN,     S.PROOF_SUBMITTED, S.PROOF_DUE,           CLOCK,       [rules.proof_was_returned]),
    move(M.FOLLOW_ACCEPTANCE, S.PROOF_SUBMITTED, S.PROOF_CHECKED,       CLOCK,       [rules.proof_was_accepted],                                          effects.follow_acceptance, [("settlement.checked", SIGNATORY)], files="proof_result"),
    move(M.FORGO_REST,        S.PROOF_CHECKED,   S.PROOF_CHECKED,       SIGNATORY,   [rules.rest_is_unpaid],                                              effects.forgo_rest,        [("settlement.rest_forgone", CASE_WORKER)]),
    move(M.DEMAND_REPAYMENT,  TO_BE_REPAID,      S.REPAYMENT_DUE,       AUTHORITY_STAFF,      DEMANDABLE,                                                          effects.demand_repayment,  basis="§ 49a (1) VwVfG", files="hearing"),
    move(M.PROPOSE_SPARE,     TO_BE_REPAID,      S.SPARE_PROPOSED,      CASE_WORKER, [separation.not_for_the_applicant, *REPAYABLE],                      effects.propose_spare,     [("settlement.spare_proposed", APPROVER)], basis="§ 59 LHO", inside=True),
    move(M.SPARE,             S.SPARE_PROPOSED,  one_of(*TO_BE_REPAID), AUTHORITY_STAFF,      [*DEMANDABLE, rules.sum_is_as_proposed],                             effects.spare,             [("settlement.spared", SIGNATORY), ("settlement.spared", CASE_WORKER)], four_eyes=M.PROPOSE_SPARE, basis="§ 59 LHO"),
    move(M.RETURN_SPARE,      S.SPARE_PROPOSED,  one_of(*TO_BE_REPAID), AUTHORITY_STAFF,      [],                                                                  effects.return_spare,      [("settlement.spare_returned", CASE_WORKER)], inside=True),
    move(M.CLOSE,             S.PROOF_CHECKED,   S.CLOSED,              AUTHORITY_STAFF,      [*BY_ANOTHER, rules.sums_are_even, rules.nothing_is_open]),
    move(M.FOLLOW_AWARD,      FOLLOWING,         one_of(*FOLLOWED),     CLOCK,       [rules.award_has_turned],                                            effects.follow_award,      [("settlement.to_repay", CASE_WORKER, (S.FALLEN,))]),
)
# fmt: on
SETTLEMENT = Lifecycle(
    "settlement",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Settlement"),
    outsiders=(APPLICANT, SIGNATORY),
)
