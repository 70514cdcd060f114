"""The life of an application: written and signed by the applicant, decided by the grant authority.

What the authority does with it are cases below, which it follows: its examination, the committee's vote, a wait for
money, and the notice as two persons write it. Meanwhile it is submitted, as the applicant sees it.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications import deciding, effects, funds, paper, rules
from funding.applications.carried import resolution_carries
from funding.applications.states import M, S
from funding.decisions import results, separation
from funding.documents.attaching import attach
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, COORDINATION_OFFICE, PROCESS_SUPPORT, SIGNATORY
from workflows.effects import advise
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on, term

OPEN_TO_APPLICANT = (S.DRAFT, S.SUBMITTED)
ADVISED_IN = (*OPEN_TO_APPLICANT, S.RETURNED_FOR_REVISION)
APPROVED = (S.COMMITTEE_APPROVED, S.APPROVED_WITH_CONDITIONS, S.PARTIALLY_APPROVED)
REJECTABLE = (S.SUBMITTED, S.READY, S.DEFERRED, *APPROVED, S.BUDGET_MISSING, S.COMMITTEE_REJECTED)
RESOLVED = (S.SUBMITTED, *APPROVED, S.BUDGET_MISSING, S.COMMITTEE_REJECTED)
CARRIED_OUT = (S.AWARDED, S.REJECTED)
WITH_AUTHORITY = (
    S.SUBMITTED, S.READY, S.ON_COMMITTEE_AGENDA, *APPROVED, S.BUDGET_MISSING, S.DEFERRED, S.RETURNED_FOR_REVISION,
    S.COMMITTEE_REJECTED,
)  # fmt: skip
BEFORE_DECISION = (S.DRAFT, S.INTERNALLY_RELEASED, *WITH_AUTHORITY)
SOUND = (
    rules.is_complete, rules.plan_fits_period, rules.plan_balances, rules.plan_names_the_grant,
    rules.own_share_is_reached, rules.stays_below_ceiling, rules.above_minor_limit,
)  # fmt: skip
RELEASABLE = (*SOUND, rules.body_has_resolved, resolution_carries, rules.benches_are_filled)

# fmt: off
STAYS = (
    #    state                       waits for    task in the inbox                                  due                                  when late
    stay(S.DRAFT,                    APPLICANT,   _("Finish the application and release it"),        on("cutoff"),                        remind),
    stay(S.INTERNALLY_RELEASED,      SIGNATORY,   _("Sign and submit the application"),              on("cutoff"),                        remind),
    stay(S.SUBMITTED,                CLOCK),
    stay(S.READY,                    CASE_WORKER, _("Bring about the decision"),                     days(30),                            remind),
    stay(S.ON_COMMITTEE_AGENDA,      CLOCK),
    stay(S.COMMITTEE_APPROVED,       CASE_WORKER, _("Prepare the notice"),                           term("notice_days"),                 remind),
    stay(S.APPROVED_WITH_CONDITIONS, CASE_WORKER, _("Prepare the notice"),                           term("notice_days"),                 remind),
    stay(S.PARTIALLY_APPROVED,       CASE_WORKER, _("Prepare the notice"),                           term("notice_days"),                 remind),
    stay(S.DEFERRED,                 CASE_WORKER, _("Put the application before the committee again"), on("deferred_until", "internal"),  remind),
    stay(S.RETURNED_FOR_REVISION,    APPLICANT,   _("Revise the application"),                       days(60),                            remind),
    stay(S.BUDGET_MISSING,           CLOCK),
    stay(S.COMMITTEE_REJECTED,       CASE_WORKER, _("Write the rejection"),                          term("notice_days"),                 remind),
    stay(S.AWARDED),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
    stay(S.EXPIRED),
)
MOVES = (
    #    move                       from                                 to                                who                     only if                          does                       tells
    move(M.EDIT,                    OPEN_TO_APPLICANT,                   one_of(*OPEN_TO_APPLICANT),       APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come],                              effects.edit),
    move(M.SET_PLAN,                OPEN_TO_APPLICANT,                   one_of(*OPEN_TO_APPLICANT),       APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come],                              effects.set_plan),
    move(M.ATTACH,                  OPEN_TO_APPLICANT,                     one_of(*OPEN_TO_APPLICANT),          (APPLICANT, SIGNATORY), [rules.papers_may_come],         attach),
    move(M.ADVISE,                  ADVISED_IN,                          one_of(*ADVISED_IN),              (COORDINATION_OFFICE, PROCESS_SUPPORT), [rules.papers_may_come],              advise,                    [("case.advised", APPLICANT)]),
    move(M.RELEASE_INTERNALLY,      S.DRAFT,                             S.INTERNALLY_RELEASED,            APPLICANT,              [separation.not_for_the_authority, *RELEASABLE],                      effects.release,           [("application.released", SIGNATORY)]),
    move(M.TAKE_BACK,               S.INTERNALLY_RELEASED,               S.DRAFT,                          SIGNATORY,              [],                              effects.take_back,         [("application.taken_back", APPLICANT)]),
    move(M.SUBMIT,                  S.INTERNALLY_RELEASED,               S.SUBMITTED,                      SIGNATORY,              [separation.not_for_the_authority, rules.body_has_resolved, resolution_carries], effects.submit,            four_eyes=M.RELEASE_INTERNALLY),
    move(M.ENTER_PAPER,             S.DRAFT,                             S.SUBMITTED,                      CASE_WORKER,            [separation.not_for_the_applicant, paper.is_awaited_on_paper], paper.enter),
    move(M.CORRECT_RECEIPT,         S.SUBMITTED,                         S.SUBMITTED,                      APPROVER,               [separation.not_for_the_applicant, paper.came_on_paper], paper.correct_receipt, four_eyes=M.ENTER_PAPER),
    move(M.SUPPLY,                  S.SUBMITTED,                         S.SUBMITTED,                      (APPLICANT, SIGNATORY), [separation.not_for_the_authority, rules.papers_may_come, *SOUND, rules.signed_if_changed, rules.cutoff_is_kept, resolution_carries], effects.supply),
    move(M.FOLLOW_EXAMINATION,      S.SUBMITTED,                         S.READY,                          CLOCK,                  [rules.is_examined]),
    move(M.PUT_ON_COMMITTEE_AGENDA, (S.READY, S.DEFERRED),               S.ON_COMMITTEE_AGENDA,            CASE_WORKER,            [rules.needs_committee],         deciding.put_on_committee_agenda, inside=True),
    move(M.DECIDE_WITHOUT_COMMITTEE, S.READY,                            one_of(S.SUBMITTED, S.BUDGET_MISSING), CASE_WORKER,            [rules.needs_no_committee],      deciding.decide_without_committee, inside=True),
    move(M.FOLLOW_ADOPTION,         S.ON_COMMITTEE_AGENDA,               one_of(*APPROVED, S.BUDGET_MISSING),                CLOCK,                  [results.body_has_adopted],      deciding.follow_adoption,   [("application.committee_approved", CASE_WORKER), ("application.committee_approved", APPLICANT)]),
    move(M.FOLLOW_REJECTION,        S.ON_COMMITTEE_AGENDA,               S.COMMITTEE_REJECTED,             CLOCK,                  [results.body_has_rejected],     deciding.follow_rejection,  [("application.committee_rejected", CASE_WORKER)]),
    move(M.FOLLOW_DEFERRAL,         S.ON_COMMITTEE_AGENDA,               S.DEFERRED,                       CLOCK,                  [results.body_has_deferred],     results.note_deferral,     [("application.deferred", CASE_WORKER), ("application.deferred", APPLICANT)]),
    move(M.FOLLOW_RETURN,           S.ON_COMMITTEE_AGENDA,               S.RETURNED_FOR_REVISION,          CLOCK,                  [results.body_has_returned],     None,                      [("application.returned", APPLICANT), ("application.returned", SIGNATORY)]),
    move(M.FOLLOW_ABORT,            S.ON_COMMITTEE_AGENDA,               S.READY,                          CLOCK,                  [results.vote_came_to_nothing],  None,                      [("application.vote_aborted", CASE_WORKER)]),
    move(M.FOLLOW_FALL,             RESOLVED,                            S.READY,                          CLOCK,                  [results.resolution_has_fallen], deciding.follow_fall,    [("application.resolution_fell", CASE_WORKER)]),
    move(M.HEAR_OF_FALL,            CARRIED_OUT,                         one_of(*CARRIED_OUT),             CLOCK,                  [results.resolution_has_fallen], results.note_fall,         [("application.resolution_fell", CASE_WORKER), ("application.resolution_fell", APPROVER)]),
    move(M.NOTE_BUDGET_MISSING,     S.READY,                             S.BUDGET_MISSING,                 CASE_WORKER,            [],                              deciding.note_budget_missing, inside=True),
    move(M.FOLLOW_WAITING,          S.BUDGET_MISSING,                    one_of(S.READY, *APPROVED, S.SUBMITTED, S.EXPIRED), CLOCK, [rules.waiting_has_ended],      deciding.follow_waiting),
    move(M.NOTE_START,              WITH_AUTHORITY,                      one_of(*WITH_AUTHORITY),          (APPLICANT, SIGNATORY, CASE_WORKER), [],                 effects.note_start,        [("application.started", CASE_WORKER)]),
    move(M.REVISE,                  S.RETURNED_FOR_REVISION,             S.DRAFT,                          APPLICANT,              [separation.not_for_the_authority],                              effects.revise),
    move(M.PREPARE_NOTICE,          APPROVED,                            S.SUBMITTED,                      CASE_WORKER,            [],                              deciding.prepare_notice, inside=True),
    move(M.PREPARE_REJECTION,       REJECTABLE,                          S.SUBMITTED,                      CASE_WORKER,            [rules.may_be_rejected],         deciding.prepare_rejection, inside=True),
    move(M.FOLLOW_RULING,           S.SUBMITTED,                         one_of(*CARRIED_OUT, *REJECTABLE), CLOCK,                 [rules.ruling_has_ended],        deciding.follow_ruling,
         [("application.awarded", COORDINATION_OFFICE, (S.AWARDED,)), ("application.rejected", SIGNATORY, (S.REJECTED,)), ("application.rejected", APPLICANT, (S.REJECTED,)), ("application.rejected", COORDINATION_OFFICE, (S.REJECTED,))]),
    move(M.DECIDE_ANEW,             S.REJECTED,                          S.SUBMITTED,                      CLOCK,                  [results.notice_was_annulled],   deciding.decide_anew,       [("application.decide_anew", CASE_WORKER), ("application.decide_anew", COORDINATION_OFFICE)]),
    move(M.WITHDRAW,                BEFORE_DECISION,                     S.WITHDRAWN,                      SIGNATORY,              [],                              funds.withdraw,            [("application.withdrawn", CASE_WORKER), ("application.withdrawn", COORDINATION_OFFICE)]),
)
# fmt: on
APPLICATION = Lifecycle(
    "application",
    version=1,
    stays=STAYS,
    moves=MOVES,
    label=_("Application"),
    outsiders=(APPLICANT, SIGNATORY, COORDINATION_OFFICE, PROCESS_SUPPORT),
)
