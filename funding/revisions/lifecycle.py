"""The life of a programme version: copied from an older one, edited as a draft, proposed by one person, published by
another. Once published it never changes; cases keep the version they began with.
"""

from django.utils.translation import gettext_lazy as _

from funding.revisions import effects, rules
from funding.revisions.states import M, S
from funding.revisions.words import WORDS
from funding.roles import APPROVER, CASE_WORKER
from workflows.effects import note_reason
from workflows.lifecycle import Lifecycle, move, remind, stay
from workflows.timing import days

PUBLISHABLE = (rules.is_complete, rules.does_not_overlap)
EDITS = (M.DESCRIBE, M.SET_MEASURES, M.SET_RULES, M.PROPOSE)

# fmt: off
STAYS = (
    #    state         waits for    task in the inbox                          due       when late
    stay(S.DRAFT,      CASE_WORKER, _("Enter the rules of the new version"),   days(60), remind),
    stay(S.PROPOSED,   APPROVER,    _("Check the version and publish it"),     days(14), remind),
    stay(S.PUBLISHED),
    stay(S.DISCARDED),
)
MOVES = (
    #    move            from        to           who                      only if                                 does                  tells
    move(M.DESCRIBE,     S.DRAFT,    S.DRAFT,     CASE_WORKER,             [],                                     effects.describe),
    move(M.SET_MEASURES, S.DRAFT,    S.DRAFT,     CASE_WORKER,             [],                                     effects.set_measures),
    move(M.SET_RULES,    S.DRAFT,    S.DRAFT,     CASE_WORKER,             [],                                     effects.set_rules),
    move(M.PROPOSE,      S.DRAFT,    S.PROPOSED,  CASE_WORKER,             PUBLISHABLE,                            effects.propose,      [("revision.proposed", APPROVER)]),
    move(M.TAKE_BACK,    S.PROPOSED, S.DRAFT,     CASE_WORKER),
    move(M.RETURN,       S.PROPOSED, S.DRAFT,     APPROVER,                [],                                     note_reason,          [("revision.returned", CASE_WORKER)]),
    move(M.PUBLISH,      S.PROPOSED, S.PUBLISHED, APPROVER,                (rules.is_as_proposed, *PUBLISHABLE),   effects.publish,      [("revision.published", CASE_WORKER)], four_eyes=EDITS),
    move(M.DISCARD,      S.DRAFT,    S.DISCARDED, CASE_WORKER),
)
# fmt: on
REVISION = Lifecycle("revision", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Programme version"))
