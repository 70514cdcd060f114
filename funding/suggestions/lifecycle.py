"""An idea handed in by somebody of the public, without an account: the coordination office accepts or declines it.

What is sent from the public page waits outside (`intake.py`) until the address is confirmed, and is deleted if it never
is. Only then a case begins, which only the region's office reads. Accepted, it becomes an idea's draft of its own.
"""

from django.utils.translation import gettext_lazy as _

from funding.roles import COORDINATION_OFFICE
from funding.suggestions import effects, rules
from funding.suggestions.states import M, S
from funding.suggestions.words import WORDS
from workflows.lifecycle import CLOCK, Lifecycle, move, remind, stay
from workflows.timing import days

# fmt: off
STAYS = (
    #    state         waits for             task in the inbox                              due       when late
    stay(S.RECEIVED,   CLOCK),
    stay(S.CONFIRMED,  COORDINATION_OFFICE,  _("Accept the idea from the public, or decline it"), days(30), remind),
    stay(S.ACCEPTED),
    stay(S.DECLINED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move        from          to            who                  only if  does               tells
    move(M.CONFIRM,  S.RECEIVED,   S.CONFIRMED,  CLOCK,               [rules.sender_can_be_answered], effects.confirm, [("suggestion.arrived", COORDINATION_OFFICE)]),
    move(M.ACCEPT,   S.CONFIRMED,  S.ACCEPTED,   COORDINATION_OFFICE, [],      effects.accept),
    move(M.DECLINE,  S.CONFIRMED,  S.DECLINED,   COORDINATION_OFFICE, [],      effects.decline),
    move(M.WITHDRAW, S.CONFIRMED,  S.WITHDRAWN,  COORDINATION_OFFICE, [],      effects.withdraw,  basis="Art. 7 (3) GDPR"),
)
# fmt: on
SUGGESTION = Lifecycle("suggestion", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Idea from the public"))
