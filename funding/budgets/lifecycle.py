"""The life of a budget: what the funders of a programme have for one calendar year, entered by one person and released
by another. From the release on no more is granted than is in its pots; it closes with its year.
"""

from django.utils.translation import gettext_lazy as _

from funding.budgets import effects, rules
from funding.budgets.states import M, S
from funding.budgets.words import WORDS
from funding.roles import APPROVER, CASE_WORKER
from workflows.effects import note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, remind, stay
from workflows.timing import days, on

RELEASABLE = (rules.has_shares, rules.nothing_taken_is_withdrawn)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                             due             when late
    stay(S.DRAFT,           CASE_WORKER, _("Enter the shares of the funders"),         days(30),       remind),
    stay(S.PROPOSED,        APPROVER,    _("Check the budget and release it"),         days(14),       remind),
    stay(S.RELEASED,        CLOCK,       None,                                         on("year_end"), make(M.CLOSE)),
    stay(S.CHANGE_PROPOSED, APPROVER,    _("Check the change of the budget and release it"), days(14), remind),
    stay(S.CLOSED),
    stay(S.DISCARDED),
)
MOVES = (
    #    move               from               to                 who          only if                     does                    tells
    move(M.SET_SHARES,      S.DRAFT,           S.DRAFT,           CASE_WORKER, [],                         effects.set_shares),
    move(M.PROPOSE,         S.DRAFT,           S.PROPOSED,        CASE_WORKER, [rules.has_shares],         effects.propose,        [("budget.proposed", APPROVER)]),
    move(M.RETURN,          S.PROPOSED,        S.DRAFT,           APPROVER,    [],                         note_reason,            [("budget.returned", CASE_WORKER)]),
    move(M.RELEASE,         S.PROPOSED,        S.RELEASED,        APPROVER,    RELEASABLE,                 effects.release,        [("budget.released", CASE_WORKER)], four_eyes=(M.SET_SHARES, M.PROPOSE), basis="§ 44 LHO"),
    move(M.PROPOSE_CHANGE,  S.RELEASED,        S.CHANGE_PROPOSED, CASE_WORKER, [],                         effects.propose_change, [("budget.proposed", APPROVER)]),
    move(M.RELEASE_CHANGE,  S.CHANGE_PROPOSED, S.RELEASED,        APPROVER,    RELEASABLE,                 effects.release,        [("budget.released", CASE_WORKER)], four_eyes=M.PROPOSE_CHANGE),
    move(M.REFUSE_CHANGE,   S.CHANGE_PROPOSED, S.RELEASED,        APPROVER,    [],                         effects.refuse_change,  [("budget.returned", CASE_WORKER)]),
    move(M.CLOSE,           S.RELEASED,        S.CLOSED,          CLOCK,       [due_has_passed],           effects.close),
    move(M.DISCARD,         S.DRAFT,           S.DISCARDED,       CASE_WORKER),
)
# fmt: on
BUDGET = Lifecycle("budget", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Budget"))
