"""The life of a challenge: a member says that a resolution came about wrongly; the office examines, the chair decides.

The outcome follows from the recount without the votes in question: a resolution is void only where the fault was
decisive, and after a year it stands. What has been carried out already is first put to the body again, so that
nothing awarded loses its ground unseen; where that vote falls later, it is put to the body once more. The decision above follows the challenge.
"""

from django.utils.translation import gettext_lazy as _

from funding.challenges import effects, rules
from funding.challenges.states import M, S
from funding.challenges.words import WORDS
from funding.decisions import results
from funding.roles import CHAIR, CLERK
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, one_of, remind, stay
from workflows.timing import days

UNDECIDED = (S.CHALLENGED, S.EXAMINED)
DECIDED = one_of(S.CONFIRMED, S.VOID, S.CURE_DUE)
AFTER_CURE = one_of(S.CURED, S.VOID, S.CURE_DUE)

# fmt: off
STAYS = (
    #    state          waits for  task in the inbox                         due       when late
    stay(S.CHALLENGED,  CLERK,     _("Examine the challenge"),               days(14), escalate_to(CHAIR)),
    stay(S.EXAMINED,    CHAIR,     _("Decide on the challenge"),             days(14), remind),
    stay(S.CURE_DUE,    CLERK,     _("Put the question to the body again"),  days(30), escalate_to(CHAIR)),
    stay(S.CURING,      CLOCK),
    stay(S.CONFIRMED),
    stay(S.VOID),
    stay(S.CURED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move           from          to           who    only if                          does                 tells
    move(M.EXAMINE,     S.CHALLENGED, S.EXAMINED,  CLERK, [],                              effects.examine,     [("challenge.examined", CHAIR)]),
    move(M.DECIDE,      S.EXAMINED,   DECIDED,     CHAIR, [rules.own_vote_is_not_at_issue], effects.decide,     [("challenge.decided", CLERK)], four_eyes=M.EXAMINE),
    move(M.MAKE_UP,     S.CURE_DUE,   S.CURING,    CLERK, [],                              effects.make_up,     basis="§ 45 (1) VwVfG"),
    move(M.FOLLOW_CURE, S.CURING,     AFTER_CURE,  CLOCK, [rules.body_has_voted_again],    effects.follow_cure, [("challenge.decided", CLERK)]),
    move(M.FOLLOW_FALL, S.CURED,      S.CURE_DUE,  CLOCK, [results.resolution_has_fallen, rules.challenged_one_stands], results.note_fall, [("challenge.cure_fell", CLERK), ("challenge.cure_fell", CHAIR)]),
    move(M.GIVE_UP,     S.CURE_DUE,   S.VOID,      CHAIR, [],                              note_reason,         [("challenge.decided", CLERK)]),
    move(M.WITHDRAW,    UNDECIDED,    S.WITHDRAWN, CLERK, [],                              note_reason),
)
# fmt: on
CHALLENGE = Lifecycle(
    "challenge", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Challenge of a resolution")
)
