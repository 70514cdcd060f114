"""The examination of an application by the grant authority: in time, complete, assessed.

It is a case below its application, one for each version that was handed in. What the applicant hands in belongs to the
application, and the examination follows; as long as a rejection is being written the authority does nothing here. The
votes of experts are cases below it, which nobody but the authority and the expert reads.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications import following
from funding.applications.examination import effects, rules
from funding.applications.examination.states import M, S
from funding.applications.examination.words import WORDS
from funding.applications.signing import content_is_signed
from funding.decisions import separation
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, COORDINATION_OFFICE, PROCESS_SUPPORT, SIGNATORY
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import by, days, term

FROM_THE_DOOR = (S.RECEIVED, S.LATE)
ASKED_IN = (S.RECEIVED, S.IN_ASSESSMENT)
OPEN = (S.RECEIVED, S.LATE, S.INCOMPLETE, S.COMPLETE, S.IN_ASSESSMENT)

# fmt: off
STAYS = (
    #    state            waits for    task in the inbox                              due                            when late
    stay(S.HANDED_IN,     CLOCK),
    stay(S.RECEIVED,      CASE_WORKER, _("Check that the application is complete"),   days(14, after="received_on"), remind),
    stay(S.LATE,          CASE_WORKER, _("Decide what becomes of the late application"), days(14, after="received_on"), remind),
    stay(S.INCOMPLETE,    APPLICANT,   _("Hand in what is missing"),                  by("until"),                   remind),
    stay(S.COMPLETE,      CASE_WORKER, _("Begin the assessment"),                     days(14),                      remind),
    stay(S.IN_ASSESSMENT, CASE_WORKER, _("Assess the application"),                   term("assessment_days"),       remind),
    stay(S.ASSESSED),
    stay(S.ENDED),
)
MOVES = (
    #    move                from             to                      who          only if                            does                       tells
    move(M.BEGIN_ANEW,       S.HANDED_IN,     S.IN_ASSESSMENT,        CLOCK,       [rules.begins_anew]),
    move(M.RECEIVE,          S.HANDED_IN,     S.RECEIVED,             CLOCK,       [rules.came_in_time],              effects.receive,
         [("application.received", SIGNATORY), ("application.received", APPLICANT), ("application.arrived", CASE_WORKER), ("application.submitted", COORDINATION_OFFICE)], files="receipt"),
    move(M.RECEIVE_LATE,     S.HANDED_IN,     S.LATE,                 CLOCK,       [rules.came_late],                 effects.receive,
         [("application.received_late", SIGNATORY), ("application.received_late", APPLICANT), ("application.arrived_late", CASE_WORKER)], files="receipt"),
    move(M.CORRECT_RECEIPT,  FROM_THE_DOOR,   one_of(*FROM_THE_DOOR), APPROVER,    [separation.not_for_the_applicant, rules.is_on_paper, rules.another_has_entered_it], effects.correct_receipt, files="receipt"),
    move(M.ADMIT_LATE,       S.LATE,          S.RECEIVED,             CASE_WORKER, [separation.not_for_the_applicant, following.nothing_is_ruled], effects.admit_late, [("application.admitted", SIGNATORY), ("application.admitted", APPLICANT)], basis="§ 32 VwVfG"),
    move(M.COUNT_FOR_NEXT_ROUND, S.LATE,      S.INCOMPLETE,           CASE_WORKER, [separation.not_for_the_applicant, following.nothing_is_ruled, rules.there_is_a_next_round], effects.count_for_next_round, [("application.next_round", APPLICANT), ("application.next_round", SIGNATORY)], files="items_request"),
    move(M.REQUEST_ITEMS,    ASKED_IN,        S.INCOMPLETE,           CASE_WORKER, [separation.not_for_the_applicant, following.nothing_is_ruled], effects.request_items,    [("application.items_requested", APPLICANT), ("application.items_requested", SIGNATORY)], files="items_request"),
    move(M.EXTEND,           S.INCOMPLETE,    S.INCOMPLETE,           CASE_WORKER, [following.nothing_is_ruled], effects.extend_period,     [("application.period_extended", APPLICANT)], basis="§ 31 (7) VwVfG", files="items_request"),
    move(M.FOLLOW_SUPPLY,    S.INCOMPLETE,    one_of(*ASKED_IN),       CLOCK,       [rules.was_supplied],              effects.follow_supply,     [("application.supplied", CASE_WORKER)]),
    move(M.CONFIRM_COMPLETE, S.RECEIVED,      S.COMPLETE,             CASE_WORKER, [separation.not_for_the_applicant, content_is_signed], None, [("application.complete", APPLICANT), ("application.complete", SIGNATORY)]),
    move(M.START_ASSESSMENT, S.COMPLETE,      S.IN_ASSESSMENT,        CASE_WORKER, [separation.not_for_the_applicant]),
    move(M.ASK_EXPERT,       S.IN_ASSESSMENT, S.IN_ASSESSMENT,        CASE_WORKER, [separation.not_for_the_applicant, following.nothing_is_ruled], effects.ask_expert, inside=True, unseen=True),
    move(M.FINISH_ASSESSMENT, S.IN_ASSESSMENT, S.ASSESSED,            CASE_WORKER, [separation.not_for_the_applicant, separation.gave_no_experts_vote, following.nothing_is_ruled, content_is_signed, rules.experts_have_voted], effects.finish_assessment, inside=True),
    move(M.END,              OPEN,            S.ENDED,                CLOCK,       [parent_has_ended]),
)
# fmt: on
EXAMINATION = Lifecycle(
    "examination",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Examination"),
    when_parent_ends=M.END,
    outsiders=(APPLICANT, SIGNATORY, COORDINATION_OFFICE, PROCESS_SUPPORT),
)
