"""Reinstatement of who was prevented from keeping a period (§ 32 VwVfG, § 60 VwGO)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.law.queries import UnknownLaw, law, not_entered
from workflows.effects import check_not_ahead
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import Due, period_after
from workflows.wording import worded


def last_day_to_ask(
    step: Step,
    jurisdiction: str,
    *,
    missed_on: dt.date,
    obstacle_ended_on: dt.date,
    requested_on: dt.date,
    made_up_on: dt.date,
) -> Due:
    """Two weeks from the obstacle's end, a year from the period missed at most. Raises BadInput for days that do not
    fit together, Refused if it was asked for, or what was missed was made up for, later. The caller has looked whether
    the obstacle outlasted the period."""
    check_not_ahead("requested_on", requested_on, step)
    if obstacle_ended_on > requested_on:
        raise BadInput("obstacle_ended_on", _("The obstacle ended before reinstatement was asked for."))
    facts = step.facts_for_timing()
    weeks = {"weeks": _weeks(jurisdiction, obstacle_ended_on)}
    asked_by = period_after(obstacle_ended_on, weeks, facts, rule="law(reinstatement_weeks)", nature="legal")
    at_most = period_after(missed_on, {"years": 1}, facts, rule="years(1)", nature="legal")
    last = min(asked_by, at_most, key=lambda due: due.on)
    if requested_on > last.on:
        raise Refused(
            "reinstatement_too_late",
            _("Reinstatement could be asked for until %(day)s."),
            _("§ 32 (2), (3) VwVfG"),
            day=worded(last.on),
        )
    if made_up_on > last.on:
        raise Refused(
            "not_made_up",
            _("What was missed had to be made up for by %(day)s; it was received on %(received)s."),
            _("§ 32 (2) sentence 3 VwVfG"),
            day=worded(last.on),
            received=worded(made_up_on),
        )
    return last


def _weeks(jurisdiction: str, on: dt.date) -> int:
    try:
        return int(law(jurisdiction, "reinstatement_weeks", on))
    except UnknownLaw as unknown:
        raise not_entered(unknown) from None
