"""The life of a notification: sent by the recipient, acknowledged, and what the authority makes of it.

It is a light case below its award. A change is asked for in a case of its own, and so is a hearing held.
"""

from django.utils.translation import gettext_lazy as _

from funding.changes.notification import effects
from funding.changes.notification.states import M, S
from funding.changes.notification.words import WORDS
from funding.documents.attaching import attach
from funding.roles import APPLICANT, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

RECIPIENT = (APPLICANT, SIGNATORY)
OPEN_TO_PAPERS = (S.DRAFT, S.SENT)
DECIDED_IN = (S.ACKNOWLEDGED, S.HEARING)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                          due       when late
    stay(S.DRAFT,           APPLICANT,   _("Write and send the notification"),      None,     None),
    stay(S.SENT,            CASE_WORKER, _("Acknowledge the notification"),         days(7),  remind),
    stay(S.ACKNOWLEDGED,    CASE_WORKER, _("Decide what follows from the notification"), days(30), remind),
    stay(S.HEARING,         CASE_WORKER, _("Hear the recipient"),                   days(30), remind),
    stay(S.NO_ACTION),
    stay(S.CHANGE_REQUIRED),
    stay(S.WITHDRAWN),
    stay(S.ENDED),
)
MOVES = (
    #    move              from                          to                       who          only if             does          tells
    move(M.ATTACH,         OPEN_TO_PAPERS,               one_of(*OPEN_TO_PAPERS), RECIPIENT,   [],                 attach),
    move(M.SEND,           S.DRAFT,                      S.SENT,                  RECIPIENT,   [],                 effects.send, [("notification.sent", CASE_WORKER)]),
    move(M.ACKNOWLEDGE,    S.SENT,                       S.ACKNOWLEDGED,          CASE_WORKER, [],                 None,         [("notification.acknowledged", APPLICANT), ("notification.acknowledged", SIGNATORY)]),
    move(M.LEAVE_IT,       DECIDED_IN,                   S.NO_ACTION,             CASE_WORKER, [],                 note_reason,  [("notification.no_action", APPLICANT), ("notification.no_action", SIGNATORY)]),
    move(M.REQUIRE_CHANGE, DECIDED_IN,                   S.CHANGE_REQUIRED,       CASE_WORKER, [],                 note_reason,  [("notification.change_required", APPLICANT), ("notification.change_required", SIGNATORY)]),
    move(M.HEAR,           S.ACKNOWLEDGED,               S.HEARING,               CASE_WORKER, [],                 note_reason,  [("notification.hearing", SIGNATORY)], basis="§ 28 VwVfG"),
    move(M.WITHDRAW,       S.DRAFT,                      S.WITHDRAWN,             RECIPIENT),
    move(M.END,            (S.DRAFT, S.SENT, *DECIDED_IN), S.ENDED,               CLOCK,       [parent_has_ended]),
)
# fmt: on
NOTIFICATION = Lifecycle(
    "notification", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Notification"), when_parent_ends=M.END
)
