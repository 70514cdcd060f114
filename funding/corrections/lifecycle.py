"""The life of a correction: one person of the authority says that money was there on another day, or another sum, than
noted, another confirms it. The payment above follows, and with it every period and all interest that runs from that day."""

from django.utils.translation import gettext_lazy as _

from funding.corrections import rules
from funding.corrections.states import M, S
from funding.corrections.words import WORDS
from funding.decisions import separation
from funding.roles import APPROVER, CASE_WORKER, CASHIER
from workflows.effects import note_reason
from workflows.lifecycle import Lifecycle, move, remind, stay
from workflows.timing import days

# fmt: off
STAYS = (
    #    state        waits for  task in the inbox                                 due      when late
    stay(S.PROPOSED,  APPROVER,  _("Check the corrected payment and confirm it"), days(7), remind),
    stay(S.CONFIRMED),
    stay(S.REFUSED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move        from        to           who                     only if                                                           does         tells
    move(M.CONFIRM,  S.PROPOSED, S.CONFIRMED, APPROVER,               [separation.not_for_the_applicant, rules.is_second_person, rules.still_fits], None),
    move(M.REFUSE,   S.PROPOSED, S.REFUSED,   APPROVER,               [rules.is_second_person],                                    note_reason, [("correction.refused", CASHIER)]),
    move(M.WITHDRAW, S.PROPOSED, S.WITHDRAWN, (CASHIER, CASE_WORKER), [],                                                          note_reason),
)
# fmt: on
CORRECTION = Lifecycle(
    "correction", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Correction of a payment")
)
