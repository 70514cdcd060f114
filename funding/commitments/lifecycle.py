"""The life of a partner's commitment during the award: promised, then kept, partly kept or broken.

It is a case below its award, one for each promise of the application that was granted, or that a change notice names.
What is not kept the recipient has to tell the authority: the notification is a case below, and what the authority
decides on it ends the commitment, which only the authority opens again.
"""

from django.utils.translation import gettext_lazy as _

from funding.commitments import effects, rules
from funding.commitments.states import M, S
from funding.commitments.words import WORDS
from funding.documents.attaching import attach
from funding.roles import APPLICANT, CASE_WORKER, SIGNATORY
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on

RECIPIENT = (APPLICANT, SIGNATORY)
OPEN = (S.PROMISED, S.MISSED, S.REPORTED)
NOT_KEPT = (S.PARTLY_KEPT, S.BROKEN)

# fmt: off
STAYS = (
    #    state            waits for    task in the inbox                                     due                         when late
    stay(S.PROMISED,      APPLICANT,   _("Say whether the partner has kept its commitment"), on("until"),                remind),
    stay(S.MISSED,        APPLICANT,   _("Tell the authority that a commitment was not kept"), days(7, after="known_on"), remind),
    stay(S.REPORTED,      CLOCK),
    stay(S.KEPT),
    stay(S.PARTLY_KEPT),
    stay(S.BROKEN),
    stay(S.REPLACED),
    stay(S.ENDED),
)
MOVES = (
    #    move                   from                      to                                                      who        only if                         does                         tells
    move(M.ATTACH,              OPEN,                     one_of(*OPEN),                                          RECIPIENT, [],                             attach),
    move(M.NOTE_KEPT,           S.PROMISED,               S.KEPT,                                                 RECIPIENT, [],                             effects.note_kept,           [("commitment.kept", CASE_WORKER)]),
    move(M.NOTE_MISSED,         S.PROMISED,               S.MISSED,                                               RECIPIENT, [],                             effects.note_missed,         [("commitment.missed", APPLICANT), ("commitment.missed", SIGNATORY)], basis="Nr. 5 ANBest"),
    move(M.FOLLOW_NOTIFICATION, (S.MISSED, S.REPORTED),   one_of(S.REPORTED, S.PARTLY_KEPT, S.BROKEN, S.PROMISED), CLOCK,    [rules.notification_has_moved], effects.follow_notification, basis="Nr. 5 ANBest"),
    move(M.FOLLOW_CHANGE,       (S.PROMISED, S.REPLACED), one_of(S.PROMISED, S.REPLACED),                         CLOCK,     [rules.change_has_turned],      effects.follow_change),
    move(M.CORRECT,             S.KEPT,                   S.PROMISED,                                             SIGNATORY, [rules.award_goes_on, rules.list_stands], effects.correct,   [("commitment.corrected", CASE_WORKER)]),
    move(M.ASK_ANEW,            NOT_KEPT,                 S.PROMISED,                                             CASE_WORKER, [rules.award_goes_on, rules.list_stands], effects.correct, [("commitment.corrected", APPLICANT), ("commitment.corrected", SIGNATORY)]),
    move(M.END,                 OPEN,                     S.ENDED,                                                CLOCK,     [parent_has_ended]),
)
# fmt: on
COMMITMENT = Lifecycle(
    "commitment", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Commitment"), when_parent_ends=M.END
)
