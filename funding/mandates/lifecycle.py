"""The life of a resolution that sets up or dissolves a body: its office enters it with the resolution's document, the
chair or a second person of the office confirms it. Only then does the body begin, or its last day stand."""

from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import attach
from funding.mandates import effects, rules
from funding.mandates.states import M, S
from funding.mandates.words import WORDS
from funding.roles import CHAIR, CLERK
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, remind, stay
from workflows.timing import days

SECOND = (CHAIR, CLERK)
SOUND = (rules.is_entered, rules.resolution_is_attached, rules.name_is_free, rules.nothing_is_under_way)
WRITTEN = (M.ENTER, M.ATTACH, M.PROPOSE)

# fmt: off
STAYS = (
    #    state         waits for  task in the inbox                                           due       when late
    stay(S.DRAFT,      CLERK,     _("Enter what was resolved and attach the resolution"),     days(14), remind),
    stay(S.PROPOSED,   CHAIR,     _("Compare the entry with the resolution and confirm it"),  days(7),  escalate_to(CLERK)),
    stay(S.CONFIRMED),
    stay(S.DISCARDED),
)
MOVES = (
    #    move         from        to           who     only if                                 does              tells
    move(M.ENTER,     S.DRAFT,    S.DRAFT,     CLERK,  [],                                     effects.enter),
    move(M.ATTACH,    S.DRAFT,    S.DRAFT,     CLERK,  [],                                     attach),
    move(M.PROPOSE,   S.DRAFT,    S.PROPOSED,  CLERK,  SOUND,                                  effects.propose,  [("mandate.proposed", CHAIR), ("mandate.proposed", CLERK)]),
    move(M.TAKE_BACK, S.PROPOSED, S.DRAFT,     CLERK),
    move(M.RETURN,    S.PROPOSED, S.DRAFT,     SECOND, [],                                     note_reason,      [("mandate.returned", CLERK)]),
    move(M.CONFIRM,   S.PROPOSED, S.CONFIRMED, SECOND, (*SOUND, rules.is_not_the_lead),        effects.confirm,  [("mandate.confirmed", CLERK), ("mandate.confirmed", CHAIR)], four_eyes=WRITTEN),
    move(M.DISCARD,   S.DRAFT,    S.DISCARDED, CLERK),
    move(M.END,       (S.DRAFT, S.PROPOSED), S.DISCARDED, CLOCK, [parent_has_ended]),
)
# fmt: on
MANDATE = Lifecycle(
    "mandate", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Mandate of a body"), when_parent_ends=M.END
)
