"""The life of a change of a body's seats: one person of its office enters it, the chair or a second person of the
office confirms it. Whom the body has elected, but who could not be entered, is such a change too: whoever confirms it carries
it out. The roster above follows; until then nobody gains or loses a vote by it."""

from django.utils.translation import gettext_lazy as _

from funding.roles import CHAIR, CLERK
from funding.rosters.change import rules
from funding.rosters.change.states import M, S
from funding.rosters.change.words import WORDS
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, stay
from workflows.timing import days

SECOND = (CHAIR, CLERK)

# fmt: off
STAYS = (
    #    state        waits for  task in the inbox                                     due       when late
    stay(S.PROPOSED,  CHAIR,     _("Check the change of the seats and confirm it"),    days(7),  escalate_to(CLERK)),
    stay(S.CONFIRMED),
    stay(S.REFUSED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move        from        to           who     only if                                             does         tells
    move(M.CONFIRM,  S.PROPOSED, S.CONFIRMED, SECOND, [rules.is_second_person, rules.is_not_seated_by_it, rules.election_stands], None, [("seat_change.confirmed", CLERK)]),
    move(M.REFUSE,   S.PROPOSED, S.REFUSED,   SECOND, [rules.is_second_person, rules.is_not_elected],     note_reason, [("seat_change.refused", CLERK)]),
    move(M.WITHDRAW, S.PROPOSED, S.WITHDRAWN, CLERK,  [],                                                 note_reason),
    move(M.END,      S.PROPOSED, S.WITHDRAWN, CLOCK,  [parent_has_ended]),
)
# fmt: on
SEAT_CHANGE = Lifecycle(
    "seat_change",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Change of the seats"),
    when_parent_ends=M.END,
)
