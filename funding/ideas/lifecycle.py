"""The life of an idea: from the first draft through working group and steering group to what becomes of it.

The working group's consultation, the steering group's vote and the application are cases below the idea, which follows
them. A consultation tells the group's lead when it opens, with its own day.
What other regions make of it is a transfer below it, which leaves the idea as it is.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.documents.attaching import attach
from funding.ideas import anew, effects, following, lineage, rules
from funding.ideas.states import M, S
from funding.ideas.words import WORDS
from funding.roles import APPLICANT, AUTHOR, COORDINATION_OFFICE, WORKING_GROUP_LEAD
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, escalate_to, make, move, one_of, remind, stay
from workflows.timing import days, on, term

EDITABLE = (S.DRAFT, S.RETURNED)
RESOLVED = (
    S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING, S.REJECTED, S.EXPIRED, S.PARKED,
)  # fmt: skip
HEARS_OF_VOTES = (S.IN_APPLICATION, S.IN_EXECUTION, S.PARKED)
CARRIED_OUT = (S.IN_APPLICATION, S.IN_EXECUTION, S.COMPLETED)
AFTER_SUBMISSION = one_of(S.SUBMITTED, S.IN_WORKING_GROUP)
WITH_GROUP_ANSWER = (S.IN_WORKING_GROUP, S.RECOMMENDED, S.NOT_RECOMMENDED)
AFTER_GROUP = one_of(S.RECOMMENDED, S.NOT_RECOMMENDED, S.RETURNED, S.SUBMITTED, S.IN_WORKING_GROUP)
APPROVED = (S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING)
AFTER_VOTE = (*APPROVED, S.REJECTED, S.DEFERRED, S.RETURNED, S.RECOMMENDED, S.NOT_RECOMMENDED)
WITH_PERIOD = (S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS)
BEFORE_RECOMMENDATION = (S.SUBMITTED, S.IN_WORKING_GROUP)
READY_TO_APPLY = (*WITH_PERIOD, S.PARKED, S.EXPIRED)
WITH_FUNDING = (S.IN_APPLICATION, S.IN_EXECUTION, S.PARKED)
FOLLOWS_FUNDING = (S.IN_APPLICATION, S.IN_EXECUTION, *following.LEFT_BEHIND)
TO_THE_BODY = (S.SUBMITTED, S.RECOMMENDED, S.DEFERRED, S.EXPIRED, S.PARKED)
LEFT_TO_THE_OFFICE = (*APPROVED, S.EXPIRED, S.PARKED, S.IN_EXECUTION)
GOES_ON = (S.IN_EXECUTION, S.PARKED, S.COMPLETED, S.LAPSED)
PURSUED = (*APPROVED, S.IN_APPLICATION, S.IN_EXECUTION, S.COMPLETED)
BEFORE_APPLICATION = (
    S.DRAFT, S.SUBMITTED, S.IN_WORKING_GROUP, S.RETURNED, S.RECOMMENDED, S.ON_AGENDA, S.DEFERRED,
    S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING, S.EXPIRED, S.PARKED,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state                       waits for            task in the inbox                        due                          when late
    stay(S.DRAFT,                    AUTHOR,              _("Finish the idea and submit it"),      None,                        None),
    stay(S.SUBMITTED,                COORDINATION_OFFICE, _("Assign the idea to a working group"), term("idea_answer_days"),    remind),
    stay(S.IN_WORKING_GROUP,         CLOCK),
    stay(S.RETURNED,                 AUTHOR,              _("Revise the idea"),                    days(60),                    remind),
    stay(S.RECOMMENDED,              COORDINATION_OFFICE, _("Put the idea on the agenda"),         term("agenda_days"),         remind),
    stay(S.ON_AGENDA,                CLOCK),
    stay(S.APPROVED_FOR_APPLICATION, COORDINATION_OFFICE, _("Begin the application"),              term("approval_months", "months", after="resolved_on"), make(M.RUN_OUT)),
    stay(S.APPROVED_WITH_CONDITIONS, COORDINATION_OFFICE, _("Begin the application"),              term("approval_months", "months", after="resolved_on"), make(M.RUN_OUT)),
    stay(S.APPROVED_WITHOUT_FUNDING, COORDINATION_OFFICE, _("Record how the project ends"),        None,                        None),
    stay(S.DEFERRED,                 COORDINATION_OFFICE, _("Put the idea on the agenda again"),   term("deferral_months", "months", after="deferred_until"), make(M.RUN_OUT)),
    stay(S.IN_APPLICATION,           CLOCK),
    stay(S.EXPIRED,                  COORDINATION_OFFICE, _("Put the idea on the agenda again or end it"), days(90),              remind),
    stay(S.PARKED,                   COORDINATION_OFFICE, _("Decide what becomes of the idea"),    days(90),                    remind),
    stay(S.IN_EXECUTION,             CLOCK,               "",                                      on("carried_out_until", "internal"), escalate_to(COORDINATION_OFFICE, _("Record how the project goes on"))),
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
    move(M.SUBMIT,           EDITABLE,                   AFTER_SUBMISSION,                  AUTHOR,               [rules.is_complete],          effects.submit,             [("idea.submitted", COORDINATION_OFFICE, (S.SUBMITTED,)), ("idea.received", AUTHOR, (S.SUBMITTED,))]),
    move(M.ASSIGN,           S.SUBMITTED,                S.IN_WORKING_GROUP,                COORDINATION_OFFICE,  [],                           effects.assign_group),
    move(M.JOIN,             BEFORE_RECOMMENDATION,      one_of(S.MERGED, S.JOINED_EXISTING), (WORKING_GROUP_LEAD, COORDINATION_OFFICE), [rules.group_has_not_voted], lineage.join,               [("idea.merged", AUTHOR, (S.MERGED,)), ("idea.joined", AUTHOR, (S.JOINED_EXISTING,))]),
    move(M.FOLLOW_GROUP,     WITH_GROUP_ANSWER,          AFTER_GROUP,                       CLOCK,                [following.group_has_answered], following.follow_group,   [("idea.recommended", COORDINATION_OFFICE, (S.RECOMMENDED,)), ("idea.not_recommended", AUTHOR, (S.NOT_RECOMMENDED,)), ("idea.returned", AUTHOR, (S.RETURNED,))]),
    move(M.ASK_BODY,         S.NOT_RECOMMENDED,          S.ON_AGENDA,                       AUTHOR,               [rules.may_ask_body],         effects.ask_body,           [("idea.body_asked", WORKING_GROUP_LEAD), ("idea.body_asked", COORDINATION_OFFICE)]),
    move(M.PUT_ON_AGENDA,    TO_THE_BODY,                S.ON_AGENDA,                       COORDINATION_OFFICE,  [],                           effects.put_on_agenda),
    move(M.FOLLOW_VOTE,      (S.ON_AGENDA, *HEARS_OF_VOTES), one_of(*AFTER_VOTE, *HEARS_OF_VOTES), CLOCK,             [following.body_has_answered], following.follow_vote,
         [("idea.approved", AUTHOR, APPROVED), ("idea.approved", COORDINATION_OFFICE, APPROVED), ("idea.rejected", AUTHOR, (S.REJECTED,)), ("idea.deferred", AUTHOR, (S.DEFERRED,)), ("idea.returned", AUTHOR, (S.RETURNED,)),
          ("idea.vote_aborted", COORDINATION_OFFICE, (S.RECOMMENDED,)), ("idea.question_open", AUTHOR, (S.NOT_RECOMMENDED,)),
          ("idea.resolved_anew", APPLICANT, HEARS_OF_VOTES), ("idea.resolved_anew", COORDINATION_OFFICE, HEARS_OF_VOTES)]),
    move(M.FOLLOW_FALL,      (*RESOLVED, *CARRIED_OUT),  one_of(S.RECOMMENDED, *CARRIED_OUT), CLOCK,              [results.resolution_has_fallen], following.follow_fall,
         [("idea.resolution_fell", COORDINATION_OFFICE), ("idea.resolution_fell", AUTHOR, (S.RECOMMENDED,)), ("idea.resolution_fell", APPLICANT, CARRIED_OUT)]),
    move(M.RESOLVE_ANEW,     S.IN_APPLICATION,           S.IN_APPLICATION,                  (COORDINATION_OFFICE, APPLICANT), [anew.resolution_no_longer_carries], anew.resolve),
    move(M.RUN_OUT,          (S.DEFERRED, *WITH_PERIOD), one_of(S.LAPSED, S.EXPIRED),       CLOCK,                [due_has_passed],             effects.run_out,            [("idea.lapsed", AUTHOR, (S.LAPSED,)), ("idea.expired", AUTHOR, (S.EXPIRED,)), ("idea.expired", COORDINATION_OFFICE, (S.EXPIRED,))]),
    move(M.APPLY,            READY_TO_APPLY,             S.IN_APPLICATION,                  (COORDINATION_OFFICE, APPLICANT), [rules.has_applicant, rules.funding_was_approved], effects.begin_application),
    move(M.FOLLOW_FUNDING,   FOLLOWS_FUNDING,            one_of(*WITH_FUNDING, S.COMPLETED), CLOCK,               [following.funding_has_moved], following.follow_funding,
         [("idea.parked", COORDINATION_OFFICE, (S.PARKED,)), ("idea.decided_anew", COORDINATION_OFFICE, (S.IN_APPLICATION,)), ("idea.decided_anew", AUTHOR, (S.IN_APPLICATION,)), ("idea.completed", AUTHOR, (S.COMPLETED,))]),
    move(M.GO_ON,            LEFT_TO_THE_OFFICE,         one_of(*GOES_ON),                  COORDINATION_OFFICE,  [rules.no_grant_decides],     effects.go_on,
         [("idea.carried_out", AUTHOR, (S.IN_EXECUTION,)), ("idea.rests", AUTHOR, (S.PARKED,)), ("idea.completed", AUTHOR, (S.COMPLETED,)), ("idea.dropped", AUTHOR, (S.LAPSED,))]),
    move(M.OFFER_FOR_TRANSFER, PURSUED,                  one_of(*PURSUED),                  COORDINATION_OFFICE,  [],                           lineage.offer_for_transfer),
    move(M.WITHDRAW,         BEFORE_APPLICATION,         S.WITHDRAWN,                       (AUTHOR, WORKING_GROUP_LEAD), [rules.only_the_author_ends_a_vote], effects.withdraw),
)
# fmt: on
IDEA = Lifecycle("idea", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Idea"))
