"""The day of a vote held elsewhere was entered wrongly: what hangs on it is counted from the right day."""

import datetime as dt
from dataclasses import replace

from workflows.dates import count_from
from workflows.step import Step


def redate(step: Step, before: dt.date, after: dt.date) -> None:
    """The case that asked keeps the right day, and its periods that run from it are counted again. An event says so.
    Not where the resolution needed an approval: it counts from the day of that letter."""
    step.record(day_corrected=after, day_before=before)
    asking = step.work.above(step.case)
    if asking is None:
        return
    detail = asking.flow_class.process_class.objects.get(pk=asking.pk)
    there = replace(step, case=asking, look=step.work.look(asking), facts={}, words={}, task=None)
    if getattr(detail, "resolved_on", None) == before:
        detail.resolved_on = after
        detail.save(update_fields=["resolved_on"])
        there.record(resolved_on=after)
    if changes := count_from(there, before, after):
        there.record(counted_again=changes)
    if there.facts:
        there.record(decision=step.case.pk, resolved_before=before)
        there.note("deadline.redate")
