"""The life of an application: written and signed by the applicant, decided by the grant authority.

What the authority does with it are cases below, which it follows one after the other: the examination, the decision on
the grant, and the notice as two persons write it. Meanwhile it is submitted, as the applicant sees it.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications import effects, funds, paper, regional, rules, stages
from funding.applications.carried import resolution_carries
from funding.applications.states import M, S
from funding.decisions import results, separation
from funding.documents.attaching import attach
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, COORDINATION_OFFICE, PROCESS_SUPPORT, SIGNATORY
from workflows.effects import advise
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on

OPEN_TO_APPLICANT = (S.DRAFT, S.SUBMITTED)
ADVISED_IN = (*OPEN_TO_APPLICANT, S.RETURNED_FOR_REVISION)
CARRIED_OUT = (S.AWARDED, S.REJECTED)
WITH_AUTHORITY = (S.SUBMITTED, S.RETURNED_FOR_REVISION)
HEARS_OF_REGION = (*WITH_AUTHORITY, S.AWARDED)
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
    stay(S.RETURNED_FOR_REVISION,    APPLICANT,   _("Revise the application"),                       days(60),                            remind),
    stay(S.AWARDED),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
    stay(S.EXPIRED),
)
MOVES = (
    #    move                  from                     to                                 who                     only if                                          does                       tells
    move(M.EDIT,               OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come], effects.edit),
    move(M.SET_PLAN,           OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come], effects.set_plan),
    move(M.ATTACH,             OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        (APPLICANT, SIGNATORY), [rules.papers_may_come],                         attach),
    move(M.ADVISE,             ADVISED_IN,              one_of(*ADVISED_IN),               (COORDINATION_OFFICE, PROCESS_SUPPORT), [rules.papers_may_come],                         advise, [("case.advised", APPLICANT)]),
    move(M.RELEASE_INTERNALLY, S.DRAFT,                 S.INTERNALLY_RELEASED,             APPLICANT,              [separation.not_for_the_authority, *RELEASABLE], effects.release, [("application.released", SIGNATORY)]),
    move(M.TAKE_BACK,          S.INTERNALLY_RELEASED,   S.DRAFT,                           SIGNATORY,              [],                                              effects.take_back, [("application.taken_back", APPLICANT)]),
    move(M.SUBMIT,             S.INTERNALLY_RELEASED,   S.SUBMITTED,                       SIGNATORY,              [separation.not_for_the_authority, rules.body_has_resolved, resolution_carries], effects.submit,
         four_eyes=M.RELEASE_INTERNALLY),
    move(M.ENTER_PAPER,        S.DRAFT,                 S.SUBMITTED,                       CASE_WORKER,            [separation.not_for_the_applicant, paper.is_awaited_on_paper], paper.enter),
    move(M.CORRECT_RECEIPT,    S.SUBMITTED,             S.SUBMITTED,                       APPROVER,               [separation.not_for_the_applicant, paper.came_on_paper], paper.correct_receipt, four_eyes=M.ENTER_PAPER),
    move(M.SUPPLY,             S.SUBMITTED,             S.SUBMITTED,                       (APPLICANT, SIGNATORY), [separation.not_for_the_authority, rules.papers_may_come, *SOUND, rules.signed_if_changed, rules.cutoff_is_kept, resolution_carries], effects.supply),
    move(M.FOLLOW_EXAMINATION, S.SUBMITTED,             S.SUBMITTED,                       CLOCK,                  [rules.is_examined],                             stages.follow_examination),
    move(M.FOLLOW_VOTE,        S.SUBMITTED,             S.SUBMITTED,                       CLOCK,                  [rules.committee_has_answered],                  stages.follow_vote),
    move(M.FOLLOW_FALL,        S.SUBMITTED,             S.SUBMITTED,                       CLOCK,                  [results.resolution_has_fallen],                 stages.follow_fall, [("application.resolution_fell", CASE_WORKER)]),
    move(M.FOLLOW_APPROVAL,    S.SUBMITTED,             one_of(S.SUBMITTED, S.RETURNED_FOR_REVISION, S.EXPIRED), CLOCK,                  [rules.approval_has_ended],                      stages.follow_approval,
         [("application.returned", APPLICANT, (S.RETURNED_FOR_REVISION,)), ("application.returned", SIGNATORY, (S.RETURNED_FOR_REVISION,))]),
    move(M.PREPARE_REJECTION,  S.SUBMITTED,             S.SUBMITTED,                       CASE_WORKER,            [rules.may_be_rejected],                         stages.prepare_rejection),
    move(M.FOLLOW_RULING,      S.SUBMITTED,             one_of(S.SUBMITTED, *CARRIED_OUT), CLOCK,                  [rules.ruling_has_ended],                        stages.follow_ruling,
         [("application.awarded", COORDINATION_OFFICE, (S.AWARDED,)), ("application.rejected", SIGNATORY, (S.REJECTED,)), ("application.rejected", APPLICANT, (S.REJECTED,)), ("application.rejected", COORDINATION_OFFICE, (S.REJECTED,))]),
    move(M.HEAR_OF_FALL,       CARRIED_OUT,             one_of(*CARRIED_OUT),              CLOCK,                  [results.resolution_has_fallen],                 results.note_fall,
         [("application.resolution_fell", CASE_WORKER), ("application.resolution_fell", APPROVER)]),
    move(M.HEAR_OF_REGIONAL_FALL, HEARS_OF_REGION,      one_of(*HEARS_OF_REGION),          CLOCK,                  [regional.resolution_has_fallen],                regional.note_answer,
         [("application.regional_fall", CASE_WORKER), ("application.regional_fall", APPROVER)]),
    move(M.HEAR_OF_REGIONAL_VOTE, HEARS_OF_REGION,      one_of(*HEARS_OF_REGION),          CLOCK,                  [regional.body_has_answered],                    regional.note_answer,
         [("application.regional_vote", CASE_WORKER), ("application.regional_vote", APPROVER)]),
    move(M.NOTE_START,         WITH_AUTHORITY,          one_of(*WITH_AUTHORITY),           (APPLICANT, SIGNATORY, CASE_WORKER), [],                                              effects.note_start,
         [("application.started", CASE_WORKER)]),
    move(M.REVISE,             S.RETURNED_FOR_REVISION, S.DRAFT,                           APPLICANT,              [separation.not_for_the_authority],              effects.revise),
    move(M.DECIDE_ANEW,        S.REJECTED,              S.SUBMITTED,                       CLOCK,                  [results.notice_was_annulled],                   stages.decide_anew,
         [("application.decide_anew", CASE_WORKER), ("application.decide_anew", COORDINATION_OFFICE)]),
    move(M.WITHDRAW,           BEFORE_DECISION,         S.WITHDRAWN,                       SIGNATORY,              [],                                              funds.withdraw,
         [("application.withdrawn", CASE_WORKER), ("application.withdrawn", COORDINATION_OFFICE)]),
)
# fmt: on
APPLICATION = Lifecycle("application", version=1, stays=STAYS, moves=MOVES, label=_("Application"))
