"""The life of an approval that a resolution needs before it takes effect: the office enters the supervisory
authority's letter, a second person confirms it. The decision above follows it."""

from django.utils.translation import gettext_lazy as _

from funding.roles import CHAIR, CLERK
from funding.supervision import effects
from funding.supervision.states import M, S
from funding.supervision.words import WORDS
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, move, one_of, remind, stay
from workflows.timing import days

# fmt: off
STAYS = (
    #    state        waits for  task in the inbox                                       due       when late
    stay(S.ASKED,     CLERK,     _("Obtain the approval"),                               days(60), remind),
    stay(S.ANSWERED,  CHAIR,     _("Confirm what the supervisory authority has answered"), days(14), escalate_to(CLERK)),
    stay(S.EFFECTIVE),
    stay(S.REFUSED),
    stay(S.ENDED),
)
MOVES = (
    #    move       from                   to                              who             only if                    does            tells
    move(M.ENTER,   S.ASKED,               S.ANSWERED,                     CLERK,          [],                        effects.enter,  [("supervision.answered", CHAIR)]),
    move(M.CONFIRM, S.ANSWERED,            one_of(S.EFFECTIVE, S.REFUSED), (CHAIR, CLERK), [],                        effects.confirm, four_eyes=M.ENTER),
    move(M.RETURN,  S.ANSWERED,            S.ASKED,                        (CHAIR, CLERK), [],                        note_reason,    [("supervision.returned", CLERK)]),
    move(M.END,     (S.ASKED, S.ANSWERED), S.ENDED,                        CLOCK,          [parent_has_ended]),
)
# fmt: on
SUPERVISION = Lifecycle(
    "supervision",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Approval by the supervisory authority"),
    when_parent_ends=M.END,
)
