"""The life of a change request: written and signed by the recipient, checked, where it matters voted on, decided.

It is a case below its award. Two persons issue the change notice; what they approve, the award takes over by itself.
"""

from django.utils.translation import gettext_lazy as _

from funding.changes import deciding, effects, rules
from funding.changes.states import M, S
from funding.decisions import results, separation
from funding.documents.attaching import attach
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, on

EDITABLE = (S.DRAFT, S.RETURNED)
WITH_RECIPIENT = (*EDITABLE, S.INTERNALLY_RELEASED)
WITH_AUTHORITY = (S.SUBMITTED, S.IN_REVIEW, S.COMMITTEE, S.NOTICE_SIGNED)
UNSUBMITTED = (S.DRAFT, S.INTERNALLY_RELEASED)
RECIPIENT = (APPLICANT, SIGNATORY)
DECIDED = (S.APPROVED, S.PARTLY, S.REJECTED)
OFFICE = (CASE_WORKER, APPROVER)
ASKED_WELL = (
    rules.is_complete, rules.award_can_change, rules.late_has_reasons, rules.plan_is_sound, rules.within_longest_duration,
)  # fmt: skip
DECIDED_WELL = (
    rules.notice_is_written, rules.decision_says_what_is_granted, rules.committee_is_followed, rules.still_fits_the_award,
    rules.eligible_is_within_plan, rules.grant_is_possible,
)  # fmt: skip

BEFORE_NOTICE = (S.IN_REVIEW, S.NOTICE_SIGNED)
CARRIED_OUT = (S.APPROVED, S.PARTLY, S.REJECTED)

