"""The first call for money: awaited until the day the notice names, or the award lapses.

It is a case below its award, which follows it. The recipient is reminded before the day.
Days on which a remedy, a stop or a revocation keeps everybody from calling for money are added to it.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.disbursements.first_draw import effects, rules
from funding.disbursements.first_draw.states import M, S
from funding.disbursements.first_draw.words import WORDS
from funding.roles import APPROVER, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import due_has_passed, parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, stay
from workflows.timing import by

# fmt: off
STAYS = (
    #    state        waits for  task in the inbox                                due            when late
    stay(S.WAITING,   SIGNATORY, _("Call for money, or the award lapses"),        by("draw_by"), make(M.LOOK)),
    stay(S.MET),
    stay(S.MISSED),
    stay(S.DROPPED),
    stay(S.ENDED),
)
MOVES = (
    #    move      from       to                       who          only if                                       does            tells
    move(M.LOOK,   S.WAITING, one_of(S.WAITING, S.MET, S.MISSED), CLOCK, [due_has_passed, rules.recipient_could_draw], effects.look,   basis="§ 36 (2) Nr. 2 VwVfG"),
    move(M.RECOUNT, S.WAITING, S.WAITING,             CLOCK,       [rules.nobody_could_draw_since],             effects.recount, [("first_draw.changed", SIGNATORY)], basis="§ 209 BGB"),
    move(M.EXTEND, S.WAITING, S.WAITING,               CASE_WORKER, [separation.not_for_the_applicant],                                           effects.extend, [("first_draw.changed", SIGNATORY)]),
    move(M.DROP,   S.WAITING, S.DROPPED,               APPROVER,    [separation.not_for_the_applicant],                                           note_reason,    [("first_draw.changed", SIGNATORY)], four_eyes=M.EXTEND),
    move(M.END,    S.WAITING, S.ENDED,                 CLOCK,       [parent_has_ended]),
)
# fmt: on
FIRST_DRAW = Lifecycle(
    "first_draw",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("First call for money"),
    when_parent_ends=M.END,
)
