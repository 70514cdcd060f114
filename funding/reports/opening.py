"""How a report comes into being: the award asks for it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.reports.effects import promise
from funding.reports.models import Kind, Report
from funding.roles import COORDINATION_OFFICE
from workflows.step import NO_MOVE, Step


def schedule(
    step: Step,
    award: Any,
    *,
    kind: str,
    due_on: dt.date,
    due_on_steps: Sequence[Any] = (),
    covers_from: dt.date,
    covers_to: dt.date,
) -> Report:
    """A report below the award, whose step this is. The clock opens it as long before `due_on` as the programme says;
    where it is silent, at once. The coordination office reads it, to advise; of the award it reads nothing else.

    `due_on_steps`: the calculation that gave `due_on`, as JSON.
    """
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (covers_from, covers_to))
    name = _("%(kind)s, %(first)s to %(last)s") % {"kind": Kind(kind).label, "first": first, "last": last}
    report = step.open(
        "report",
        title=f"{name}: {award.title}"[:200],
        kind=kind,
        due_on=due_on,
        covers_from=covers_from,
        covers_to=covers_to,
        readers=[award.places[COORDINATION_OFFICE.at]],
        facts={"kind": kind, "due_on": due_on},
    )
    promise(Step(step.work, report, NO_MOVE, step.actor, step.work.look(report)), due_on, due_on_steps)
    return report
