"""What the moves of a settlement do to the account of the award above."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.awards import settling
from funding.awards.settlement.queries import award_of, proposal_to_spare, settlement_of
from funding.awards.settlement.rules import PROVING, stands
from funding.reclaims import opening
from funding.reclaims.grounds import OF_A_SETTLEMENT
from funding.reclaims.models import Extent, Reach
from funding.reports.states import M as Reported
from workflows.inputs import Day, Flag, Number, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

AnyCause = Annotated[str, OneWord(OF_A_SETTLEMENT)]


def follow_acceptance(case: Case, step: Step) -> None:
    """Settles the grant by what was proven and tells the recipient by letter how it was reckoned."""
    settling.settle_award(award_of(case, step), step)


def follow_award(case: Case, step: Step) -> str:
    """Of a fallen award nothing is proven any more."""
    award, state = award_of(case, step), stands(case, step)
    if award.annulled_on and case.state in PROVING:
        for report in step.work.all_below(case, "report"):
            if report.finished is None:
                step.work.make(report, Reported.DROP, None, {})
    step.record(to_pay=award.to_pay, to_repay=award.to_repay)
    return state


def forgo_rest(case: Case, step: Step, *, declared: Flag) -> None:
    """The recipient asks for no more, so the grant ends with what was paid."""
    if not declared:
        raise BadInput("declared", _("Declare expressly that you forgo the rest."))
    award = award_of(case, step)
    step.record(forgone=award.to_pay)
    award.entitled -= award.to_pay
    award.final_amount -= award.to_pay
    award.save(update_fields=["entitled", "final_amount"])


def demand_repayment(
    case: Case,
    step: Step,
    *,
    ground: AnyCause,
    ineffective_from: Day,
    known_on: Day,
    allegations: Text,
    answer_by: Day,
    debtor: Number = None,
) -> None:
    """By a reclaim of its own, which begins with the hearing (§ 28 VwVfG). Where the financing has become cheaper, a
    resolutive condition has lessened the grant already; for another cause it is revoked in part."""
    award = award_of(case, step)
    intended = {"ground": ground, "extent": Extent.PART, "reach": Reach.EX_TUNC, "amount": award.to_repay}
    intended |= {"ineffective_from": ineffective_from, "known_on": known_on}
    intended |= {"allegations": allegations, "answer_by": answer_by}
    reclaim = opening.hear(step, award, intended, award.remedy, debtor=debtor, settles=True)
    settlement = settlement_of(case)
    settlement.demand_id = reclaim.pk
    settlement.save(update_fields=["demand"])
    step.record(reclaim=reclaim.pk, ground=ground, amount=award.to_repay)


def propose_spare(case: Case, step: Step, *, reason: Text) -> None:
    step.record(amount=award_of(case, step).to_repay)


def return_spare(case: Case, step: Step, *, reason: Text) -> str:
    return proposal_to_spare(case, step).from_state


def spare(case: Case, step: Step) -> str:
    """As proposed. What is not worth the asking, or a court has left with the recipient, they keep, granted or not."""
    award = award_of(case, step)
    step.record(spared=award.to_repay)
    award.spared += award.to_repay
    award.save(update_fields=["spared"])
    return proposal_to_spare(case, step).from_state
