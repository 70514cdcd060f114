"""The decision on an objection (Widerspruchsbescheid, Abhilfebescheid): written, signed by two, sent and served.

It is a case below the notice objected to. The recipient reads it once it is sent. When it is served the notice follows:
it stands, and the month for an action runs from that day, or it is annulled. What is remedied in part is then entered in
the case above the notice, with the sums of this letter.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import separation
from funding.notices import rules as notice_rules
from funding.notices import serving
from funding.notices.dates import Counted
from funding.notices.objection import effects, rules
from funding.notices.objection.states import M, S
from funding.notices.objection.words import WORDS
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.lifecycle import CLOCK, Lifecycle, make, move, remind, stay
from workflows.timing import days

UNSENT = (S.IN_PREPARATION, S.SIGNED, S.ISSUED)
ISSUABLE = [
    separation.not_for_the_applicant, rules.another_sent_and_recorded, rules.objection_still_waits, rules.nothing_is_ordered,
]  # fmt: skip

# fmt: off
STAYS = (
    #    state             waits for    task in the inbox                                            due                 when late
    stay(S.IN_PREPARATION, CASE_WORKER, _("Write the decision on the objection and sign it"),        days(60),           remind),
    stay(S.SIGNED,         APPROVER,    _("Check the decision on the objection and issue it"),       days(7),            remind),
    stay(S.ISSUED,         CASE_WORKER, _("Have the decision served and record the posting"),        days(7),            remind),
    stay(S.SENT,           CASE_WORKER, _("Note the receipt, or prepare to send anew"),              Counted("service"), make(M.ESTABLISH_SERVICE)),
    stay(S.SERVED),
    stay(S.DROPPED),
)
MOVES = (
    #    move                  from                to                who                   only if                                            does                       tells
    move(M.SIGN,               S.IN_PREPARATION,   S.SIGNED,         CASE_WORKER,          [separation.not_for_the_applicant, rules.objection_still_waits], effects.sign, [("objection.signed", APPROVER)], inside=True, basis="§§ 72, 73 VwGO"),
    move(M.REOPEN,             S.SIGNED,           S.IN_PREPARATION, AUTHORITY_STAFF,             [],                                                effects.reopen,            [("objection.returned", CASE_WORKER)], inside=True),
    move(M.ISSUE,              S.SIGNED,           S.ISSUED,         APPROVER,             ISSUABLE,                                          effects.issue,             [("objection.issued", CASE_WORKER)], four_eyes=M.SIGN, inside=True, basis="§§ 72, 73 VwGO", files="objection_ruling"),
    move(M.DISPATCH,           S.ISSUED,           S.SENT,           CASE_WORKER,          [rules.nothing_is_ordered],                        effects.dispatch,          [("objection.sent", SIGNATORY)], basis="§ 73 (3) VwGO"),
    move(M.NOTE_RECEIPT,       S.SENT,             S.SENT,           CASE_WORKER,          [],                                                effects.note_receipt,      basis="§ 41 VwVfG"),
    move(M.SEND_ANEW,          S.SENT,             S.ISSUED,         CASE_WORKER,          [notice_rules.nothing_counts_as_served],           serving.send_anew),
    move(M.ESTABLISH_SERVICE,  S.SENT,             S.SERVED,         (CLOCK, CASE_WORKER), [notice_rules.service_day_has_come],               effects.establish_service, basis="§ 73 (3) VwGO"),
    move(M.DROP,               UNSENT,             S.DROPPED,        CASE_WORKER,          [rules.was_never_sent],                            effects.drop,              inside=True),
    move(M.END,                (*UNSENT, S.SENT),  S.DROPPED,        CLOCK,                [rules.objection_waits_no_longer],                 effects.end),
)
# fmt: on
OBJECTION_RULING = Lifecycle(
    "objection_ruling",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Decision on the objection"),
    when_parent_ends=M.END,
    outsiders=(APPLICANT, SIGNATORY),
)
