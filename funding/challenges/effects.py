"""What the moves of a challenge do: recount, decide, put to the body again."""

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.challenges.states import S
from funding.decisions import results
from funding.decisions.models import Decision, Fault
from funding.decisions.opening import put_again
from funding.decisions.recount import without
from funding.decisions.review import is_carried_out, over_a_year_ago
from funding.decisions.states import S as Decided
from workflows import survey
from workflows.inputs import Flag, Numbers, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def examine(
    case: Case, step: Step, *, found: Flag, finding: Text, contested: Numbers = None, decisive: Flag = None
) -> None:
    """`contested`: the seats that should not have voted, as found; `decisive` is asked where no recount can tell."""
    challenge, decision = case.challenge, _decision(case)
    if contested is not None:
        challenge.contested = _seats(decision, contested)
    recount = challenge.recount
    if challenge.fault == Fault.VOTE:
        recount = without(decision, challenge.contested)
    if recount is None and found and decisive is None:
        raise BadInput("decisive", _("Say whether the resolution would have been another without the fault."))
    challenge.found, challenge.finding, challenge.recount = bool(found), finding, recount
    challenge.decisive = bool(found) and (recount["decisive"] if recount else bool(decisive))
    challenge.save(update_fields=["contested", "found", "finding", "recount", "decisive"])
    step.record(recount=recount, decisive=challenge.decisive)


def _seats(decision: Decision, contested: list[int]) -> list[int]:
    if strange := set(contested) - set(decision.eligible):
        raise BadInput("contested", _("These seats had no vote: %(seats)s."), seats=sorted(strange))
    return sorted(set(contested))


def decide(case: Case, step: Step, *, reason: Text) -> str:
    """Void only where the fault was decisive and was claimed within a year, however long the decision on it takes; what
    is carried out is first made up for."""
    challenge, decision = case.challenge, _decision(case)
    healed = over_a_year_ago(decision, step, challenge.received_on)
    step.record(decisive=challenge.decisive, healed_by_time=healed)
    if challenge.seat:
        desks = survey.holders(step.today, desks=seat_desks([challenge.seat]).values())
        step.tell("challenge.answered", [person for desk in desks for person in desk.told])
    if not challenge.decisive or healed:
        return S.CONFIRMED
    return S.CURE_DUE if is_carried_out(decision, step) else S.VOID


def make_up(case: Case, step: Step) -> None:
    """The same question on the same papers (§ 45 (1) no. 4 VwVfG)."""
    put_again(step, _decision(case), kind=_decision(case).kind)


def follow_cure(case: Case, step: Step) -> str:
    """Made up for by the same answer, void by the other; where none came about, the office asks again."""
    answer = results.decision_of(step)
    step.record(decision=answer.pk, answer=answer.state)
    if answer.state not in (Decided.ADOPTED, Decided.REJECTED):
        return S.CURE_DUE
    first = results.outcome_of(_decision(case))
    return S.CURED if answer.state == first else S.VOID


def _decision(case: Case) -> Decision:
    return case.parent.decision
