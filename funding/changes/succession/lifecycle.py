"""The consent of a new recipient (Trägerwechsel): asked with the change request, given, and the day the award passes.

It is a case below the change request, in which only the new recipient acts. What the authority decides stands in the
change request; once its notice is sent, and the day has come, the award follows.
"""

from django.utils.translation import gettext_lazy as _

from funding.changes.succession import effects, rules
from funding.changes.succession.states import M, S
from funding.changes.succession.words import WORDS
from funding.notices.dates import EveOf
from funding.roles import APPLICANT, CASE_WORKER, NEW_SIGNATORY, SIGNATORY
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days

ON_ITS_DAY = (S.AWAITED, S.HELD_UP)
UNDER_WAY = (S.ASKED, S.AGREED, *ON_ITS_DAY)
HELD_UP = [("succession.held_up", role, (S.HELD_UP,)) for role in (NEW_SIGNATORY, SIGNATORY)]

# fmt: off
STAYS = (
    #    state       waits for      task in the inbox                                         due              when late
    stay(S.ASKED,    NEW_SIGNATORY, _("Read what is to pass to you, and agree or refuse"),    days(30),        remind),
    stay(S.AGREED,   CLOCK),
    stay(S.AWAITED,  CLOCK,         None,                                                     EveOf("passes_on"), make(M.PASS_OVER)),
    stay(S.HELD_UP,  CASE_WORKER,   _("Let the award pass once nothing is in its way, or end the request"), days(14), remind),
    stay(S.PASSED),
    stay(S.REFUSED),
    stay(S.ENDED),
)
MOVES = (
    #    move             from                  to                         who            only if                       does             tells
    move(M.AGREE,         S.ASKED,              S.AGREED,                  NEW_SIGNATORY, [rules.acts_for_the_new_one_alone], effects.agree, [("succession.agreed", SIGNATORY), ("succession.agreed", APPLICANT), ("succession.agreed", CASE_WORKER)]),
    move(M.REFUSE,        S.ASKED,              S.REFUSED,                 NEW_SIGNATORY, [rules.acts_for_the_new_one_alone], note_reason,   [("succession.refused", SIGNATORY), ("succession.refused", APPLICANT), ("succession.refused", CASE_WORKER)]),
    move(M.FOLLOW_CHANGE, S.AGREED,             one_of(S.AWAITED, S.HELD_UP, S.PASSED), CLOCK,       [rules.change_is_approved],   effects.follow_change, [("succession.approved", NEW_SIGNATORY, (S.AWAITED, S.PASSED)), *HELD_UP]),
    move(M.PASS_OVER,     ON_ITS_DAY,           one_of(S.PASSED, S.HELD_UP), (CLOCK, CASE_WORKER), [rules.day_has_come, rules.change_is_approved, rules.nothing_holds_it_up], effects.pass_over, HELD_UP),
    move(M.GIVE_UP,       S.HELD_UP,            S.ENDED,                   CASE_WORKER,   [],                           note_reason,   [("succession.ended", NEW_SIGNATORY), ("succession.ended", SIGNATORY), ("succession.ended", APPLICANT)]),
    move(M.FOLLOW_FALL,   (*ON_ITS_DAY, S.PASSED), S.AGREED,                 CLOCK,         [rules.change_is_open_again], None,              [("succession.fell", NEW_SIGNATORY)]),
    move(M.END,           UNDER_WAY,            S.ENDED,                   CLOCK,         [rules.lost_its_ground],      None,            [("succession.ended", NEW_SIGNATORY)]),
)
# fmt: on
SUCCESSION = Lifecycle(
    "succession",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Consent of the new recipient"),
    when_parent_ends=M.END,
)
