"""The end of a budget year of an award: what was not called for lapses, or is carried over; two persons decide.

It is a case below its award, opened with the project's start. What lapses rests on the notice, which binds each year's
funds to the year; where it does not, the award is revoked in part instead. What was called for by the year's end does not
lapse, on whatever day it is paid.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.disbursements.year_end import effects, rules
from funding.disbursements.year_end.states import M, S
from funding.disbursements.year_end.words import WORDS
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import due_has_passed, parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, on

DECIDED = (S.LAPSED, S.CARRIED_OVER)
OVER = (*DECIDED, S.USED_UP)
TOLD = [("year_end.decided", SIGNATORY, DECIDED), ("year_end.decided", APPLICANT, DECIDED)]

# fmt: off
STAYS = (
    #    state            waits for    task in the inbox                                   due             when late
    stay(S.OPEN,          CLOCK,       None,                                               on("year_end"), make(M.CUT_OFF)),
    stay(S.TO_DECIDE,     CASE_WORKER, _("Propose what becomes of what was not called for"), days(30),     remind),
    stay(S.PROPOSED,      APPROVER,    _("Decide whether the rest lapses or is carried over"), days(14),   remind),
    stay(S.CARRIED_OVER),
    stay(S.LAPSED),
    stay(S.USED_UP),
    stay(S.ENDED),
)
MOVES = (
    #    move       from                                to                                who          only if                     does             tells
    move(M.CUT_OFF, S.OPEN,                             one_of(S.TO_DECIDE, S.USED_UP),   CLOCK,       [due_has_passed],           effects.cut_off),
    move(M.COUNT_ANEW, OVER,                            S.TO_DECIDE,                      CLOCK,       [rules.something_is_left], effects.count_anew),
    move(M.PROPOSE, S.TO_DECIDE,                        S.PROPOSED,                       CASE_WORKER, [separation.not_for_the_applicant, rules.award_is_unsettled], effects.propose, [("year_end.proposed", APPROVER)], inside=True),
    move(M.RETURN,  S.PROPOSED,                         S.TO_DECIDE,                      APPROVER,    [],                         note_reason,     [("year_end.returned", CASE_WORKER)], inside=True),
    move(M.DECIDE,  S.PROPOSED,                         one_of(S.LAPSED, S.CARRIED_OVER, S.USED_UP), APPROVER,    [separation.not_for_the_applicant, rules.award_is_unsettled], effects.decide,  TOLD, four_eyes=M.PROPOSE, basis="§ 45 LHO"),
    move(M.END,     (S.OPEN, S.TO_DECIDE, S.PROPOSED),  S.ENDED,                          CLOCK,       [parent_has_ended]),
)
# fmt: on
YEAR_END = Lifecycle(
    "year_end",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("End of a budget year"),
    when_parent_ends=M.END,
    outsiders=(APPLICANT, SIGNATORY),
)
