"""An application's wait for money: until the pot of its year has enough, or the year ends.

It is a case below the decision on the grant, begun where something is approved that the pots cannot pay, or where this
is known before.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications.following import nothing_is_ruled
from funding.applications.waiting import effects, rules
from funding.applications.waiting.states import M, S
from funding.applications.waiting.words import WORDS
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, COORDINATION_OFFICE, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, remind, stay
from workflows.timing import days, on

OPEN = (S.BUDGET_MISSING, S.WAITING_LIST)

# fmt: off
STAYS = (
    #    state             waits for    task in the inbox                              due                            when late
    stay(S.BUDGET_MISSING, CASE_WORKER, _("Put on the waiting list, go on or reject"), days(14),                      remind),
    stay(S.WAITING_LIST,   CLOCK,       None,                                          on("waits_until", "internal"), make(M.EXPIRE)),
    stay(S.MONEY_FOUND),
    stay(S.EXPIRED),
    stay(S.ENDED),
)
MOVES = (
    #    move                      from              to              who          only if                             does                        tells
    move(M.PUT_ON_WAITING_LIST,    S.BUDGET_MISSING, S.WAITING_LIST, CASE_WORKER, [nothing_is_ruled, rules.a_year_is_left], effects.put_on_waiting_list, [("application.waiting", SIGNATORY), ("application.waiting", APPLICANT)]),
    move(M.CHANGE_RANK,            S.WAITING_LIST,   S.WAITING_LIST, APPROVER,    [],                                 effects.change_rank),
    move(M.TAKE_FROM_WAITING_LIST, OPEN,             S.MONEY_FOUND,  CASE_WORKER, [nothing_is_ruled, rules.is_first_in_rank], effects.take_from_waiting_list, [("application.goes_on", SIGNATORY), ("application.goes_on", APPLICANT)]),
    move(M.EXPIRE,                 S.WAITING_LIST,   S.EXPIRED,      CLOCK,       [due_has_passed],                   effects.expire,             [("application.expired", SIGNATORY), ("application.expired", APPLICANT), ("application.expired", COORDINATION_OFFICE)]),
    move(M.END,                    OPEN,             S.ENDED,       CLOCK,       [rules.ground_is_gone]),
)
# fmt: on
WAITING = Lifecycle(
    "waiting", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Wait for money"), when_parent_ends=M.END
)
