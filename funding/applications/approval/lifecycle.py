"""The decision on a grant: the committee votes, or the authority decides where there is none; and there must be money.

It is a case below the application, which nobody outside the authority reads: what was decided the notice says. The vote
itself stands below the application, whose papers are voted on.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications.approval import effects, rules
from funding.applications.approval.states import M, S
from funding.applications.approval.words import WORDS
from funding.applications.following import nothing_is_ruled
from funding.decisions.separation import gave_no_experts_vote
from funding.roles import CASE_WORKER
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on

APPROVED = (S.COMMITTEE_APPROVED, S.APPROVED_WITH_CONDITIONS, S.PARTIALLY_APPROVED)
OPEN = (S.READY, S.DEFERRED, S.BUDGET_MISSING, S.ON_COMMITTEE_AGENDA)
PURSUED = (*APPROVED, S.BUDGET_MISSING)
AFTER_VOTE = one_of(*PURSUED, S.COMMITTEE_REJECTED, S.DEFERRED, S.RETURNED, S.READY)

# fmt: off
STAYS = (
    #    state                  waits for    task in the inbox                                      due                               when late
    stay(S.READY,               CASE_WORKER, _("Bring about the decision"),                         days(30),                         remind),
    stay(S.ON_COMMITTEE_AGENDA, CLOCK),
    stay(S.DEFERRED,            CASE_WORKER, _("Put the application before the committee again"),   on("deferred_until", "internal"), remind),
    stay(S.BUDGET_MISSING,      CLOCK),
    stay(S.COMMITTEE_APPROVED),
    stay(S.APPROVED_WITH_CONDITIONS),
    stay(S.PARTIALLY_APPROVED),
    stay(S.GRANTED),
    stay(S.COMMITTEE_REJECTED),
    stay(S.RETURNED),
    stay(S.EXPIRED),
    stay(S.ENDED),
)
MOVES = (
    #    move                        from                   to                                    who          only if                             does                              tells
    move(M.PUT_ON_COMMITTEE_AGENDA,  (S.READY, S.DEFERRED), S.ON_COMMITTEE_AGENDA,                CASE_WORKER, [gave_no_experts_vote, rules.needs_committee, nothing_is_ruled], effects.put_on_committee_agenda),
    move(M.DECIDE_WITHOUT_COMMITTEE, S.READY,               one_of(S.GRANTED, S.BUDGET_MISSING),  CASE_WORKER, [gave_no_experts_vote, rules.needs_no_committee, nothing_is_ruled], effects.decide_without_committee),
    move(M.NOTE_BUDGET_MISSING,      S.READY,               S.BUDGET_MISSING,                     CASE_WORKER, [gave_no_experts_vote, nothing_is_ruled], effects.note_budget_missing),
    move(M.FOLLOW_VOTE,              S.ON_COMMITTEE_AGENDA, AFTER_VOTE,                           CLOCK,       [rules.committee_has_answered],     effects.follow_vote,
         [("application.committee_approved", CASE_WORKER, PURSUED), ("application.committee_rejected", CASE_WORKER, (S.COMMITTEE_REJECTED,)),
          ("application.deferred", CASE_WORKER, (S.DEFERRED,)), ("application.vote_aborted", CASE_WORKER, (S.READY,))]),
    move(M.FOLLOW_WAITING,           S.BUDGET_MISSING,      one_of(S.READY, *APPROVED, S.GRANTED, S.EXPIRED), CLOCK, [rules.waiting_has_ended],    effects.follow_waiting),
    move(M.FOLLOW_FALL,              S.BUDGET_MISSING,      S.READY,                             CLOCK,       [rules.resolution_has_fallen],      effects.follow_fall),
    move(M.END,                      OPEN,                  S.ENDED,                              CLOCK,       [parent_has_ended]),
)
# fmt: on
APPROVAL = Lifecycle(
    "approval",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Decision on the grant"),
    when_parent_ends=M.END,
)
