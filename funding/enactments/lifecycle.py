"""The life of a fact of law: entered by one person with its source, released by another, in force.

A base rate, a holiday or a rule of law. What is in force is never overwritten silently: a correction is a new case that
says what stood there before. After a holiday the days that run are counted anew before the case is at its end.
"""

from django.utils.translation import gettext_lazy as _

from funding.enactments import effects, rules
from funding.enactments.states import M, S
from funding.enactments.words import WORDS
from funding.roles import APPROVER, CASE_WORKER
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

EDITS = (M.ENTER, M.PROPOSE)
ON_THE_WAY = (S.DRAFT, S.PROPOSED)

# fmt: off
STAYS = (
    #    state         waits for    task in the inbox                                          due       when late
    stay(S.DRAFT,      CASE_WORKER, _("Enter what the law says, with its source"),             days(14), remind),
    stay(S.PROPOSED,   APPROVER,    _("Compare the entry with its source and release it"),     days(7),  remind),
    stay(S.COUNTING,   CLOCK),
    stay(S.IN_FORCE),
    stay(S.DISCARDED),
)
MOVES = (
    #    move            from        to                              who          only if                                     does                tells
    move(M.ENTER,        S.DRAFT,    S.DRAFT,                        CASE_WORKER, [],                                         effects.enter),
    move(M.PROPOSE,      S.DRAFT,    S.PROPOSED,                     CASE_WORKER, [rules.is_entered, rules.changes_something], effects.propose,    [("enactment.proposed", APPROVER)]),
    move(M.TAKE_BACK,    S.PROPOSED, S.DRAFT,                        CASE_WORKER),
    move(M.RETURN,       S.PROPOSED, S.DRAFT,                        APPROVER,    [],                                         note_reason,        [("enactment.returned", CASE_WORKER)]),
    move(M.RELEASE,      S.PROPOSED, one_of(S.COUNTING, S.IN_FORCE), APPROVER,    [rules.stands_as_proposed],                 effects.release,    [("enactment.released", CASE_WORKER)], four_eyes=EDITS),
    move(M.NOTE_COUNT,   S.COUNTING, S.IN_FORCE,                     CLOCK,       [rules.days_are_counted],                   effects.note_count, [("enactment.counted", CASE_WORKER)]),
    move(M.DISCARD,      S.DRAFT,    S.DISCARDED,                    CASE_WORKER, [rules.nobody_waits_for_it]),
    move(M.SETTLE,       ON_THE_WAY, S.DISCARDED,                    CLOCK,       [rules.was_entered_elsewhere],              None,               [("enactment.entered_elsewhere", CASE_WORKER)]),
)
# fmt: on
ENACTMENT = Lifecycle("enactment", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Fact of law"))
