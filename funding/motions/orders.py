"""The standing orders a body would give itself: those in force with what the motion changes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import StandingOrders
from funding.bodies.queries import standing_orders
from funding.motions.given import ORDERS
from funding.motions.models import Either, Majority, Motion, Participation, Quorum
from workflows.refusals import BadInput, Refused

MAJORITIES = {
    Majority.SIMPLE: {"over": "1/2", "of": "yes_no"},
    Majority.CAST: {"over": "1/2", "of": "cast"},
    Majority.TWO_THIRDS: {"at_least": "2/3", "of": "cast"},
    Majority.SEATS: {"over": "1/2", "of": "seats"},
}
QUORUMS = {
    Quorum.HALF: {"over": "1/2", "of": "filled"},
    Quorum.TWO_THIRDS: {"at_least": "2/3", "of": "filled"},
    Quorum.SEATS: {"over": "1/2", "of": "seats"},
}
PARTICIPATIONS = {
    Participation.HALF: {"over": "1/2"},
    Participation.TWO_THIRDS: {"at_least": "2/3"},
    Participation.ALL: {"at_least": "1/1"},
}
IN_THE_RULE = ("majority", "tie", "quorum", "participation", "silence", "objections")
WRITTEN = {"reconsidered_by": "reconsideration"}  # names that a case has for something else


def orders_of(motion: Motion, on: dt.date) -> StandingOrders:
    """Not saved. Raises Refused where the body has none that could be changed; BadInput for what cannot be."""
    try:
        now = standing_orders(motion.body, "", on)
    except StandingOrders.DoesNotExist:
        raise Refused(
            "no_standing_orders", _("The body has no standing orders for this day. Enter them first.")
        ) from None
    kept = {field.attname: getattr(now, field.attname) for field in StandingOrders._meta.concrete_fields}
    given = {WRITTEN.get(name, name): value for name in ORDERS if (value := _value(motion, name)) is not None}
    rule = _rule(motion, now.rule)
    fixed = {"id": None, "body_id": motion.body_id, "valid_from": on, "valid_to": None, "verified": True}
    made = StandingOrders(**{**kept, **given, "rule": rule, **fixed, "source": motion.dossier.number})
    try:
        made.clean()
        made.clean_fields(exclude=["body"])
    except ValidationError as wrong:
        field = next((name for name in wrong.message_dict if name in ORDERS), "majority")
        raise BadInput(field, _("Standing orders like these cannot be applied. Check the entry.")) from wrong
    return made


def _rule(motion: Motion, now: Mapping[str, Any]) -> dict[str, Any]:
    """That of the verdict calculator; of the quorum its least number and when it is checked stay."""
    rule, circular = dict(now), dict(now.get("circular") or {})
    if motion.majority:
        rule["majority"] = MAJORITIES[Majority(motion.majority)]
    if motion.tie:
        rule["tie"] = motion.tie
    if motion.quorum:
        stays = {name: kept for name, kept in (now.get("quorum") or {}).items() if name in ("minimum", "checked")}
        rule["quorum"] = {**stays, **QUORUMS[Quorum(motion.quorum)]}
    if motion.participation:
        circular["participation"] = PARTICIPATIONS[Participation(motion.participation)]
    if motion.silence:
        circular["silence"] = motion.silence
    if motion.objections is not None:
        circular["objection"] = "aborts" if motion.objections else "ignored"
        circular["objections"] = motion.objections or 1
    return {**rule, "circular": circular} if circular else rule


def _value(motion: Motion, name: str) -> Any:
    """None for what stays as it is in force, or stands in the rule."""
    value = getattr(motion, name)
    if name in IN_THE_RULE or not value:
        return None
    return value == Either.YES if value in Either.values else value


def enact(motion: Motion, day: dt.date) -> StandingOrders:
    """From this day on; from the next one on which none begin yet, where others have been resolved on the same day."""
    made = orders_of(motion, day)
    while StandingOrders.objects.filter(body=motion.body_id, decision_kind="", valid_from=made.valid_from).exists():
        made.valid_from += dt.timedelta(days=1)
    made.decision_kind = ""
    made.save()
    return made


def end(orders: StandingOrders, today: dt.date) -> None:
    """The resolution on them has fallen: those before count again, from tomorrow where these were in force already."""
    if orders.valid_from > today:
        orders.delete()
        return
    orders.valid_to = today
    orders.save(update_fields=["valid_to"])
