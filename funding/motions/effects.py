"""What the moves of a motion do."""

from typing import Annotated, Any, Unpack

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Seat
from funding.decisions import results
from funding.decisions.models import ELECTION, Proposal
from funding.decisions.opening import put_to_body
from funding.decisions.states import S as Decided
from funding.documents.correspondence import LANGUAGE
from funding.motions import naming, orders
from funding.motions.given import ORDERS, OrdersGiven
from funding.motions.models import Motion
from funding.motions.states import Kind, S
from funding.roles import SEAT
from workflows.inputs import Day, Line, Number, Text, WholeNumber
from workflows.models import Case, Holder
from workflows.reading import valid_on
from workflows.refusals import BadInput
from workflows.step import Step

Rank = Annotated[int, WholeNumber(0, 9)]
ANSWER = {Decided.ADOPTED: S.ADOPTED, Decided.REJECTED: S.REJECTED}


def write(case: Case, step: Step, *, title: Line, wording: Text, reasons: Text = "") -> None:
    case.title = title
    _keep(case, wording=wording, reasons=reasons)


def _keep(case: Case, **columns: Any) -> None:
    motion = case.motion
    for name, value in columns.items():
        setattr(motion, name, value)
    motion.save(update_fields=list(columns))


def nominate(case: Case, step: Step, *, seat: Number, rank: Rank, from_on: Day = None, until_on: Day = None) -> None:
    """Who holds this seat today, for the chair (0) or as a deputy. `from_on` left empty: from the resolution on."""
    found = Seat.objects.filter(body=case.motion.body_id, pk=seat).first()
    held = (
        found
        and Holder.objects.filter(valid_on(step.today), desk__role=SEAT.key, desk__place=found.place, rank=0).first()
    )
    if held is None:
        raise BadInput("seat", _("Nobody sits there today."))
    if until_on and until_on < (from_on or step.today):
        raise BadInput("until_on", _("The last day cannot be before the first."))
    _keep(case, seat=found, candidate_id=held.person_id, rank=rank, from_on=from_on, until_on=until_on)
    step.record(person=held.person_id)


def draft_orders(case: Case, step: Step, *, from_on: Day = None, **given: Unpack[OrdersGiven]) -> None:
    """What is left empty stays as it is in force. `from_on`: a later day than that of the resolution."""
    _keep(case, from_on=from_on, **{name: given.get(name, _empty(name)) for name in ORDERS})
    orders.orders_of(case.motion, step.today)


def _empty(name: str) -> Any:
    return None if Motion._meta.get_field(name).null else ""


def put_to_vote(case: Case, step: Step) -> None:
    motion = case.motion
    with override(LANGUAGE):
        question = gettext("Shall the body resolve: %(title)s?") % {"title": case.title}
        asked = naming.asked(motion, step.today)
    resolution = "\n\n".join(filter(None, (motion.wording, asked)))
    summary = "\n\n".join(filter(None, (resolution, motion.reasons)))
    papers = {"title": case.title, "summary": summary, "resolution": resolution}
    kind = ELECTION if motion.kind == Kind.ELECTION else "motion"
    put_to_body(step, motion.body, kind=kind, question=question, proposal=Proposal.APPROVE, papers=papers)


def follow_vote(case: Case, step: Step) -> str:
    """Deferred, returned or without a result, it is a draft again."""
    decision = results.decision_of(step)
    follows = ANSWER.get(Decided(decision.state), S.DRAFTED)
    step.record(decision=decision.pk, answer=decision.state)
    if follows == S.ADOPTED:
        _adopt(case, step)
    return follows


def _adopt(case: Case, step: Step) -> None:
    """An election changes the roster, which follows this case; standing orders count from their day on."""
    motion, resolved_on = case.motion, results.resolved_today(step)
    from_on = max(motion.from_on or resolved_on, resolved_on)
    _keep(case, resolved_on=resolved_on, from_on=from_on)
    step.record(resolved_on=resolved_on, from_on=from_on)
    if motion.kind == Kind.STANDING_ORDERS:
        made = orders.enact(motion, max(from_on, step.today))  # what was voted on until today keeps its orders
        _keep(case, adopted_orders=made, from_on=made.valid_from)
        step.record(orders=made.pk, from_on=made.valid_from)


def follow_fall(case: Case, step: Step) -> None:
    """The question is open again. Of an election the office enters who leaves; standing orders end today."""
    results.note_fall(case, step)
    motion = case.motion
    if made := motion.adopted_orders:
        _keep(case, adopted_orders=None)
        orders.end(made, step.today)
    _keep(case, resolved_on=None)
