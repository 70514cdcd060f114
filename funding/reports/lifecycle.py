"""The life of a report: scheduled by the award, opened by the clock, written, signed, checked.

Progress reports, interim proofs and the proof of use run by the same table. The settlement of the award follows the proof.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.documents.attaching import attach
from funding.reports import effects, rules
from funding.reports.states import M, S
from funding.reports.words import WORDS
from funding.roles import APPLICANT, CASE_WORKER, COORDINATION_OFFICE, SIGNATORY
from workflows.effects import advise
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, remind_then, stay
from workflows.timing import days, months, on

WRITABLE = (S.OPEN, S.RETURNED)
WITH_RECIPIENT = (S.SCHEDULED, S.OPEN, S.INTERNALLY_RELEASED, S.RETURNED)
WITH_AUTHORITY = (S.SUBMITTED, S.UNDER_REVIEW)
LADDER = remind_then(
    CASE_WORKER, _("The report is still missing: stop the payments, hear the recipient, or put its day off")
)

# fmt: off
STAYS = (
    #    state                      waits for    task in the inbox                        due                       when late
    stay(S.SCHEDULED,               CLOCK,       "",                                      rules.eve_of_opening,     make(M.OPEN)),
    stay(S.OPEN,                    APPLICANT,   _("Write the report"),                   on("due_on", "internal"), LADDER),
    stay(S.INTERNALLY_RELEASED,     SIGNATORY,   _("Sign and submit the report"),         on("due_on", "internal"), LADDER),
    stay(S.RETURNED,                APPLICANT,   _("Complete the report"),                on("due_on", "internal"), LADDER),
    stay(S.SUBMITTED,               CASE_WORKER, _("Begin to check the report"),          days(14),                 remind),
    stay(S.UNDER_REVIEW,            CASE_WORKER, _("Check the report"),                   months(3),                remind),
    stay(S.ACCEPTED),
    stay(S.ACCEPTED_WITH_REDUCTION),
    stay(S.REJECTED),
    stay(S.DROPPED),
)
MOVES = (
    #    move                     from                    to                         who                     only if                                          does                          tells
    move(M.OPEN,                  S.SCHEDULED,            S.OPEN,                    CLOCK,                  [due_has_passed],                                effects.open_report,          [("report.open", APPLICANT)], files=("progress_report", "interim_proof", "proof_of_use")),
    move(M.WRITE,                 WRITABLE,               one_of(*WRITABLE),         APPLICANT,              [],                                              effects.write),
    move(M.ATTACH,                WRITABLE,               one_of(*WRITABLE),         APPLICANT,              [],                                              attach),
    move(M.ADVISE,                WRITABLE,               one_of(*WRITABLE),         COORDINATION_OFFICE,    [],                                              advise,                       [("case.advised", APPLICANT)]),
    move(M.RELEASE_INTERNALLY,    WRITABLE,               S.INTERNALLY_RELEASED,     APPLICANT,              [rules.is_written],                              effects.release,              [("report.released", SIGNATORY)]),
    move(M.TAKE_BACK,             S.INTERNALLY_RELEASED,  one_of(*WRITABLE),         (APPLICANT, SIGNATORY), [],                                              effects.take_back,            [("report.taken_back", APPLICANT)]),
    move(M.SUBMIT,                S.INTERNALLY_RELEASED,  S.SUBMITTED,               SIGNATORY,              [rules.is_written, rules.forwardings_are_checked], effects.submit,               [("report.submitted", CASE_WORKER), ("report.received", SIGNATORY)], four_eyes=M.RELEASE_INTERNALLY, files=("progress_report", "interim_proof", "proof_of_use")),
    move(M.START_REVIEW,          S.SUBMITTED,            S.UNDER_REVIEW,            CASE_WORKER,            []),
    move(M.RETURN,                WITH_AUTHORITY,         S.RETURNED,                CASE_WORKER,            [],                                              effects.send_back,            [("report.returned", APPLICANT), ("report.returned", SIGNATORY)], basis="§ 31 (2) VwVfG", files="items_request"),
    move(M.ACCEPT,                S.UNDER_REVIEW,         S.ACCEPTED,                CASE_WORKER,            [separation.not_for_the_applicant, rules.checked_by_another, rules.losses_are_decided, rules.work_kept_to_the_topics], effects.accept,               [("report.accepted", APPLICANT), ("report.accepted", SIGNATORY)]),
    move(M.ACCEPT_WITH_REDUCTION, S.UNDER_REVIEW,         S.ACCEPTED_WITH_REDUCTION, CASE_WORKER,            [separation.not_for_the_applicant, rules.is_proof, rules.checked_by_another, rules.losses_are_decided],      effects.accept_with_reduction, [("report.reduced", APPLICANT), ("report.reduced", SIGNATORY)]),
    move(M.REJECT,                S.UNDER_REVIEW,         S.REJECTED,                CASE_WORKER,            [rules.is_progress],                             effects.reject,               [("report.rejected", APPLICANT), ("report.rejected", SIGNATORY)]),
    move(M.EXTEND,                WITH_RECIPIENT,         one_of(*WITH_RECIPIENT),   CASE_WORKER,            [],                                              effects.grant_later_day,      [("report.extended", APPLICANT), ("report.extended", SIGNATORY)], basis="§ 31 (7) VwVfG", files="items_request"),
    move(M.WAIVE,                 WITH_RECIPIENT,         S.DROPPED,                 CASE_WORKER,            [rules.is_not_the_proof_of_use],                 effects.waive,                [("report.waived", APPLICANT), ("report.waived", SIGNATORY)]),
    move(M.DROP,                  (*WITH_RECIPIENT, *WITH_AUTHORITY), S.DROPPED,     CLOCK,                  [rules.is_no_longer_needed],                     effects.drop),
)
# fmt: on
REPORT = Lifecycle(
    "report", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Report"), when_parent_ends=M.DROP
)
