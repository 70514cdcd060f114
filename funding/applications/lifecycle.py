"""The life of an application: written and signed by the applicant, decided by the grant authority.

What the authority does with it are cases below, which it follows one after the other: the examination, the decision on
the grant, and the notice as two persons write it and send it. Meanwhile it is submitted, as the applicant sees it.
"""

from django.utils.translation import gettext_lazy as _

from funding.agreements import attach_paper
from funding.applications import cutoffs, effects, paper, partners, rules, stages
from funding.applications.carried import resolution_carries
from funding.applications.signing import signed_if_changed
from funding.applications.states import M, S
from funding.applications.words import WORDS
from funding.decisions import separation
from funding.roles import APPLICANT, CASE_WORKER, COORDINATION_OFFICE, PROCESS_SUPPORT, SIGNATORY
from workflows.effects import advise
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, remind_then, stay
from workflows.timing import on

WRITTEN_IN = (S.DRAFT, S.RETURNED_FOR_REVISION)
OPEN_TO_APPLICANT = (*WRITTEN_IN, S.SUBMITTED)
CARRIED_OUT = (S.AWARDED, S.REJECTED, S.EXPIRED)
WITH_AUTHORITY = (S.SUBMITTED, S.RETURNED_FOR_REVISION)
TAKES_NOTE = (*WITH_AUTHORITY, *CARRIED_OUT)
REFUSED = (S.REJECTED, S.EXPIRED)
REJECTABLE = (*WITH_AUTHORITY, S.INTERNALLY_RELEASED)
AFTER = (S.SUBMITTED, S.RETURNED_FOR_REVISION, *CARRIED_OUT)
BEFORE_DECISION = (S.DRAFT, S.INTERNALLY_RELEASED, *WITH_AUTHORITY)
SOUND = (
    rules.applicant_may_apply, rules.is_complete, rules.plan_fits_period, rules.plan_balances, rules.plan_names_the_grant,
    rules.own_share_is_reached, rules.stays_below_ceiling, rules.above_minor_limit,
    partners.commitments_are_firm, partners.commitments_bear_the_plan,
)  # fmt: skip
RELEASABLE = (*SOUND, rules.body_has_resolved, resolution_carries, rules.benches_are_filled)

# fmt: off
STAYS = (
    #    state                       waits for    task in the inbox                                  due                                  when late
    stay(S.DRAFT,                    APPLICANT,   _("Finish the application and release it"),        on("cutoff"),                        remind),
    stay(S.INTERNALLY_RELEASED,      SIGNATORY,   _("Sign and submit the application"),              on("cutoff"),                        remind_then(CASE_WORKER, _("Decide what becomes of the revised application that was not signed"), rules.is_revised)),
    stay(S.SUBMITTED,                CLOCK),
    stay(S.RETURNED_FOR_REVISION,    APPLICANT,   _("Revise the application"),                       on("revise_by"),                     remind_then(CASE_WORKER, _("Decide what becomes of the application that was not revised"))),
    stay(S.AWARDED),
    stay(S.REJECTED),
    stay(S.WITHDRAWN),
    stay(S.EXPIRED),
)
MOVES = (
    #    move                  from                     to                                 who                     only if                                          does                       tells
    move(M.EDIT,               OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come], effects.edit),
    move(M.SET_PLAN,           OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come], effects.set_plan),
    move(M.SET_COMMITMENTS,    OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        APPLICANT,              [separation.not_for_the_authority, rules.papers_may_come], partners.set_commitments),
    move(M.ATTACH,             OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        (APPLICANT, SIGNATORY), [rules.papers_may_come],                         attach_paper),
    move(M.ADVISE,             OPEN_TO_APPLICANT,       one_of(*OPEN_TO_APPLICANT),        (COORDINATION_OFFICE, PROCESS_SUPPORT), [rules.papers_may_come],         advise, [("case.advised", APPLICANT)]),
    move(M.RELEASE_INTERNALLY, WRITTEN_IN,              S.INTERNALLY_RELEASED,             APPLICANT,              [separation.not_for_the_authority, *RELEASABLE], effects.release, [("application.released", SIGNATORY)]),
    move(M.TAKE_BACK,          S.INTERNALLY_RELEASED,   one_of(*WRITTEN_IN),               SIGNATORY,              [],                                              effects.take_back, [("application.taken_back", APPLICANT)]),
    move(M.SUBMIT,             S.INTERNALLY_RELEASED,   S.SUBMITTED,                       SIGNATORY,              [separation.not_for_the_authority, rules.body_has_resolved, resolution_carries], effects.submit,
         four_eyes=M.RELEASE_INTERNALLY),
    move(M.ENTER_PAPER,        WRITTEN_IN,              S.SUBMITTED,                       CASE_WORKER,            [separation.not_for_the_applicant, paper.is_awaited_on_paper], paper.enter),
    move(M.SUPPLY,             S.SUBMITTED,             S.SUBMITTED,                       (APPLICANT, SIGNATORY), [separation.not_for_the_authority, rules.papers_may_come, *SOUND, signed_if_changed, cutoffs.cutoff_is_kept, resolution_carries], effects.supply),
    move(M.FOLLOW,             S.SUBMITTED,             one_of(*AFTER),                    CLOCK,                  [stages.something_has_happened],                 stages.follow,
         [("application.returned", APPLICANT, (S.RETURNED_FOR_REVISION,)), ("application.returned", SIGNATORY, (S.RETURNED_FOR_REVISION,)), ("application.awarded", COORDINATION_OFFICE, (S.AWARDED,)),
          ("application.rejected", APPLICANT, REFUSED), ("application.rejected", COORDINATION_OFFICE, REFUSED)],
         unseen=True),
    move(M.PREPARE_REJECTION,  REJECTABLE,              S.SUBMITTED,                       CASE_WORKER,            [rules.may_be_rejected],                         stages.prepare_rejection, unseen=True),
    move(M.TAKE_NOTE,          TAKES_NOTE,              one_of(*TAKES_NOTE),               CLOCK,                  [stages.there_is_something_to_note],             stages.take_note),
    move(M.NOTE_START,         WITH_AUTHORITY,          one_of(*WITH_AUTHORITY),           (APPLICANT, SIGNATORY, CASE_WORKER), [],                                              effects.note_start,
         [("application.started", CASE_WORKER)]),
    move(M.DECIDE_ANEW,        CARRIED_OUT,             S.SUBMITTED,                       CLOCK,                  [rules.decision_has_fallen],                     stages.decide_anew,
         [("application.decide_anew", CASE_WORKER), ("application.decide_anew", COORDINATION_OFFICE)]),
    move(M.WITHDRAW,           BEFORE_DECISION,         S.WITHDRAWN,                       SIGNATORY,              [],                                              stages.withdraw,
         [("application.withdrawn", CASE_WORKER), ("application.withdrawn", COORDINATION_OFFICE)]),
)
# fmt: on
APPLICATION = Lifecycle(
    "application",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Application"),
    outsiders=(APPLICANT, SIGNATORY, COORDINATION_OFFICE, PROCESS_SUPPORT),
)
