"""The notice on an application as two persons of the grant authority write it: an award, or a rejection.

It is a case below the application, which reads its end and nobody outside the authority reads. The committee approves;
only the authority issues the notice.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications import following
from funding.applications.ruling import effects, rules, taking_over
from funding.applications.ruling.states import M, S
from funding.applications.ruling.words import WORDS
from funding.applications.signing import content_is_signed
from funding.decisions import separation
from funding.roles import APPROVER, AUTHORITY_STAFF, CASE_WORKER
from workflows.effects import note_reason
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days, term

REJECTING = (S.REJECTION_IN_PREPARATION, S.REJECTION_WRITTEN)
OPEN = (S.OPENED, S.NOTICE_IN_PREPARATION, S.NOTICE_SIGNED, *REJECTING)
ISSUABLE = (
    separation.not_for_the_applicant, separation.gave_no_experts_vote, rules.has_not_started_unpermitted,
    rules.still_carried, rules.project_has_no_other_award, content_is_signed,
)  # fmt: skip
SIGNABLE = (rules.notice_is_complete, *ISSUABLE)

# fmt: off
STAYS = (
    #    state                       waits for    task in the inbox                      due                  when late
    stay(S.OPENED,                   CLOCK),
    stay(S.NOTICE_IN_PREPARATION,    CASE_WORKER, _("Write and sign the notice"),        term("notice_days"), remind),
    stay(S.NOTICE_SIGNED,            APPROVER,    _("Check the notice and issue it"),    days(7),             remind),
    stay(S.REJECTION_IN_PREPARATION, CASE_WORKER, _("Write the rejection"),              term("notice_days"), remind),
    stay(S.REJECTION_WRITTEN,        APPROVER,    _("Check the rejection and issue it"), days(7),             remind),
    stay(S.ISSUED),
    stay(S.REJECTED),
    stay(S.GIVEN_UP),
    stay(S.ENDED),
)
MOVES = (
    #    move                 from                                                     to                          who          only if                                          does                     tells
    move(M.BEGIN_NOTICE,      S.OPENED,                                                S.NOTICE_IN_PREPARATION,    CLOCK,       [rules.is_a_notice]),
    move(M.BEGIN_REJECTION,   S.OPENED,                                                S.REJECTION_IN_PREPARATION, CLOCK,       [rules.is_a_rejection]),
    move(M.DRAFT_NOTICE,      S.NOTICE_IN_PREPARATION,                                 S.NOTICE_IN_PREPARATION,    CASE_WORKER, [separation.not_for_the_applicant, separation.gave_no_experts_vote],               effects.draft),
    move(M.SIGN_NOTICE,       S.NOTICE_IN_PREPARATION,                                 S.NOTICE_SIGNED,            AUTHORITY_STAFF,   [*SIGNABLE, rules.general_conditions_are_entered, rules.cap_is_kept], effects.sign,          [("application.notice_signed", APPROVER)]),
    move(M.REOPEN_NOTICE,     S.NOTICE_SIGNED,                                         S.NOTICE_IN_PREPARATION,    AUTHORITY_STAFF,   [],                                              note_reason,             [("application.notice_reopened", CASE_WORKER)]),
    move(M.ISSUE,             S.NOTICE_SIGNED,                                         S.ISSUED,                   AUTHORITY_STAFF,   [*ISSUABLE, rules.cap_is_kept, taking_over.is_issued_here], effects.issue, four_eyes=(M.DRAFT_NOTICE, M.SIGN_NOTICE), basis="§ 44 LHO", files="award_notice"),
    move(M.PROPOSE_TAKE_OVER, S.NOTICE_IN_PREPARATION,                                 S.NOTICE_SIGNED,            AUTHORITY_STAFF,   SIGNABLE,                                        taking_over.propose,     [("application.notice_signed", APPROVER)]),
    move(M.TAKE_OVER,         S.NOTICE_SIGNED,                                         S.ISSUED,                   AUTHORITY_STAFF,   [*ISSUABLE, taking_over.is_issued_elsewhere],    taking_over.confirm,     four_eyes=M.PROPOSE_TAKE_OVER),
    move(M.DRAFT_REJECTION,   (S.NOTICE_IN_PREPARATION, S.REJECTION_IN_PREPARATION),   S.REJECTION_WRITTEN,        CASE_WORKER, [separation.not_for_the_applicant, separation.gave_no_experts_vote],               effects.draft_rejection, [("application.rejection_drafted", APPROVER)]),
    move(M.CORRECT_REJECTION, S.REJECTION_WRITTEN,                                     S.REJECTION_WRITTEN,        CASE_WORKER, [separation.not_for_the_applicant, separation.gave_no_experts_vote],               effects.draft_rejection),
    move(M.GIVE_UP,           REJECTING,                                               one_of(S.NOTICE_IN_PREPARATION, S.GIVEN_UP), AUTHORITY_STAFF, [rules.committee_has_not_rejected],                                       effects.give_up,         [("application.rejection_reopened", CASE_WORKER)]),
    move(M.REJECT_FORMALLY,   S.REJECTION_WRITTEN,                                     S.REJECTED,                 AUTHORITY_STAFF,   [separation.not_for_the_applicant, separation.gave_no_experts_vote, rules.rejection_is_complete], effects.reject,  four_eyes=(M.DRAFT_REJECTION, M.CORRECT_REJECTION), basis="§§ 37, 39 VwVfG", files="rejection_notice"),
    move(M.REOPEN_REJECTION,  S.REJECTED,                                              S.REJECTION_IN_PREPARATION, AUTHORITY_STAFF,   [rules.rejection_was_not_sent],                  effects.reopen_rejection, [("application.notice_reopened", CASE_WORKER)], basis="§ 43 (1) VwVfG"),
    move(M.END,               OPEN,                                                    S.ENDED,                    CLOCK,       [following.ground_is_gone]),
)
# fmt: on
RULING = Lifecycle(
    "ruling", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Ruling"), when_parent_ends=M.END
)
