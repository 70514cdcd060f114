"""The days a notice's life turns on: when it counts as served, until when it can be contested."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from funding.law.queries import UnknownLaw, law, not_entered
from funding.notices.columns import notice_of
from funding.roles import CASE_WORKER
from workflows.calculators.deadline import DAYS_TO_RETRIEVE, Fiction, Sending, end, served
from workflows.calculators.values import Length
from workflows.models import Case
from workflows.timing import Due, Facts, period_after

BY_FICTION = ("letter", "electronic")


@dataclass(frozen=True)
class Counted:
    """A day that an effect has counted and recorded with its calculation (`recorded`)."""

    fact: str

    def __str__(self) -> str:
        return f"counted({self.fact})"

    def __call__(self, facts: Facts) -> Due | None:
        if not (counted := facts.facts.get(self.fact)):
            return None
        return Due(**{**counted, "on": dt.date.fromisoformat(counted["on"])})


@dataclass(frozen=True)
class EveOf:
    """The day before the one an event names, so that the clock moves the case as that day begins. Never moves."""

    fact: str

    def __str__(self) -> str:
        return f"eve_of({self.fact})"

    def __call__(self, facts: Facts) -> Due | None:
        day = facts.facts.get(self.fact)
        if day is None or day <= facts.today:
            return None
        return Due(day - dt.timedelta(days=1), str(self), "legal", {self.fact: day.isoformat()}, [])


def recorded(due: Due | None) -> dict[str, Any] | None:
    """The shape in which an event keeps a counted day."""
    return due and {**asdict(due), "on": due.on.isoformat()}


def count_service(case: Case, facts: Facts) -> Due | None:
    """The day the notice counts as served (§ 41 VwVfG), by the law of the posting's day. None: nothing is served."""
    notice = notice_of(case)
    fiction = _fiction(notice, facts)
    sending = Sending(
        notice.channel, notice.posted_on, notice.received_on, notice.retrieved_on, notice.receipt_disputed
    )
    answer = served(sending, fiction, retrieve_within=_days_to_retrieve(notice) or DAYS_TO_RETRIEVE)
    if answer.served is None:
        return None
    inputs = {
        "channel": notice.channel,
        "sent": notice.posted_on.isoformat(),
        "received": notice.received_on and notice.received_on.isoformat(),
        "retrieved": notice.retrieved_on and notice.retrieved_on.isoformat(),
        "fiction_days": fiction and fiction.days,
        "jurisdiction": notice.jurisdiction,
    }
    return Due(answer.served, "served", "legal", inputs, [step.to_json() for step in answer.steps])


def _fiction(notice: Any, facts: Facts) -> Fiction | None:
    if notice.channel not in BY_FICTION:
        return None
    days = known_law(notice.jurisdiction, "fiction_days", notice.posted_on)
    shift = known_law(notice.jurisdiction, "shift_fiction_day", notice.posted_on)
    return Fiction(days, facts.working_days if shift else None)


def count_retrieval(case: Case) -> Due | None:
    """The last day to fetch the notice from the portal (§ 41 (2a) VwVfG); fetched later, nothing is served."""
    notice = notice_of(case)
    if (days := _days_to_retrieve(notice)) is None:
        return None
    answer = end(notice.posted_on, Length("days", days), "event", shift=False)
    inputs = {"sent": notice.posted_on.isoformat(), "days": days, "remind": CASE_WORKER.key}
    return Due(answer.due, "law(portal_days)", "legal", inputs, [step.to_json() for step in answer.steps])


def _days_to_retrieve(notice: Any) -> int | None:
    return known_law(notice.jurisdiction, "portal_days", notice.posted_on) if notice.channel == "portal" else None


def count_receipt(facts: Facts) -> Due:
    """By when word of a notice is expected that counts as served only with a proof of it: two weeks, our own target."""
    due = period_after(facts.today, {"weeks": 2}, facts, rule="weeks(2)")
    return replace(due, inputs={**due.inputs, "remind": CASE_WORKER.key})


def count_remedy(notice: Any, facts: Facts, *, served_on: dt.date, instructed: bool) -> Due:
    """The last day for an objection or action: §§ 70, 74 VwGO, without a correct instruction § 58 (2) VwGO."""
    rule = "appeal_months" if instructed else "appeal_months_uninstructed"
    months = known_law(notice.jurisdiction, rule, served_on)
    return period_after(served_on, {"months": months}, facts, rule=f"law({rule})", nature="legal")


def known_law(jurisdiction: str, key: str, on: dt.date) -> Any:
    try:
        return law(jurisdiction, key, on)
    except UnknownLaw as unknown:
        raise not_entered(unknown) from None
