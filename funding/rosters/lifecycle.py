"""The life of a body's roster: complete, about to lack members, incomplete.

The body's office enters who takes a seat or the chair and who leaves; each is a change of the seats below this case,
which a second person confirms and the roster then follows. Whom the body elects the clock enters; what is in its way
is left to the office as such a change. The clock looks every day, and ahead, whether the benches
are filled as the programme asks.
"""

from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import attach
from funding.roles import CHAIR, CLERK
from funding.rosters import effects, rules
from funding.rosters.proposing import carry_out, change_is_confirmed, election_is_hindered, hand_over, proposed
from funding.rosters.states import M, S
from funding.rosters.words import WORDS
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

TOLD = [("roster.change_proposed", CHAIR), ("roster.change_proposed", CLERK)]
KEPT = (S.COMPLETE, S.LAPSING, S.INCOMPLETE)

# fmt: off
STAYS = (
    #    state          waits for  task in the inbox                                     due                           when late
    stay(S.COMPLETE,    CLOCK),
    stay(S.LAPSING,     CLERK,     _("Have the seats filled before their terms end"),    on("filled_until", "internal"), make(M.REVIEW)),
    stay(S.INCOMPLETE,  CLERK,     _("Have the vacant seats filled"),                    days(30),                     remind),
    stay(S.DISSOLVED),
)
MOVES = (
    #    move             from   to             who    only if                      does                             tells
    move(M.APPOINT,       KEPT,  one_of(*KEPT), CLERK, [],                          proposed(effects.appoint), TOLD),
    move(M.APPOINT_CHAIR, KEPT,  one_of(*KEPT), CLERK, [],                          proposed(effects.appoint_chair), TOLD),
    move(M.END_TERM,      KEPT,  one_of(*KEPT), CLERK, [],                          proposed(effects.end_term), TOLD),
    move(M.ADD_SEAT,      KEPT,  one_of(*KEPT), CLERK, [],                          proposed(effects.add_seat), TOLD),
    move(M.ABOLISH_SEAT,  KEPT,  one_of(*KEPT), CLERK, [],                          proposed(effects.abolish_seat), TOLD),
    move(M.ATTACH,        KEPT,  one_of(*KEPT), CLERK, [],                          attach),
    move(M.CARRY_OUT,     KEPT,  one_of(*KEPT), CLOCK, [change_is_confirmed],       carry_out),
    move(M.HAND_OVER,     KEPT,  one_of(*KEPT), CLOCK, [election_is_hindered],      hand_over,                       [("motion.not_entered", CLERK), ("motion.not_entered", CHAIR)]),
    move(M.DISSOLVE,      KEPT,  S.DISSOLVED,   CLOCK, [rules.body_is_dissolved]),
    move(M.REVIEW,        KEPT,  one_of(*KEPT), CLOCK, [rules.composition_has_changed], effects.review),
)
# fmt: on
ROSTER = Lifecycle("roster", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Seats of the body"))
