"""Which reports a notice asks for, which time each covers, and which are dropped when the project ends."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from funding.notices.queries import was_contested
from funding.programmes.days import interim_days, proof_day
from funding.reports.models import Kind, Report
from funding.reports.opening import schedule
from funding.reports.queries import falls_away, report_of
from funding.reports.rules import UNWRITTEN
from funding.reports.states import M
from workflows.models import Event
from workflows.step import Step


def ask_for_reports(step: Step, award: Any) -> None:
    """What the running project has not been asked for yet: when it starts, gets longer, or goes on."""
    if award.started_on is None:
        return
    progress_reports(step, award)
    interim_proofs(step, award)


def progress_reports(step: Step, award: Any) -> None:
    asked = _days_asked_for(step, award)
    for due_on, covers_from, covers_to in covered(award, asked, step.today):
        schedule(step, award, kind=Kind.PROGRESS, due_on=due_on, covers_from=covers_from, covers_to=covers_to)


def _days_asked_for(step: Step, award: Any) -> dict[dt.date, dt.date]:
    """Last day covered by the day a report was first due, without what fell away with the end of the project."""
    rows = _not_dropped(award, Kind.PROGRESS).filter(events__seq=1).values_list("events__facts__due_on", "covers_to")
    asked = {dt.date.fromisoformat(due_on): covers_to for due_on, covers_to in rows}
    return asked | {each.due_on: each.covers_to for each in _just_opened(step, Kind.PROGRESS)}


def interim_proofs(step: Step, award: Any) -> None:
    """One for each budget year at whose end the purpose is not fulfilled, unless it has been asked for already. A year
    whose day is past is covered by the next proof."""
    calendar = step.facts_for_timing().working_days
    wanted = list(interim_days(award.terms, award.period_from, award.period_to, calendar))
    asked = _years_asked_for(step, award) if wanted else set()
    for end, counted in wanted:
        if end not in asked and counted.due >= step.today:
            schedule(
                step,
                award,
                kind=Kind.INTERIM,
                due_on=counted.due,
                due_on_steps=[each.to_json() for each in counted.steps],
                covers_from=max(award.period_from, end.replace(month=1, day=1)),
                covers_to=end,
            )


def _years_asked_for(step: Step, award: Any) -> set[dt.date]:
    """Also of a proof that the authority has waived, but not of one that fell away with the end of the project; and of
    those this transaction has just opened."""
    asked = _not_dropped(award, Kind.INTERIM)
    just_opened = {each.covers_to for each in _just_opened(step, Kind.INTERIM)}
    return {*asked.values_list("covers_to", flat=True), *just_opened}


def _just_opened(step: Step, kind: Kind) -> Iterator[Report]:
    """In this transaction, and so without an event that could be read yet."""
    opened = (each for each in step.work.chain if isinstance(each, Report))
    return (each for each in opened if each.kind == kind)


def _not_dropped(award: Any, kind: Kind) -> QuerySet[Report]:
    dropped = Event.objects.filter(case__parent_id=award.pk, move=M.DROP).values("case")
    return Report.objects.filter(parent_id=award.pk, kind=kind).exclude(pk__in=dropped)


def proof_of_use(step: Step, award: Any) -> Report:
    """Below the settlement, whose step this is. Due on the notice's day; of a project that ended early so many months
    later as the programme sets, if that is earlier (No. 6.1 ANBest: after the purpose is fulfilled, at latest after the
    period). Where that day has passed while the notice was contested, so much time is left from today (§ 80 (1) VwGO:
    what is contested need not be complied with)."""
    due_on, steps = award.proof_due_on, award.proof_steps
    calendar = step.facts_for_timing().working_days
    counted = proof_day(award.terms, award.ended_on, calendar) if award.ended_on < award.period_to else None
    if counted and counted.due < due_on:
        due_on, steps = counted.due, [each.to_json() for each in counted.steps]
    if due_on < step.today and was_contested(award) and (counted := proof_day(award.terms, step.today, calendar)):
        due_on, steps = counted.due, [each.to_json() for each in counted.steps]
    return schedule(
        step,
        award,
        kind=Kind.PROOF,
        due_on=due_on,
        due_on_steps=steps,
        covers_from=award.period_from,
        covers_to=max(award.period_from, award.ended_on),
    )


def drop_reports(step: Step) -> None:
    """Those that fall away with the project's end, so that nobody is asked for them and the file can be closed."""
    for child in step.work.children(step.case):
        if child.lifecycle == "report" and child.state in UNWRITTEN:
            report = report_of(child)
            report.parent = step.case  # with the award as this transaction has changed it
            if falls_away(report):
                step.work.make(child, M.DROP, None, {})


def covered(award: Any, asked: Mapping[dt.date, dt.date], today: dt.date) -> Iterator[tuple[dt.date, dt.date, dt.date]]:
    """Due day, first and last day covered: the months before the due day's, without a gap, within the period. A day
    that is past, or before the project started, is left to the next report."""
    first = award.period_from
    for due_on in sorted({*award.report_dates, *asked}):
        if due_on in asked:
            first = asked[due_on] + dt.timedelta(days=1)
        if due_on in asked or due_on < today:
            continue
        month_before = due_on.replace(day=1) - dt.timedelta(days=1)
        last = min(month_before if month_before >= first else due_on, award.period_to)
        if first <= last:
            yield due_on, first, last
            first = last + dt.timedelta(days=1)
