"""The life of a change request: written and signed by the recipient, checked and decided.

It is a case below its award. The authority decides in a case below it (`funding.changes.ruling`), by a notice that two
persons issue. Once that is sent, the request has its result, and what was approved the award takes over by itself.
"""

from django.utils.translation import gettext_lazy as _

from funding.agreements import attach_paper
from funding.changes import effects, rules
from funding.changes.states import DECIDED, M, S
from funding.changes.words import WORDS
from funding.decisions import results
from funding.roles import APPLICANT, CASE_WORKER, SIGNATORY
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import by, days

EDITABLE = (S.DRAFT, S.RETURNED)
WITH_RECIPIENT = (*EDITABLE, S.INTERNALLY_RELEASED)
WITH_AUTHORITY = (S.SUBMITTED, S.IN_REVIEW)
UNSUBMITTED = (S.DRAFT, S.INTERNALLY_RELEASED)
RECIPIENT = (APPLICANT, SIGNATORY)
ASKED_WELL = (
    rules.is_complete, rules.award_can_change, rules.late_has_reasons, rules.plan_is_sound, rules.within_longest_duration,
    rules.commitments_bear_the_change, rules.new_recipient_may_apply,
)  # fmt: skip

# fmt: off
STAYS = (
    #    state                  waits for    task in the inbox                              due          when late
    stay(S.DRAFT,               APPLICANT,   _("Finish the change request and release it"), None,        None),
    stay(S.INTERNALLY_RELEASED, SIGNATORY,   _("Sign and submit the change request"),       days(14),    remind),
    stay(S.SUBMITTED,           CASE_WORKER, _("Begin to check the change request"),        days(14),    remind),
    stay(S.IN_REVIEW,           CLOCK),
    stay(S.RETURNED,            APPLICANT,   _("Revise the change request"),                by("until"), remind),
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
    move(M.SET_COMMITMENTS,    EDITABLE,                       one_of(*EDITABLE),                       APPLICANT,              [rules.speaks_of_a_plan],          effects.set_commitments),
    move(M.ATTACH,             EDITABLE,                       one_of(*EDITABLE),                       (APPLICANT, SIGNATORY), [],                                attach_paper),
    move(M.RELEASE_INTERNALLY, EDITABLE,                       S.INTERNALLY_RELEASED,                   APPLICANT,              ASKED_WELL,                        effects.release,            [("change.released", SIGNATORY)]),
    move(M.TAKE_BACK,          S.INTERNALLY_RELEASED,          one_of(*EDITABLE),                       (APPLICANT, SIGNATORY), [],                                effects.take_back,          [("change.taken_back", APPLICANT)]),
    move(M.SUBMIT,             S.INTERNALLY_RELEASED,          S.SUBMITTED,                             SIGNATORY,              ASKED_WELL,                        effects.submit,             [("change.submitted", CASE_WORKER)], four_eyes=M.RELEASE_INTERNALLY),
    move(M.ANSWER_NOT_NEEDED,  S.SUBMITTED,                    S.NOT_NEEDED,                            CLOCK,                  [rules.recipient_may_shift_alone], effects.answer_not_needed,  [("change.not_needed", APPLICANT), ("change.not_needed", SIGNATORY)]),
    move(M.START_REVIEW,       S.SUBMITTED,                    S.IN_REVIEW,                             CASE_WORKER,            [],                                effects.start_review),
    move(M.RETURN,             (S.SUBMITTED, S.IN_REVIEW),     S.RETURNED,                              CASE_WORKER,            [rules.nothing_is_under_way],      effects.send_back,          [("change.returned", APPLICANT), ("change.returned", SIGNATORY)]),
    move(M.FOLLOW_COMMITTEE,   (S.IN_REVIEW, *DECIDED),        one_of(S.IN_REVIEW, S.RETURNED, *DECIDED), CLOCK,                [rules.committee_has_resolved],    effects.follow_committee,   [("change.returned", APPLICANT, (S.RETURNED,)), ("change.returned", SIGNATORY, (S.RETURNED,))], inside=True),
    move(M.FOLLOW_NOTICE,      S.IN_REVIEW,                    one_of(*DECIDED),                        CLOCK,                  [rules.notice_was_sent],           effects.follow_notice,      [("change.decided", SIGNATORY), ("change.decided", APPLICANT)]),
    move(M.DISCARD,            UNSUBMITTED,                    S.DISCARDED,                             RECIPIENT,              [rules.nobody_has_received_it]),
    move(M.WITHDRAW,           (*WITH_RECIPIENT, *WITH_AUTHORITY), S.WITHDRAWN,                         SIGNATORY,              [rules.was_submitted],             effects.withdraw,             [("change.withdrawn", CASE_WORKER)]),
    move(M.DECIDE_ANEW,        DECIDED,                        S.IN_REVIEW,                             CLOCK,                  [results.notice_was_annulled],     effects.decide_anew,        [("change.decide_anew", CASE_WORKER)]),
    move(M.END,                (*WITH_RECIPIENT, *WITH_AUTHORITY), S.MOOT,                              CLOCK,                  [parent_has_ended],                effects.end,                   [("change.moot", SIGNATORY)]),
)
# fmt: on
CHANGE = Lifecycle(
    "change",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Change request"),
    when_parent_ends=M.END,
    outsiders=RECIPIENT,
)
