"""The life of a motion to reconsider: the body votes on whether its resolution is lifted, by the majority its standing
orders ask for. Carried, the decision above is lifted and the question is open again; else it stands as it was.
Where that vote falls later, what it has led to remains, and office and chair are told."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.reconsiderations import effects, rules
from funding.reconsiderations.states import M, S
from funding.reconsiderations.words import WORDS
from funding.roles import CHAIR, CLERK
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, one_of, stay
from workflows.timing import days

VOTED = (S.CARRIED, S.UPHELD)

# fmt: off
STAYS = (
    #    state        waits for  task in the inbox                 due       when late
    stay(S.MOVED,     CLERK,     _("Put the motion to the vote"),  days(14), escalate_to(CHAIR)),
    stay(S.VOTING,    CLOCK),
    stay(S.CARRIED),
    stay(S.UPHELD),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move                from      to           who            only if                        does                tells
    move(M.PUT_TO_VOTE,      S.MOVED,  S.VOTING,    CLERK,         [rules.resolution_stands, rules.is_not_carried_out], effects.put_to_vote),
    move(M.FOLLOW_ADOPTION,  S.VOTING, S.CARRIED,   CLOCK,         [results.body_has_adopted, rules.is_not_carried_out], None, [("reconsideration.voted", CLERK)]),
    move(M.FOLLOW_REJECTION, S.VOTING, S.UPHELD,    CLOCK,         [rules.was_not_carried],       None,               [("reconsideration.voted", CLERK)]),
    move(M.HEAR_OF_FALL,     VOTED,    one_of(*VOTED), CLOCK,    [results.resolution_has_fallen], results.note_fall, [("reconsideration.fell", CLERK), ("reconsideration.fell", CHAIR)]),
    move(M.WITHDRAW,         S.MOVED,  S.WITHDRAWN, (CLERK, CHAIR), [],                           note_reason),
)
# fmt: on
RECONSIDERATION = Lifecycle(
    "reconsideration", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Motion to reconsider")
)
