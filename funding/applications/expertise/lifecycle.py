"""An expert's vote on an application: asked for by the authority, given by one person in their own name.

It is a case below the examination. Nobody but the expert and the authority reads it, never the applicant's side; it
becomes part of what the committee votes on. The expert reads the papers here, once they have declared their interests,
and nothing else of the file.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications.expertise import effects, rules
from funding.applications.expertise.states import M, S
from funding.applications.expertise.words import WORDS
from funding.decisions import separation
from funding.roles import APPROVER, CASE_WORKER, EXPERT
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, remind_then, stay
from workflows.timing import days, on

OPEN = (S.ASKED, S.DISCLOSED, S.ACCEPTED)
IN_PERSON = [rules.is_the_one_asked, separation.not_for_the_applicant]

# fmt: off
STAYS = (
    #    state        waits for    task in the inbox                                           due          when late
    stay(S.ASKED,     EXPERT,      _("Say whether you can give the vote"),                     days(7),     remind_then(CASE_WORKER, _("Find another expert, or ask this one"))),
    stay(S.DISCLOSED, APPROVER,    _("Decide whether the expert may give the vote"),           days(7),     remind),
    stay(S.ACCEPTED,  EXPERT,      _("Give your vote on the application"),                     on("until"), remind_then(CASE_WORKER, _("Give the expert more time, or ask another one"))),
    stay(S.HANDED_IN),
    stay(S.DECLINED),
    stay(S.EXCLUDED),
    stay(S.WITHDRAWN),
    stay(S.ENDED),
)
MOVES = (
    #    move        from          to                               who          only if                              does                tells
    move(M.DECLARE,  S.ASKED,      one_of(S.ACCEPTED, S.DISCLOSED), EXPERT,      IN_PERSON,                          effects.declare,    [("expertise.accepted", CASE_WORKER, (S.ACCEPTED,)), ("expertise.disclosed", APPROVER, (S.DISCLOSED,))], basis="§§ 20, 21 VwVfG"),
    move(M.DECLINE,  OPEN,         S.DECLINED,                      EXPERT,      [],                                 note_reason,        [("expertise.declined", CASE_WORKER)]),
    move(M.ADMIT,    S.DISCLOSED,  S.ACCEPTED,                      APPROVER,    [rules.another_has_asked],          effects.admit,      [("expertise.admitted", EXPERT), ("expertise.accepted", CASE_WORKER)], four_eyes=M.DECLARE, basis="§ 21 VwVfG"),
    move(M.EXCLUDE,  S.DISCLOSED,  S.EXCLUDED,                      APPROVER,    [],                                 note_reason,        [("expertise.withdrawn", EXPERT), ("expertise.declined", CASE_WORKER)], four_eyes=M.DECLARE, basis="§§ 20, 21 VwVfG"),
    move(M.EXTEND,   S.ACCEPTED,   S.ACCEPTED,                      CASE_WORKER, [],                                 effects.extend,     [("expertise.extended", EXPERT)]),
    move(M.HAND_IN,  S.ACCEPTED,   S.HANDED_IN,                     EXPERT,      IN_PERSON,                          effects.hand_in,    [("expertise.handed_in", CASE_WORKER)]),
    move(M.WITHDRAW, OPEN,         S.WITHDRAWN,                     CASE_WORKER, [],                                 note_reason,        [("expertise.withdrawn", EXPERT)]),
    move(M.END,      OPEN,         S.ENDED,                         CLOCK,       [parent_has_ended],                 None,               [("expertise.withdrawn", EXPERT)]),
)
# fmt: on
EXPERTISE = Lifecycle(
    "expertise", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Expert's vote"), when_parent_ends=M.END
)
