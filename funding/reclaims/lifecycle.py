"""The life of a reclaim: the recipient is heard, the authority issues the notice, and what becomes of that decides.

It is a case below its award, which follows it once it is final. Payments out of the award rest while it is open. Two
persons write the notice in `funding.reclaims.ruling`; sent, it goes its way in `funding.notices`, and the money comes
back in `funding.reclaims.collection`, each a case below it.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.documents.attaching import attach
from funding.notices import rules as notice_rules
from funding.reclaims import effects, rules
from funding.reclaims.states import M, S
from funding.reclaims.words import WORDS
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, stay
from workflows.timing import by

DROPPABLE = (S.HEARING, S.IN_PREPARATION, S.ISSUED)
DECIDED = (S.ISSUED, S.RECLAIMED, S.REVOKED)
RECIPIENT = (APPLICANT, SIGNATORY)
REDUCIBLE = (
    separation.not_for_the_applicant,
    notice_rules.notice_is_contested,
    notice_rules.has_neither_sent_nor_contested,
)

# fmt: off
STAYS = (
    #    state              waits for    task in the inbox                                        due                    when late
    stay(S.HEARING,         SIGNATORY,   _("Comment on the intended revocation"),                 by("answer_by"),       make(M.END_HEARING)),
    stay(S.IN_PREPARATION,  CLOCK),
    stay(S.ISSUED,          CLOCK),
    stay(S.RECLAIMED),
    stay(S.REVOKED),
    stay(S.DROPPED),
    stay(S.ANNULLED),
    stay(S.ENDED),
)
MOVES = (
    #    move                 from                     to                      who                      only if                                          does                         tells
    move(M.ANSWER,            S.HEARING,               S.IN_PREPARATION,       SIGNATORY,               [],                                              effects.answer,              [("reclaim.answered", CASE_WORKER)], basis="§ 28 VwVfG"),
    move(M.ATTACH,            S.HEARING,               S.HEARING,              RECIPIENT,               [],                                              attach),
    move(M.EXTEND,            S.HEARING,               S.HEARING,              CASE_WORKER,             [],                                              effects.extend_hearing,      [("reclaim.extended", SIGNATORY), ("reclaim.extended", APPLICANT)], basis="§ 31 (7) VwVfG"),
    move(M.END_HEARING,       S.HEARING,               S.IN_PREPARATION,       CLOCK,                   [due_has_passed],                                effects.end_hearing,         [("reclaim.unanswered", CASE_WORKER)]),
    move(M.HEAR_ANEW,         S.IN_PREPARATION,        S.HEARING,              CASE_WORKER,             [rules.nothing_is_signed],                       effects.hear_anew,           [("reclaim.hearing", SIGNATORY), ("reclaim.hearing", APPLICANT)], basis="§ 28 VwVfG", files="hearing"),
    move(M.DROP,              DROPPABLE,               S.DROPPED,              CASE_WORKER,             [notice_rules.notice_was_not_sent],              effects.drop,                [("reclaim.dropped", SIGNATORY), ("reclaim.dropped", APPLICANT), ("reclaim.dropped", APPROVER)]),
    move(M.FOLLOW_SERVICE,    S.ISSUED,                S.ISSUED,               CLOCK,                   [rules.service_ends_the_year],                   effects.follow_service,      basis="§ 41 VwVfG"),
    move(M.FOLLOW_NOTICE,     (S.IN_PREPARATION, *DECIDED), one_of(S.IN_PREPARATION, *DECIDED, S.ANNULLED), CLOCK,             [rules.notice_has_turned],                       effects.follow_notice,       [("reclaim.annulled", SIGNATORY, (S.ANNULLED,))], basis="§§ 70, 74 VwGO"),
    move(M.REDUCE,            S.ISSUED,                S.ISSUED,               AUTHORITY_STAFF,                  REDUCIBLE,                                       effects.reduce,              [("reclaim.reduced", SIGNATORY)]),
    move(M.END,               DROPPABLE,               S.ENDED,                CLOCK,                   [rules.award_has_fallen],                        effects.end),
)
# fmt: on
RECLAIM = Lifecycle(
    "reclaim",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Revocation and reclaim"),
    when_parent_ends=M.END,
    outsiders=RECIPIENT,
)
