"""The decision on a change request: where it matters the committee votes, then two persons issue the change notice.

It is a case below the change request, begun when the authority begins to check, which nobody outside the authority
reads. The vote and the notice stand beside it, below the change request: that is what the committee votes on, and it
takes over what was decided once the notice is sent.
"""

from django.utils.translation import gettext_lazy as _

from funding.changes.ruling import effects, rules
from funding.changes.ruling.states import M, S
from funding.changes.ruling.words import WORDS
from funding.decisions import separation
from funding.roles import APPROVER, AUTHORITY_STAFF, CASE_WORKER
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

BEFORE_NOTICE = (S.IN_REVIEW, S.NOTICE_SIGNED)
DECIDED_WELL = (
    separation.not_for_the_applicant, rules.not_for_the_new_recipient, rules.notice_is_written,
    rules.decision_says_what_is_granted, rules.committee_is_followed, rules.new_recipient_agrees, rules.still_fits_the_award, rules.eligible_is_within_plan, rules.grant_is_possible,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state            waits for    task in the inbox                              due       when late
    stay(S.IN_REVIEW,     CASE_WORKER, _("Check the change request and decide"),      days(30), remind),
    stay(S.COMMITTEE,     CLOCK),
    stay(S.NOTICE_SIGNED, APPROVER,    _("Check the change notice and issue it"),     days(7),  remind),
    stay(S.ISSUED),
    stay(S.RETURNED),
    stay(S.ENDED),
)
MOVES = (
    #    move                from                          to                               who          only if                         does                      tells
    move(M.PUT_TO_COMMITTEE, S.IN_REVIEW,                  S.COMMITTEE,                     CASE_WORKER, [rules.needs_committee],        effects.put_to_committee),
    move(M.FOLLOW_VOTE,      S.COMMITTEE,                  one_of(S.IN_REVIEW, S.RETURNED), CLOCK,       [rules.committee_has_answered], effects.follow_vote,      [("change.voted", CASE_WORKER, (S.IN_REVIEW,))]),
    move(M.FOLLOW_FALL,      BEFORE_NOTICE,                S.IN_REVIEW,                     CLOCK,       [rules.resolution_has_fallen],  None,                     [("change.resolution_fell", CASE_WORKER)]),
    move(M.DRAFT_NOTICE,     S.IN_REVIEW,                  S.IN_REVIEW,                     CASE_WORKER, [],                             effects.draft_notice),
    move(M.SIGN_NOTICE,      S.IN_REVIEW,                  S.NOTICE_SIGNED,                 CASE_WORKER, DECIDED_WELL,                   effects.sign_notice,      [("change.notice_signed", APPROVER)]),
    move(M.REOPEN_NOTICE,    (S.NOTICE_SIGNED, S.ISSUED),  S.IN_REVIEW,                     AUTHORITY_STAFF,      [rules.notice_was_not_sent],    effects.reopen_notice,    [("change.notice_reopened", CASE_WORKER)]),
    move(M.ISSUE,            S.NOTICE_SIGNED,              S.ISSUED,                        AUTHORITY_STAFF,      DECIDED_WELL,                   effects.issue,            four_eyes=(M.DRAFT_NOTICE, M.SIGN_NOTICE), basis="§§ 37, 39 VwVfG", files="change_notice"),
    move(M.END,              (*BEFORE_NOTICE, S.COMMITTEE), S.ENDED,                        CLOCK,       [rules.request_went_back_or_ended]),
)
# fmt: on
CHANGE_RULING = Lifecycle(
    "change_ruling",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Decision on the change"),
    when_parent_ends=M.END,
)
