"""The life of an idea: from the first draft through working group and steering group to what becomes of it.

The steering group's vote is a decision below the idea, the application a case below it too; the idea follows them.
What other regions make of it is a transfer below it, which leaves the idea as it is.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.documents.attaching import attach
from funding.ideas import anew, effects, lineage, rules
from funding.ideas.states import M, S
from funding.roles import APPLICANT, AUTHOR, COORDINATION_OFFICE, PROCESS_SUPPORT, WORKING_GROUP_LEAD
from workflows.effects import advise, note_reason
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import days, term

EDITABLE = (S.DRAFT, S.RETURNED)
RESOLVED = (
    S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING, S.REJECTED, S.EXPIRED, S.PARKED,
)  # fmt: skip
HEARS_OF_VOTES = (S.IN_APPLICATION, S.IN_EXECUTION, S.PARKED)
CARRIED_OUT = (S.IN_APPLICATION, S.IN_EXECUTION, S.COMPLETED)
APPROVED = one_of(S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING)
WITH_PERIOD = (S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS)
BEFORE_RECOMMENDATION = (S.SUBMITTED, S.IN_WORKING_GROUP)
READY_TO_APPLY = (*WITH_PERIOD, S.PARKED)
PURSUED = (*WITH_PERIOD, S.APPROVED_WITHOUT_FUNDING, S.IN_APPLICATION, S.IN_EXECUTION, S.COMPLETED)
BEFORE_APPLICATION = (
    S.DRAFT, S.SUBMITTED, S.IN_WORKING_GROUP, S.RETURNED, S.RECOMMENDED, S.ON_AGENDA, S.DEFERRED,
    S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING, S.EXPIRED, S.PARKED,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state                       waits for            task in the inbox                        due                          when late
    stay(S.DRAFT,                    AUTHOR,              _("Finish the idea and submit it"),      None,                        None),
    stay(S.SUBMITTED,                COORDINATION_OFFICE, _("Assign the idea to a working group"), term("idea_answer_days"),    remind),
    stay(S.IN_WORKING_GROUP,         WORKING_GROUP_LEAD,  _("Discuss the idea and recommend"),     term("working_group_days"),  remind),
    stay(S.RETURNED,                 AUTHOR,              _("Revise the idea"),                    days(60),                    remind),
    stay(S.RECOMMENDED,              COORDINATION_OFFICE, _("Put the idea on the agenda"),         term("agenda_days"),         remind),
    stay(S.ON_AGENDA,                CLOCK),
    stay(S.APPROVED_FOR_APPLICATION, COORDINATION_OFFICE, _("Begin the application"),              term("approval_months", "months", after="resolved_on"), make(M.EXPIRE)),
    stay(S.APPROVED_WITH_CONDITIONS, COORDINATION_OFFICE, _("Begin the application"),              term("approval_months", "months", after="resolved_on"), make(M.EXPIRE)),
    stay(S.APPROVED_WITHOUT_FUNDING, COORDINATION_OFFICE, _("Record how the project ends"),        None,                        None),
    stay(S.DEFERRED,                 COORDINATION_OFFICE, _("Put the idea on the agenda again"),   term("deferral_months", "months", after="deferred_until"), make(M.LAPSE)),
    stay(S.IN_APPLICATION,           CLOCK),
    stay(S.EXPIRED,                  COORDINATION_OFFICE, _("Put the idea on the agenda again or end it"), days(90),              remind),
    stay(S.PARKED,                   COORDINATION_OFFICE, _("Decide what becomes of the idea"),    days(90),                    remind),
    stay(S.IN_EXECUTION,             CLOCK),
    stay(S.REJECTED),
    stay(S.NOT_RECOMMENDED),
    stay(S.COMPLETED),
    stay(S.MERGED),
    stay(S.JOINED_EXISTING),
    stay(S.LAPSED),
    stay(S.WITHDRAWN),
)
MOVES = (
    #    move                from                        to                                 who                   only if                       does                        tells
    move(M.EDIT,             EDITABLE,                   one_of(*EDITABLE),                 AUTHOR,               [],                           effects.edit),
    move(M.ATTACH,           EDITABLE,                   one_of(*EDITABLE),                 AUTHOR,               [],                           attach),
    move(M.SUBMIT,           S.DRAFT,                    S.SUBMITTED,                       AUTHOR,               [rules.is_complete],          effects.submit,             [("idea.submitted", COORDINATION_OFFICE), ("idea.received", AUTHOR)]),
    move(M.ASSIGN,           S.SUBMITTED,                S.IN_WORKING_GROUP,                COORDINATION_OFFICE,  [],                           effects.assign_group,       [("idea.assigned", WORKING_GROUP_LEAD)]),
    move(M.TAKE_OVER,        S.SUBMITTED,                S.ON_AGENDA,                       COORDINATION_OFFICE,  [],                           effects.take_over,          [("idea.taken_over", AUTHOR)]),
    move(M.TAKE_FROM_GROUP,  S.IN_WORKING_GROUP,         S.SUBMITTED,                       COORDINATION_OFFICE,  [rules.group_is_gone],        effects.take_from_group),
    move(M.MERGE,            BEFORE_RECOMMENDATION,      S.MERGED,                          (WORKING_GROUP_LEAD, COORDINATION_OFFICE), [],      lineage.merge,              [("idea.merged", AUTHOR)]),
    move(M.JOIN_EXISTING,    BEFORE_RECOMMENDATION,      S.JOINED_EXISTING,                 (WORKING_GROUP_LEAD, COORDINATION_OFFICE), [],      lineage.join_existing,      [("idea.joined", AUTHOR)]),
    move(M.SEND_BACK,        S.IN_WORKING_GROUP,         S.RETURNED,                        WORKING_GROUP_LEAD,   [],                           note_reason,                [("idea.returned", AUTHOR)]),
    move(M.RESUBMIT,         S.RETURNED,                 one_of(S.IN_WORKING_GROUP, S.SUBMITTED), AUTHOR,         [rules.is_complete],          effects.back_to_group,      [("idea.resubmitted", WORKING_GROUP_LEAD)]),
    move(M.RECOMMEND,        S.IN_WORKING_GROUP,         S.RECOMMENDED,                     WORKING_GROUP_LEAD,   [],                           effects.recommend,          [("idea.recommended", COORDINATION_OFFICE)]),
    move(M.DO_NOT_RECOMMEND, S.IN_WORKING_GROUP,         S.NOT_RECOMMENDED,                 WORKING_GROUP_LEAD,   [],                           note_reason,                [("idea.not_recommended", AUTHOR)]),
    move(M.ADVISE,           S.IN_WORKING_GROUP,         one_of(S.IN_WORKING_GROUP),        PROCESS_SUPPORT,      [],                           advise,                     [("case.advised", WORKING_GROUP_LEAD), ("case.advised", AUTHOR)]),
    move(M.ASK_BODY,         S.NOT_RECOMMENDED,          S.ON_AGENDA,                       AUTHOR,               [rules.may_ask_body],         effects.ask_body,           [("idea.body_asked", WORKING_GROUP_LEAD), ("idea.body_asked", COORDINATION_OFFICE)]),
    move(M.PUT_ON_AGENDA,    (S.RECOMMENDED, S.DEFERRED, S.EXPIRED, S.PARKED), S.ON_AGENDA, COORDINATION_OFFICE,  [],                         effects.put_on_agenda),
    move(M.FOLLOW_ADOPTION,  S.ON_AGENDA,                APPROVED,                          CLOCK,                [results.body_has_adopted],     effects.follow_adoption,    [("idea.approved", AUTHOR), ("idea.approved", COORDINATION_OFFICE)]),
    move(M.FOLLOW_REJECTION, S.ON_AGENDA,                S.REJECTED,                        CLOCK,                [results.body_has_rejected],    None,                       [("idea.rejected", AUTHOR)]),
    move(M.FOLLOW_DEFERRAL,  S.ON_AGENDA,                S.DEFERRED,                        CLOCK,                [results.body_has_deferred],    effects.follow_deferral,    [("idea.deferred", AUTHOR)]),
    move(M.FOLLOW_RETURN,    S.ON_AGENDA,                S.RETURNED,                        CLOCK,                [results.body_has_returned],    None,                       [("idea.returned", AUTHOR)]),
    move(M.TAKE_BACK,        S.ON_AGENDA,                one_of(S.RECOMMENDED, S.NOT_RECOMMENDED), CLOCK,         [results.vote_came_to_nothing], effects.take_back),
    move(M.FOLLOW_FALL,      RESOLVED,                   S.RECOMMENDED,                     CLOCK,                [results.resolution_has_fallen], effects.follow_fall,     [("idea.resolution_fell", COORDINATION_OFFICE), ("idea.resolution_fell", AUTHOR)]),
    move(M.HEAR_OF_FALL,     CARRIED_OUT,                one_of(*CARRIED_OUT),              CLOCK,                [results.resolution_has_fallen], anew.note_fall,          [("idea.resolution_fell", COORDINATION_OFFICE), ("idea.resolution_fell", APPLICANT)]),
    move(M.RESOLVE_ANEW,     S.IN_APPLICATION,           S.IN_APPLICATION,                  (COORDINATION_OFFICE, APPLICANT), [anew.resolution_no_longer_carries], anew.resolve),
    move(M.HEAR_OF_RESOLUTION, HEARS_OF_VOTES,           one_of(*HEARS_OF_VOTES),           CLOCK,                [anew.body_has_answered],     anew.note_answer,           [("idea.resolved_anew", APPLICANT), ("idea.resolved_anew", COORDINATION_OFFICE)]),
    move(M.LAPSE,            S.DEFERRED,                 S.LAPSED,                          CLOCK,                [due_has_passed],             effects.lapse,                     [("idea.lapsed", AUTHOR)]),
    move(M.EXPIRE,           WITH_PERIOD,                S.EXPIRED,                         CLOCK,                [due_has_passed],             None,                       [("idea.expired", AUTHOR), ("idea.expired", COORDINATION_OFFICE)]),
    move(M.DROP,             (S.EXPIRED, S.PARKED),      S.LAPSED,                          COORDINATION_OFFICE,  [],                           note_reason,                [("idea.dropped", AUTHOR)]),
    move(M.APPLY,            READY_TO_APPLY,             S.IN_APPLICATION,                  (COORDINATION_OFFICE, APPLICANT), [rules.has_applicant, rules.resolution_is_valid], effects.begin_application),
    move(M.APPLY_ON_PAPER,   (*READY_TO_APPLY, S.EXPIRED), S.IN_APPLICATION,                (COORDINATION_OFFICE, APPLICANT), [rules.has_applicant], effects.expect_paper),
    move(M.START,            S.IN_APPLICATION,           S.IN_EXECUTION,                    CLOCK,                [rules.application_was_awarded]),
    move(M.PARK,             (S.IN_APPLICATION, S.IN_EXECUTION), S.PARKED,                  CLOCK,                [rules.funding_has_failed],     None,                     [("idea.parked", COORDINATION_OFFICE)]),
    move(M.FOLLOW_APPLICATION, S.PARKED,                 S.IN_APPLICATION,                  CLOCK,                [rules.application_is_decided_anew], None,              [("idea.decided_anew", COORDINATION_OFFICE)]),
    move(M.TAKE_UP_AGAIN,    S.PARKED,                   S.IN_EXECUTION,                    CLOCK,                [rules.award_was_restored],   None,                     [("idea.taken_up_again", COORDINATION_OFFICE)]),
    move(M.COMPLETE,         S.IN_EXECUTION,             S.COMPLETED,                       CLOCK,                [rules.award_has_ended],      None,                       [("idea.completed", AUTHOR)]),
    move(M.COMPLETE_UNFUNDED, S.APPROVED_WITHOUT_FUNDING, S.COMPLETED,                      COORDINATION_OFFICE,  [],                           note_reason),
    move(M.OFFER_FOR_TRANSFER, PURSUED,                  one_of(*PURSUED),                  COORDINATION_OFFICE,  [],                           lineage.offer_for_transfer),
    move(M.WITHDRAW,         BEFORE_APPLICATION,         S.WITHDRAWN,                       (AUTHOR, WORKING_GROUP_LEAD), [],                   effects.withdraw),
)
# fmt: on
IDEA = Lifecycle("idea", version=1, stays=STAYS, moves=MOVES, label=_("Idea"))
