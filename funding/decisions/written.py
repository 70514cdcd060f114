"""A circular vote held elsewhere, on paper or by mail, is held to what one here is: how long it runs, who objects."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.decisions import secret
from funding.decisions.models import Decision, Procedure
from funding.decisions.starting import shortest_end
from workflows.refusals import BadInput
from workflows.step import Step


def first_day(procedure: str, held_on: dt.date, sent_on: dt.date | None) -> dt.date:
    """The day by whose seats and standing orders it is judged: a circular vote begins with its sending and ends on
    `held_on`."""
    if procedure != Procedure.CIRCULAR:
        if sent_on:
            raise BadInput("sent_on", _("Only a circular vote is sent to the members. Leave this empty."))
        return held_on
    if sent_on is None:
        raise BadInput("sent_on", _("Enter the day on which the circular vote was sent to the members."))
    if sent_on > held_on:
        raise BadInput("sent_on", _("It was sent before it ended on %(day)s."), day=held_on.isoformat())
    return sent_on


def was_aborted(decision: Decision, objected: list[int] | None) -> bool:
    """Whether objections have ended it. Raises BadInput where there is nothing to object to."""
    if objected and decision.procedure != Procedure.CIRCULAR:
        raise BadInput("objected", _("Only a circular vote can be objected to. Leave this empty."))
    return decision.heeds_objections and len(set(objected or [])) >= decision.objections_needed


def silence_rejects(decision: Decision) -> bool:
    rule = decision.orders["rule"].get("circular") or {}
    return decision.procedure == Procedure.CIRCULAR and rule.get("silence") == "rejects"


def check_ran_long_enough(decision: Decision, step: Step, sent_on: dt.date | None, *, votes: int) -> None:
    """The shortest period of the standing orders, unless all have voted before."""
    if decision.procedure != Procedure.CIRCULAR or votes >= len(secret.may_vote(decision)):
        return
    days = decision.orders["circular_days"]
    earliest = shortest_end(step, sent_on, days)
    if decision.held_on < earliest:
        raise BadInput(
            "sent_on",
            _(
                "A circular vote runs %(days)s days at least: until %(day)s, unless all have voted before. Cut short "
                "it is no result. Have it repeated; a resolution entered already is challenged."
            ),
            days=days,
            day=earliest.isoformat(),
        )
