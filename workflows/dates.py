"""Dates that change: suspended, resumed, extended by a move's effect; counted again when a holiday was edited."""

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from workflows.binding import flows
from workflows.calculators import steps
from workflows.calculators.values import Unit
from workflows.calculators.working_days import Calendar
from workflows.deadlines import SWEPT, escalate
from workflows.models import Case, Deadline, Task
from workflows.office import office_of
from workflows.refusals import BadInput, Refused
from workflows.stages import first_look, reminder_days, stage_on
from workflows.step import Step
from workflows.timing import Due, Nature, period_after
from workflows.wording import worded
from workflows.work import Work

log = logging.getLogger(__name__)
Rest = tuple[dt.date, dt.date]


def suspend(step: Step, kind: str) -> Deadline:
    """Stop the clock of this kind of deadline until it is resumed. Raises Refused if none is running."""
    deadline = _find(step, kind, SWEPT)
    deadline.status = Deadline.Status.SUSPENDED
    deadline.inputs = {**deadline.inputs, "suspended_on": step.today.isoformat()}
    _put(step, deadline, None)
    return deadline


def resume(step: Step, kind: str) -> Deadline:
    """Let it run on: the days it rested are added, and it ends on a working day (§ 209 BGB, § 31 (3) VwVfG)."""
    deadline = _find(step, kind, (Deadline.Status.SUSPENDED,))
    inputs = dict(deadline.inputs)
    since = dt.date.fromisoformat(inputs.pop("suspended_on"))
    rested = (step.today - since).days
    text = gettext_noop("Rested from %(since)s until %(until)s: %(days)s days are added.")
    done = [steps.Step(gettext_noop("§ 209 BGB"), text, {"since": since, "until": step.today, "days": rested})]
    calendar = step.facts_for_timing().working_days
    due_on, passed = calendar.nearest(deadline.due_on + dt.timedelta(days=rested), 1, "event")
    done += passed
    done.append(
        steps.Step(gettext_noop("§ 31 (3) VwVfG"), gettext_noop("The period ends on %(day)s."), {"day": due_on})
    )
    deadline.steps = [*deadline.steps, *(each.to_json() for each in done)]
    deadline.inputs = {"rested": {"since": since.isoformat(), "days": rested}, "before": inputs, **_remind(inputs)}
    deadline.status = Deadline.Status.RUNNING
    _put(step, deadline, due_on)
    return deadline


def add_rests(step: Step, kind: str, rests: Sequence[Rest]) -> Deadline:
    """A period that nobody could use on these days, first and last included, ends so many days later."""
    deadline = _find(step, kind, SWEPT)
    due_on, done = after_rests(deadline.due_on, rests, step.facts_for_timing().working_days)
    deadline.steps = [*deadline.steps, *(each.to_json() for each in done)]
    found = [{"since": since.isoformat(), "until": until.isoformat()} for since, until in rests]
    deadline.inputs = {"rests": found, "before": deadline.inputs, **_remind(deadline.inputs)}
    deadline.status = Deadline.Status.EXTENDED
    _put(step, deadline, due_on)
    return deadline


def after_rests(day: dt.date, rests: Sequence[Rest], calendar: Calendar) -> tuple[dt.date, list[steps.Step]]:
    """§ 209 BGB: the day on which a rest begins counts to it, and the one on which it ends."""
    done, days = [], 0
    for since, until in rests:
        rested = (until - since).days + 1
        text = gettext_noop("Rested from %(since)s until %(until)s, both days included: %(days)s days are added.")
        done.append(steps.Step(gettext_noop("§ 209 BGB"), text, {"since": since, "until": until, "days": rested}))
        days += rested
    due_on, passed = calendar.nearest(day + dt.timedelta(days=days), 1, "event")
    last = steps.Step(gettext_noop("§ 31 (3) VwVfG"), gettext_noop("The period ends on %(day)s."), {"day": due_on})
    return due_on, [*done, *passed, last]


def extend(
    step: Step, kind: str, *, until: dt.date | None = None, length: Mapping[Unit, int] | None = None
) -> Deadline:
    """A later day: the one given, or a further period counted from the end of the one before (§ 190 BGB).

    Also after the day has passed (§ 31 (7) VwVfG). Raises Refused if none is running or the day would not be later.
    """
    deadline = _find(step, kind, SWEPT)
    if length:
        due = period_after(
            deadline.due_on, length, step.facts_for_timing(), rule=deadline.rule, nature=_nature(deadline)
        )
    elif until:
        due = _set_to(deadline, until)
    else:
        raise BadInput("until", _("Enter the new day."))
    if due.on <= deadline.due_on:
        raise Refused("not_later", _("The new day must be later than %(day)s."), day=worded(deadline.due_on))
    deadline.inputs = {**due.inputs, "extended": deadline.due_on.isoformat(), **_remind(deadline.inputs)}
    deadline.steps = [*deadline.steps, *due.steps]
    deadline.status = Deadline.Status.EXTENDED
    _put(step, deadline, due.on)
    return deadline


@dataclass
class Recount:
    """How many cases were counted again; the numbers of those on which it failed, which stay as they were."""

    done: int = 0
    failed: list[int] = field(default_factory=list)


