"""The life of what a body decides of its own: a free motion, the election of its chair or a deputy, its standing orders.

Office or chair draft it below the body's roster and put it to the vote, which is a decision below it under the standing
orders in force. An election that is adopted changes the roster above; standing orders count from the day of the
resolution, or from a later one.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.documents.attaching import attach
from funding.motions import effects, rules
from funding.motions.states import Kind, M, S
from funding.motions.words import WORDS
from funding.roles import CHAIR, CLERK
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, one_of, stay
from workflows.timing import days

OFFICE = (CLERK, CHAIR)
UNDECIDED = (S.DRAFTED, S.PUT_TO_VOTE)
ANSWERED = one_of(S.ADOPTED, S.REJECTED, S.DRAFTED)
RESULT = [("motion.answered", CLERK), ("motion.answered", CHAIR)]

# fmt: off
STAYS = (
    #    state          waits for  task in the inbox                                due       when late
    stay(S.DRAFTED,     CLERK,     _("Finish the motion and put it to the vote"),   days(30), escalate_to(CHAIR)),
    stay(S.PUT_TO_VOTE, CLOCK),
    stay(S.ADOPTED),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move            from                     to             who     only if                            does                  tells
    move(M.WRITE,        S.DRAFTED,               S.DRAFTED,     OFFICE, [],                                effects.write),
    move(M.NOMINATE,     S.DRAFTED,               S.DRAFTED,     OFFICE, [rules.is_of(Kind.ELECTION)],      effects.nominate),
    move(M.DRAFT_ORDERS, S.DRAFTED,               S.DRAFTED,     OFFICE, [rules.is_of(Kind.STANDING_ORDERS)], effects.draft_orders),
    move(M.ATTACH,       S.DRAFTED,               S.DRAFTED,     OFFICE, [],                                attach),
    move(M.PUT_TO_VOTE,  S.DRAFTED,               S.PUT_TO_VOTE, OFFICE, [rules.is_complete],               effects.put_to_vote),
    move(M.FOLLOW_VOTE,  S.PUT_TO_VOTE,           ANSWERED,      CLOCK,  [results.body_has_answered],       effects.follow_vote,  RESULT),
    move(M.FOLLOW_FALL,  (S.ADOPTED, S.REJECTED), S.DRAFTED,     CLOCK,  [results.resolution_has_fallen],   effects.follow_fall,  [("motion.fell", CLERK), ("motion.fell", CHAIR)]),
    move(M.WITHDRAW,     UNDECIDED,               S.WITHDRAWN,   OFFICE, [results.no_ballot_is_cast],       note_reason),
    move(M.END,          UNDECIDED,               S.WITHDRAWN,   CLOCK,  [parent_has_ended]),
)
# fmt: on
MOTION = Lifecycle(
    "motion", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Motion"), when_parent_ends=M.END
)