# fmt: off
STAYS = (
    #    state                  waits for    task in the inbox                              due          when late
    stay(S.DRAFT,               APPLICANT,   _("Finish the change request and release it"), None,        None),
    stay(S.INTERNALLY_RELEASED, SIGNATORY,   _("Sign and submit the change request"),       days(14),    remind),
    stay(S.SUBMITTED,           CASE_WORKER, _("Begin to check the change request"),        days(14),    remind),
    stay(S.IN_REVIEW,           CASE_WORKER, _("Check the change request and decide"),      days(30),    remind),
    stay(S.COMMITTEE,           CLOCK),
    stay(S.NOTICE_SIGNED,       APPROVER,    _("Check the change notice and issue it"),     days(7),     remind),
    stay(S.RETURNED,            APPLICANT,   _("Revise the change request"),                on("until"), remind),
    stay(S.APPROVED),
    stay(S.PARTLY),
    stay(S.REJECTED),
    stay(S.NOT_NEEDED),
    stay(S.WITHDRAWN),
    stay(S.DISCARDED),
    stay(S.MOOT),
)
MOVES = (
    #    move                  from                            to                                       who                     only if                            does                        tells
    move(M.EDIT,               EDITABLE,                       one_of(*EDITABLE),                       APPLICANT,              [],                                effects.edit),
    move(M.SET_PLAN,           EDITABLE,                       one_of(*EDITABLE),                       APPLICANT,              [rules.speaks_of_a_plan],          effects.set_plan),
    move(M.ATTACH,             EDITABLE,                       one_of(*EDITABLE),                       (APPLICANT, SIGNATORY), [],                                attach),
    move(M.RELEASE_INTERNALLY, EDITABLE,                       S.INTERNALLY_RELEASED,                   APPLICANT,              ASKED_WELL,                        effects.release,            [("change.released", SIGNATORY)]),
    move(M.TAKE_BACK,          S.INTERNALLY_RELEASED,          one_of(*EDITABLE),                       (APPLICANT, SIGNATORY), [],                                effects.take_back,          [("change.taken_back", APPLICANT)]),
    move(M.SUBMIT,             S.INTERNALLY_RELEASED,          S.SUBMITTED,                             SIGNATORY,              ASKED_WELL,                        effects.submit,             [("change.submitted", CASE_WORKER)], four_eyes=M.RELEASE_INTERNALLY),
    move(M.ANSWER_NOT_NEEDED,  S.SUBMITTED,                    S.NOT_NEEDED,                            CLOCK,                  [rules.recipient_may_shift_alone], effects.answer_not_needed,  [("change.not_needed", APPLICANT), ("change.not_needed", SIGNATORY)]),
    move(M.START_REVIEW,       S.SUBMITTED,                    S.IN_REVIEW,                             CASE_WORKER,            [],                                deciding.begin),
    move(M.RETURN,             (S.SUBMITTED, S.IN_REVIEW),     S.RETURNED,                              CASE_WORKER,            [],                                effects.send_back,          [("change.returned", APPLICANT), ("change.returned", SIGNATORY)]),
    move(M.PUT_TO_COMMITTEE,   S.IN_REVIEW,                    S.COMMITTEE,                             CASE_WORKER,            [rules.needs_committee],           deciding.put_to_committee, inside=True),
    move(M.FOLLOW_VOTE,        S.COMMITTEE,                    one_of(S.IN_REVIEW, S.RETURNED),         CLOCK,                  [results.body_has_answered],        deciding.follow_vote,       [("change.voted", CASE_WORKER)], inside=True),
    move(M.FOLLOW_FALL,        BEFORE_NOTICE,                  S.IN_REVIEW,                             CLOCK,                  [results.resolution_has_fallen],   deciding.follow_fall,       [("change.resolution_fell", CASE_WORKER)], inside=True),
    move(M.HEAR_OF_FALL,       CARRIED_OUT,                    one_of(*CARRIED_OUT),                    CLOCK,                  [results.resolution_has_fallen],   results.note_fall,          [("change.resolution_fell", CASE_WORKER), ("change.resolution_fell", APPROVER)], inside=True),
    move(M.DRAFT_NOTICE,       S.IN_REVIEW,                    S.IN_REVIEW,                             CASE_WORKER,            [],                                deciding.draft_notice, inside=True),
    move(M.SIGN_NOTICE,        S.IN_REVIEW,                    S.NOTICE_SIGNED,                         CASE_WORKER,            [separation.not_for_the_applicant, *DECIDED_WELL],                      deciding.sign_notice,       [("change.notice_signed", APPROVER)], inside=True),
    move(M.REOPEN_NOTICE,      S.NOTICE_SIGNED,                S.IN_REVIEW,                             OFFICE,                 [],                                note_reason,                [("change.notice_reopened", CASE_WORKER)], inside=True),
    move(M.ISSUE,              S.NOTICE_SIGNED,                one_of(S.APPROVED, S.PARTLY, S.REJECTED), OFFICE,                [separation.not_for_the_applicant, *DECIDED_WELL],                      deciding.issue,             [("change.decided", SIGNATORY), ("change.decided", APPLICANT)], four_eyes=(M.DRAFT_NOTICE, M.SIGN_NOTICE), basis="§§ 37, 39 VwVfG", files="change_notice"),
    move(M.DISCARD,            UNSUBMITTED,                    S.DISCARDED,                             RECIPIENT,              [rules.nobody_has_received_it]),
    move(M.WITHDRAW,           (*WITH_RECIPIENT, *WITH_AUTHORITY), S.WITHDRAWN,                         SIGNATORY,              [rules.was_submitted],             note_reason,                [("change.withdrawn", CASE_WORKER)]),
    move(M.DECIDE_ANEW,        DECIDED,                        S.IN_REVIEW,                             CLOCK,                  [results.notice_was_annulled],     deciding.decide_anew,       [("change.decide_anew", CASE_WORKER)]),
    move(M.END,                (*WITH_RECIPIENT, *WITH_AUTHORITY), S.MOOT,                              CLOCK,                  [parent_has_ended],                None,                       [("change.moot", SIGNATORY)]),
)
# fmt: on
CHANGE = Lifecycle(
    "change",
    version=1,
    stays=STAYS,
    moves=MOVES,
    label=_("Change request"),
    when_parent_ends=M.END,
    outsiders=RECIPIENT,
)
