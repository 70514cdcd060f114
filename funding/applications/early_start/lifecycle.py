"""The life of a request to start before the award: two persons decide, and a letter says from which day.

It is a case below its application. Who starts without the permission gets no award for it.
"""

from django.utils.translation import gettext_lazy as _

from funding.applications.early_start import effects, rules
from funding.applications.early_start.states import M, S
from funding.applications.early_start.words import WORDS
from funding.decisions import results, separation
from funding.documents.attaching import attach
from funding.roles import APPLICANT, APPROVER, AUTHORITY_STAFF, CASE_WORKER, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import days

OPEN = (S.DRAFT, S.REQUESTED)
PENDING = (S.REQUESTED, S.SIGNED)

# fmt: off
STAYS = (
    #    state         waits for    task in the inbox                               due       when late
    stay(S.DRAFT,      SIGNATORY,   _("Say from when and why, and ask for the early start"), None, None),
    stay(S.REQUESTED,  CASE_WORKER, _("Decide on the early start"),                 days(14), remind),
    stay(S.SIGNED,     APPROVER,    _("Check the decision on the early start and issue it"), days(7), remind),
    stay(S.GRANTED),
    stay(S.REFUSED),
    stay(S.DISCARDED),
    stay(S.WITHDRAWN),
    stay(S.MOOT),
)
MOVES = (
    #    move       from          to                            who          only if                     does           tells
    move(M.ATTACH,   OPEN,        one_of(*OPEN),                SIGNATORY,   [],                         attach),
    move(M.REQUEST,  S.DRAFT,     S.REQUESTED,                  SIGNATORY,   [separation.not_for_the_authority], effects.request, [("early_start.requested", CASE_WORKER)]),
    move(M.DISCARD,  S.DRAFT,     S.DISCARDED,                  SIGNATORY),
    move(M.SIGN,     S.REQUESTED, S.SIGNED,                     CASE_WORKER, [separation.not_for_the_applicant],                         effects.sign,  [("early_start.signed", APPROVER)], inside=True),
    move(M.REOPEN,   S.SIGNED,    S.REQUESTED,                  AUTHORITY_STAFF,      [],                         note_reason,   [("early_start.reopened", CASE_WORKER)], inside=True),
    move(M.ISSUE,    S.SIGNED,    one_of(S.GRANTED, S.REFUSED), AUTHORITY_STAFF,      [rules.day_is_not_past, separation.not_for_the_applicant],    effects.issue, [("early_start.decided", SIGNATORY), ("early_start.decided", APPLICANT)], four_eyes=M.SIGN, basis="VV Nr. 1.3 zu § 44 LHO", files="early_start"),
    move(M.DECIDE_ANEW, S.REFUSED, S.REQUESTED,                CLOCK,       [results.notice_was_annulled], None,       [("early_start.requested", CASE_WORKER)]),
    move(M.WITHDRAW, PENDING,     S.WITHDRAWN,                  SIGNATORY),
    move(M.END,      (S.DRAFT, *PENDING), S.MOOT,                       CLOCK,       [parent_has_ended]),
)
# fmt: on
EARLY_START = Lifecycle(
    "early_start",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Early start"),
    when_parent_ends=M.END,
    outsiders=(APPLICANT, SIGNATORY),
)
