"""The life of a transfer: a project is offered to one other region, which makes an idea of its own from it.

It is a case below the idea it came from, which stays as it is. The other region reads the transfer and nothing else of
the origin; the origin reads nothing of the other region's idea, which has a file of its own.
"""

from django.utils.translation import gettext_lazy as _

from funding.roles import COORDINATION_OFFICE, RECEIVING_OFFICE
from funding.transfers import effects, rules
from funding.transfers.states import M, S
from funding.transfers.words import WORDS
from workflows.effects import note_reason
from workflows.lifecycle import Lifecycle, move, one_of, remind, stay
from workflows.timing import days, months

IN_TALKS = (S.INTEREST, S.CONTACT)

# fmt: off
STAYS = (
    #    state        waits for            task in the inbox                              due         when late
    stay(S.OFFERED,   RECEIVING_OFFICE,    _("Say whether your region is interested"),    days(90),   remind),
    stay(S.INTEREST,  COORDINATION_OFFICE, _("Get in contact with the other region"),     days(14),   remind),
    stay(S.CONTACT,   RECEIVING_OFFICE,    _("Adapt the project to your region"),         months(6),  remind),
    stay(S.ADAPTED,   RECEIVING_OFFICE,    _("Record what your body has resolved"),       months(12), remind),
    stay(S.ADOPTED),
    stay(S.ABANDONED),
)
MOVES = (
    #    move                from                    to                  who                  only if                       does                     tells
    move(M.DECLARE_INTEREST, S.OFFERED,              S.INTEREST,         RECEIVING_OFFICE,    [],                           effects.declare_interest, [("transfer.interest", COORDINATION_OFFICE)]),
    move(M.GET_IN_CONTACT,   S.INTEREST,             S.CONTACT,          COORDINATION_OFFICE, [],                           effects.get_in_contact,  [("transfer.contact", RECEIVING_OFFICE)]),
    move(M.RELEASE,          IN_TALKS,               one_of(*IN_TALKS),  COORDINATION_OFFICE, [],                           effects.release,         [("transfer.released", RECEIVING_OFFICE)]),
    move(M.ADAPT,            S.CONTACT,              S.ADAPTED,          RECEIVING_OFFICE,    [],                           effects.adapt,           [("transfer.adapted", COORDINATION_OFFICE)]),
    move(M.ADOPT,            S.ADAPTED,              S.ADOPTED,          RECEIVING_OFFICE,    [rules.own_body_has_adopted], None,                    [("transfer.adopted", COORDINATION_OFFICE)]),
    move(M.ABANDON,          (S.OFFERED, *IN_TALKS, S.ADAPTED), S.ABANDONED, RECEIVING_OFFICE, [],                          note_reason,             [("transfer.abandoned", COORDINATION_OFFICE)]),
    move(M.END_OFFER,        (S.OFFERED, *IN_TALKS), S.ABANDONED,        COORDINATION_OFFICE, [],                           note_reason,             [("transfer.ended", RECEIVING_OFFICE)]),
)
# fmt: on
TRANSFER = Lifecycle("transfer", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Transfer"))