def recompute_internal(calendar: str) -> Recount:
    """After a holiday of this calendar was edited: count internal dates again that have not passed.

    A legal date may have been communicated: where the count gives another day, the office gets a task to check it.
    Whatever changes in a case stands in its history.
    """
    counted = Deadline.objects.filter(status__in=SWEPT, inputs__calendar__startswith=calendar, inputs__has_key="length")
    return _each(counted.order_by("case_id").values_list("case_id", flat=True).distinct(), calendar)


def move_calendar(places: Collection[str], before: str, after: str) -> Recount:
    """A seat has another calendar than before: the open cases at one of these places that had the old one keep the new
    one from now on, and their dates are counted again."""
    at_places = Q()
    for kind in {role.at for flow in flows() for role in flow.lifecycle.roles if role.at}:
        at_places |= Q(**{f"places__{kind}__in": list(places)})
    theirs = Case.objects.filter(at_places, finished=None, erased_on=None, calendar=before)
    return _each(theirs.order_by("pk").values_list("pk", flat=True), before, after)


def _each(cases: Iterable[int], calendar: str, after: str = "") -> Recount:
    recount = Recount()
    for case_id in cases:
        try:
            _recompute(case_id, calendar, after)
        except Exception as error:  # noqa: BLE001 - one bad case must not stop the rest
            log.error("dates of case %s: %s", case_id, type(error).__name__)  # noqa: TRY400 - a trace holds people's data
            recount.failed.append(case_id)
        else:
            recount.done += 1
    return recount


def _recompute(case_id: int, calendar: str, after: str) -> None:
    with Work.on(case_id) as work:
        step = work.step()
        if after and step.case.calendar == calendar:
            step.case.calendar = after
            work.ledger.change(step.case)
            step.record(calendar=after, calendar_before=calendar)
        running = (row for row in step.look.deadlines if row.status in SWEPT and row.due_on >= step.today)
        counted = [row for row in running if "length" in row.inputs and row.inputs["calendar"].startswith(calendar)]
        if changes := [change for row in counted if (change := _count_again(step, row))]:
            step.record(counted_again=changes)
        if step.facts:
            step.note("deadline.recount")


def _count_again(step: Step, deadline: Deadline) -> dict[str, Any] | None:
    """What has changed, if anything: the day itself, or of a legal date only what the count would give."""
    was, before = deadline.inputs, deadline.due_on
    event = dt.date.fromisoformat(was["event"])
    due = period_after(event, was["length"], step.facts_for_timing(), rule=deadline.rule, nature=_nature(deadline))
    change = {"kind": deadline.kind, "before": before, "counted": due.on}
    if deadline.nature == Deadline.Nature.INTERNAL:
        if due.on == before:
            return None
        kept = {name: was[name] for name in ("remind", "extended") if name in was}
        deadline.inputs, deadline.steps = {**due.inputs, **kept}, due.steps
        _put(step, deadline, due.on)
        return {**change, "moved": True}
    if due.on.isoformat() == was.get("counted_again", before.isoformat()):
        return None
    deadline.inputs = {**was, "counted_again": due.on.isoformat()}
    step.work.ledger.change(deadline)
    escalate(step, office_of(step.case), Task.Matter.CHECK_DATE, before)
    return {**change, "moved": False}


def count_from(step: Step, before: dt.date, after: dt.date) -> list[dict[str, Any]]:
    """The event from which periods of this case run was on another day: those that still run are counted again. What
    has changed stands in the case's history."""
    changes = []
    for row in step.look.deadlines:
        if row.status not in SWEPT or row.inputs.get("event") != before.isoformat() or "length" not in row.inputs:
            continue
        was, old = row.inputs, row.due_on
        due = period_after(after, was["length"], step.facts_for_timing(), rule=row.rule, nature=_nature(row))
        row.inputs, row.steps = {**due.inputs, **_remind(was), "corrected": before.isoformat()}, due.steps
        _put(step, row, due.on)
        changes.append({"kind": row.kind, "before": old, "counted": due.on, "moved": True})
    return changes


def _set_to(deadline: Deadline, until: dt.date) -> Due:
    text = gettext_noop("Extended from %(before)s to %(day)s.")
    row = steps.Step(gettext_noop("§ 31 (7) VwVfG"), text, {"before": deadline.due_on, "day": until})
    return Due(until, deadline.rule, _nature(deadline), {"until": until.isoformat()}, [row.to_json()])


def _find(step: Step, kind: str, statuses: tuple[str, ...]) -> Deadline:
    found = next((row for row in step.look.deadlines if row.kind == kind and row.status in statuses), None)
    if found is None:
        raise Refused("no_such_deadline", _("No deadline of this kind is running here."))
    return found


def _nature(deadline: Deadline) -> Nature:
    return "legal" if deadline.nature == Deadline.Nature.LEGAL else "internal"


def _remind(inputs: Mapping[str, object]) -> dict[str, object]:
    return {"remind": inputs["remind"]} if "remind" in inputs else {}


def _put(step: Step, deadline: Deadline, due_on: dt.date | None) -> None:
    """Write the new day into the row and, if it is the stay's, into its tasks; None while it rests."""
    if due_on:
        deadline.due_on = due_on
        deadline.stage = min(deadline.stage, stage_on(due_on, step.today, reminder_days(step.case.terms)))
        deadline.sweep_at = first_look(due_on, step.today)
    else:
        deadline.sweep_at = None
    step.work.ledger.change(deadline)
    if deadline.of_stay:
        step.show_due(due_on)
