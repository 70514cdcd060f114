"""What becomes of a file when its last case has ended: kept, offered to the archive, taken over or erased.

Two tables of the same rows: the coordination office keeps a region's files, the grant authority those with an award or
an application it received. Erasure takes two persons, and nothing is erased under a legal hold or while a case goes on.
"""

from django.utils.translation import gettext_lazy as _

from funding.retention import effects, rules
from funding.retention.states import M, S
from funding.retention.words import WORDS
from funding.roles import APPROVER, CASE_WORKER, COORDINATION_OFFICE, SIGNATORY
from workflows.guards import due_has_passed
from workflows.lifecycle import CLOCK, Lifecycle, Move, Role, Stay, make, move, one_of, remind, stay
from workflows.timing import days, on

HOLDABLE = (
    S.RETENTION, S.INTERRUPTED, S.PERIOD_ENDED, S.OFFERED_TO_ARCHIVE, S.NOT_TAKEN, S.ARCHIVED, S.ERASURE_PROPOSED,
)  # fmt: skip
GOING_ON = tuple(state for state in HOLDABLE if state != S.INTERRUPTED)
LIFTED = one_of(S.RETENTION, S.INTERRUPTED, S.PERIOD_ENDED, S.OFFERED_TO_ARCHIVE, S.NOT_TAKEN, S.ARCHIVED)
ENDED = (rules.no_case_goes_on, rules.period_is_over)


# fmt: off
def _stays(keeper: Role, second: Role) -> tuple[Stay, ...]:
    return (
        #    state                 waits for  task in the inbox                                    due                        when late
        stay(S.RETENTION,          CLOCK,     None,                                                on("kept_until"),          make(M.END_PERIOD)),
        stay(S.INTERRUPTED,        CLOCK),
        stay(S.PERIOD_ENDED,       keeper,    _("Offer the file to the archive"),                  days(30),                  remind),
        stay(S.OFFERED_TO_ARCHIVE, keeper,    _("Note the archive's answer"),                      on("answer_by", "internal"), make(M.MISS_ANSWER)),
        stay(S.NOT_TAKEN,          keeper,    _("Propose the erasure of the file"),                days(30),                  remind),
        stay(S.ERASURE_PROPOSED,   second,    _("Check the file and confirm its erasure"),         days(14),                  remind),
        stay(S.HELD,               keeper,    _("See whether the legal hold can be lifted"),       on("review_on", "internal"), remind),
        stay(S.ARCHIVED),
        stay(S.ERASED),
    )


def _moves(keeper: Role, confirming: tuple[Role, ...]) -> tuple[Move, ...]:
    return (
        #    move               from                       to                       who         only if                    does                    tells
        move(M.END_PERIOD,      S.RETENTION,               S.PERIOD_ENDED,          CLOCK,      ENDED,                     None,                   [("retention.period_ended", keeper)]),
        move(M.INTERRUPT,       GOING_ON,                  S.INTERRUPTED,           CLOCK,      [rules.a_case_goes_on]),
        move(M.BEGIN_ANEW,      S.INTERRUPTED,             S.RETENTION,             CLOCK,      [rules.no_case_goes_on],   effects.begin_anew),
        move(M.OFFER,           S.PERIOD_ENDED,            S.OFFERED_TO_ARCHIVE,    keeper,     ENDED,                     effects.offer,          basis="§ 5 BArchG", files="archive_offer"),
        move(M.TAKE_OVER,       (S.OFFERED_TO_ARCHIVE, S.NOT_TAKEN), S.ARCHIVED,    keeper,     ENDED,                     effects.take_over),
        move(M.DECLINE,         S.OFFERED_TO_ARCHIVE,      S.NOT_TAKEN,             keeper,     [],                        effects.decline),
        move(M.MISS_ANSWER,     S.OFFERED_TO_ARCHIVE,      S.NOT_TAKEN,             CLOCK,      [due_has_passed],          None,                   [("retention.not_answered", keeper)]),
        move(M.PROPOSE_ERASURE, (S.NOT_TAKEN, S.ARCHIVED), S.ERASURE_PROPOSED,      keeper,     ENDED,                     None,                   [("retention.erasure_proposed", role) for role in confirming]),
        move(M.REFUSE_ERASURE,  S.ERASURE_PROPOSED,        one_of(S.NOT_TAKEN, S.ARCHIVED), confirming, [],                effects.refuse_erasure, [("retention.erasure_refused", keeper)]),
        move(M.ERASE,           S.ERASURE_PROPOSED,        S.ERASED,                confirming, ENDED,                     effects.erase,          [("retention.erased", keeper)], four_eyes=M.PROPOSE_ERASURE, basis="Art. 17 (1) DSGVO"),
        move(M.HOLD,            HOLDABLE,                  S.HELD,                  keeper,     [],                        effects.hold,           basis="Art. 17 (3) DSGVO"),
        move(M.LIFT_HOLD,       S.HELD,                    LIFTED,                  keeper,     [],                        effects.lift_hold),
    )
# fmt: on


RETENTION = Lifecycle(
    "retention",
    version=1,
    stays=_stays(COORDINATION_OFFICE, COORDINATION_OFFICE),
    moves=_moves(COORDINATION_OFFICE, (COORDINATION_OFFICE, SIGNATORY)),
    words=WORDS,
    label=_("Retention of the file"),
)
AWARD_RETENTION = Lifecycle(
    "award_retention",
    version=1,
    stays=_stays(CASE_WORKER, APPROVER),
    moves=_moves(CASE_WORKER, (APPROVER,)),
    words=WORDS,
    label=_("Retention of the grant authority's file"),
)
