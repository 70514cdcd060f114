"""The life of a body's roster: complete, about to lack members, incomplete.

The body's office enters who takes a seat or the chair and who leaves; the clock looks every day, and ahead, whether
the benches are filled as the programme asks.
"""

from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import attach
from funding.roles import CLERK
from funding.rosters import effects, rules
from funding.rosters.states import M, S
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

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
    #    move             from   to             who    only if                      does
    move(M.APPOINT,       KEPT,  one_of(*KEPT), CLERK, [],                          effects.appoint),
    move(M.APPOINT_CHAIR, KEPT,  one_of(*KEPT), CLERK, [],                          effects.appoint_chair),
    move(M.END_TERM,      KEPT,  one_of(*KEPT), CLERK, [],                          effects.end_term),
    move(M.ADD_SEAT,      KEPT,  one_of(*KEPT), CLERK, [],                          effects.add_seat),
    move(M.ABOLISH_SEAT,  KEPT,  one_of(*KEPT), CLERK, [],                          effects.abolish_seat),
    move(M.ATTACH,        KEPT,  one_of(*KEPT), CLERK, [],                          attach),
    move(M.DISSOLVE,      KEPT,  S.DISSOLVED,   CLOCK, [rules.body_is_dissolved]),
    move(M.REVIEW,        KEPT,  one_of(*KEPT), CLOCK, [rules.composition_has_changed], effects.review),
)
# fmt: on
ROSTER = Lifecycle("roster", version=1, stays=STAYS, moves=MOVES, label=_("Seats of the body"))
