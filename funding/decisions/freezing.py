"""What a vote is held by, as it is on its day: the standing orders and the seats. Later changes do not touch it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import Reconsideration, StandingOrders
from funding.bodies.queries import SeatFacts, standing_orders
from funding.decisions import secret
from funding.decisions.models import RECONSIDERATION, Decision
from workflows.refusals import BadInput, Refused
from workflows.step import Step


def freeze(
    decision: Decision, found: list[SeatFacts], day: dt.date, *, procedure: str, about_person: bool
) -> StandingOrders:
    """`found`: the seats of this day. Sets `procedure`, `orders` and `electorate`; saves nothing."""
    orders = _orders(decision, day)
    if orders.procedure not in ("both", procedure):
        raise BadInput("procedure", _("The standing orders do not allow this procedure."))
    decision.procedure = procedure
    decision.orders = {
        "id": orders.pk,
        "rule": _rule(decision, orders),
        "ballots_changeable": orders.ballots_changeable,
        "early_close": orders.early_close,
        "circular_days": orders.circular_days,
        "about_person": about_person,
        "secret": secret.demand_of(orders, about_person=about_person),
        "secret_minimum": orders.secret_minimum,
        "challenge_days": orders.challenge_days,
        "reconsideration": orders.reconsideration,
    }
    decision.electorate = _electorate(found)
    return orders


def _orders(decision: Decision, today: dt.date) -> StandingOrders:
    try:
        return standing_orders(decision.body, decision.kind, today)
    except StandingOrders.DoesNotExist:
        raise Refused(
            "no_standing_orders", _("The body has no standing orders for this day. Enter them first.")
        ) from None


def _rule(decision: Decision, orders: StandingOrders) -> dict[str, Any]:
    """Whether to reconsider takes the majority in force when the resolution was made, or two thirds."""
    first = decision.replaces
    if decision.kind != RECONSIDERATION or first.orders["reconsideration"] != Reconsideration.TWO_THIRDS:
        return orders.rule
    return {**orders.rule, "majority": {"at_least": "2/3", "of": "cast"}}


def _electorate(found: list[SeatFacts]) -> list[dict[str, Any]]:
    """The seats of this day, each with its desk."""
    desks = seat_desks(found)
    return [
        {
            "seat": seat.id,
            "number": seat.number,
            "desk": desks[seat.place],
            "bench": seat.bench,
            "chair": seat.chair,
            "filled": seat.filled,
            "contributor": seat.contributor,
            "institution": seat.institution,
        }
        for seat in found
    ]


def known_seats(decision: Decision, given: list[int], field: str = "present") -> list[int]:
    """Filled seats of the electorate. Raises BadInput for any other."""
    known = {seat["seat"] for seat in decision.electorate if seat["filled"]}
    if strange := set(given) - known:
        raise BadInput(field, _("These seats are vacant or not of this body: %(seats)s."), seats=sorted(strange))
    return sorted(set(given))


def let_voters_read(step: Step, found: list[SeatFacts]) -> None:
    """The case they decide on, with its papers."""
    excluded = step.case.decision.excluded
    asking = step.work.above(step.case)
    step.share(asking, [seat.place for seat in found if seat.filled and seat.id not in excluded])
