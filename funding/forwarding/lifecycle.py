"""The life of a forwarding: drafted by the recipient, agreed with the final recipient, running, proven, checked.

It is a case below its award, one for each final recipient, who reads nothing else of the file. The recipient checks the
proof; what the final recipient owes back is a claim below, and what nobody releases lessens the award.
"""

from django.utils.translation import gettext_lazy as _

from funding.documents.attaching import attach
from funding.forwarding import effects, rules
from funding.forwarding.states import M, S
from funding.forwarding.words import WORDS
from funding.notices.dates import EveOf
from funding.roles import APPLICANT, CASE_WORKER, FINAL_RECIPIENT, SIGNATORY
from workflows.effects import note_reason
from workflows.guards import parent_has_ended
from workflows.lifecycle import CLOCK, Lifecycle, make, move, one_of, remind, stay
from workflows.timing import by, days, on

RECIPIENT = (APPLICANT, SIGNATORY)
EITHER = (FINAL_RECIPIENT, APPLICANT, SIGNATORY)
OPEN_TO_PAPERS = (S.DRAFTED, S.OFFERED, S.RUNNING, S.GIVEN_UP, S.PROOF_RETURNED, S.PROOF_IN, S.INSOLVENT)
PROVABLE = (S.RUNNING, S.GIVEN_UP, S.PROOF_RETURNED)
PAYABLE = (S.RUNNING, S.PROOF_RETURNED, S.PROOF_IN, S.INSOLVENT)  # noted when it is known, whatever came since
UNDER_WAY = (*PROVABLE, S.PROOF_IN)
OFFERED_IF = (rules.is_complete, rules.award_stands, rules.within_period, rules.award_reaches)

# fmt: off
STAYS = (
    #    state              waits for        task in the inbox                                         due                   when late
    stay(S.DRAFTED,         APPLICANT,       _("Finish the forwarding and have it signed")),
    stay(S.OFFERED,         FINAL_RECIPIENT, _("Read the forwarding and agree, or not"),               days(30),             remind),
    stay(S.AGREED,          CLOCK,           None,                                                     EveOf("period_from"), make(M.START)),
    stay(S.RUNNING,         FINAL_RECIPIENT, _("Hand in the proof of how the money was used"),         on("proof_due_on"),   remind),
    stay(S.GIVEN_UP,        FINAL_RECIPIENT, _("Hand in the proof of what was spent"),                 on("proof_due_on"),   remind),
    stay(S.PROOF_IN,        SIGNATORY,       _("Check the proof of the final recipient"),              days(30),             remind),
    stay(S.PROOF_RETURNED,  FINAL_RECIPIENT, _("Complete the proof"),                                  by("until"),          remind),
    stay(S.INSOLVENT,       SIGNATORY,       _("Tell the authority; then have the use proven, or claim the money back"),       days(14),             remind),
    stay(S.CHECKED),
    stay(S.BREACHED),
    stay(S.NOT_AGREED),
    stay(S.WITHDRAWN),
    stay(S.ENDED),
)
MOVES = (
    #    move               from                             to                       who              only if                         does                     tells
    move(M.EDIT,            S.DRAFTED,                       S.DRAFTED,               RECIPIENT,       [],                             effects.edit),
    move(M.ATTACH,          OPEN_TO_PAPERS,                  one_of(*OPEN_TO_PAPERS), RECIPIENT,       [],                             attach),
    move(M.OFFER,           S.DRAFTED,                       S.OFFERED,               SIGNATORY,       OFFERED_IF,                     effects.offer,           [("forwarding.offered", FINAL_RECIPIENT)], basis="Nr. 12 VV § 44 LHO"),
    move(M.AGREE,           S.OFFERED,                       S.AGREED,                EITHER,          [rules.award_stands, rules.award_reaches], effects.agree,           [("forwarding.agreed", SIGNATORY), ("forwarding.agreed", CASE_WORKER)], four_eyes=M.OFFER, files="forwarding_contract"),
    move(M.DISAGREE,        S.OFFERED,                       S.NOT_AGREED,            EITHER,          [],                             note_reason,             [("forwarding.not_agreed", SIGNATORY)]),
    move(M.WITHDRAW,        (S.DRAFTED, S.OFFERED, S.AGREED, S.RUNNING), S.WITHDRAWN, SIGNATORY,       [rules.nothing_was_forwarded],  effects.withdraw),
    move(M.START,           S.AGREED,                        S.RUNNING,               CLOCK,           [rules.period_has_begun],       effects.start),
    move(M.NOTE_FORWARDED,  PAYABLE,                         one_of(*PAYABLE),        APPLICANT,       [rules.sum_is_not_promised_elsewhere],                             effects.note_forwarded,  [("forwarding.paid", FINAL_RECIPIENT)]),
    move(M.HAND_IN,         (*PROVABLE, S.INSOLVENT),        S.PROOF_IN,              (FINAL_RECIPIENT, APPLICANT), [rules.authority_was_told], effects.hand_in,         [("forwarding.proof_in", SIGNATORY)]),
    move(M.RETURN,          S.PROOF_IN,                      S.PROOF_RETURNED,        RECIPIENT,       [],                             effects.send_back,       [("forwarding.returned", FINAL_RECIPIENT)]),
    move(M.CHECK,           S.PROOF_IN,                      S.CHECKED,               RECIPIENT,       [],                             effects.check,           [("forwarding.checked", FINAL_RECIPIENT), ("forwarding.checked", CASE_WORKER)], four_eyes=M.HAND_IN, basis="Nr. 12 VV § 44 LHO"),
    move(M.GIVE_UP,         S.RUNNING,                       S.GIVEN_UP,              (FINAL_RECIPIENT, APPLICANT), [],                effects.give_up,         [("forwarding.given_up", SIGNATORY), ("forwarding.given_up", CASE_WORKER)]),
    move(M.NOTE_INSOLVENCY, (S.AGREED, *UNDER_WAY),          S.INSOLVENT,             EITHER,          [],                             effects.note_insolvency, [("forwarding.insolvent", SIGNATORY), ("forwarding.insolvent", APPLICANT)], basis="Nr. 5 ANBest"),
    move(M.LIFT_INSOLVENCY, S.INSOLVENT,                     one_of(S.AGREED, S.RUNNING, S.GIVEN_UP, S.PROOF_IN), SIGNATORY, [rules.award_reaches_again], effects.lift_insolvency, [("forwarding.goes_on", FINAL_RECIPIENT), ("forwarding.goes_on", CASE_WORKER)]),
    move(M.BREACH,          (*UNDER_WAY, S.INSOLVENT),       S.BREACHED,              SIGNATORY,       [rules.authority_was_told],     effects.breach,          [("forwarding.breached", FINAL_RECIPIENT), ("forwarding.breached", CASE_WORKER)]),
    move(M.END,             (S.DRAFTED, S.OFFERED, S.AGREED), S.ENDED,                CLOCK,           [parent_has_ended],             effects.end),
)
# fmt: on
FORWARDING = Lifecycle(
    "forwarding", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Forwarding"), when_parent_ends=M.END
)
