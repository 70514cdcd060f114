"""The deadlines of a case, each with how its day came about: counted, or given by whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.web.frame import upper_first
from funding.web.templatetags.foerderweg import plain_day
from workflows.calculators.steps import Step
from workflows.lifecycle import Stay
from workflows.models import Case, Deadline
from workflows.reading import deadlines_of, detail_of
from workflows.wording import filled

DEADLINES = {
    "retrieval": _("Retrieval from the portal"),
    "receipt": _("Word of the receipt"),
    "report": _("Report"),
    "revocation": _("Last day to revoke"),
    "stop": _("Decide whether payments go on"),
}
STATUS_FEELINGS = {"met": "success", "missed": "neutral", "suspended": "neutral"}
NEVER_MOVES = _("§ 31 (3) sentence 2 VwVfG: a named day does not move")
MOVES_ON = _("§ 31 (3) sentence 1 VwVfG: on no working day it moves to the next one")
# Days that are given, not counted, by the fact that names them: who set the day, and the rule.
GIVEN: dict[str, tuple[Any, Any]] = {
    "draw_by": (_("The notice sets the day by which the first money is called for."), NEVER_MOVES),
    "proof_due_on": (_("The forwarding sets the day of the final recipient's proof."), NEVER_MOVES),
    "filled_until": (_("On this day the first of the seats concerned falls vacant."), ""),
    "cutoff": (_("The programme sets this day for the funding period applied for."), NEVER_MOVES),
    "until": (_("The authority set this day."), NEVER_MOVES),
    "revise_by": (_("The day by which the committee's wishes are to be met."), NEVER_MOVES),
    "deferred_until": (_("The body named this day when it deferred the matter."), NEVER_MOVES),
    "waits_until": (_("The money of the year can be granted until its end."), ""),
    "period_to": (_("The notice sets the last day of the funding period."), _("§ 31 (4) VwVfG: it never moves")),
    "period_from": (_("The notice sets the first day of the funding period."), NEVER_MOVES),
    "passes_on": (_("The change notice names the day on which the award passes."), NEVER_MOVES),
    "pay_by": (_("The notice sets the day of the payment."), NEVER_MOVES),
    "year_end": (_("The budget counts for the calendar year."), _("It ends on 31 December")),
    "closes_on": (_("The day was named when the vote was opened."), NEVER_MOVES),
    "meets_on": (_("The body meets on this day."), NEVER_MOVES),
    "continues_on": (_("The body goes on with its meeting on this day."), NEVER_MOVES),
    "answer_by": (_("The day was named when the answer was asked for."), NEVER_MOVES),
    "due_on": (_("The notice sets the day on which this is due."), NEVER_MOVES),
    "kept_until": (_("The retention period ends on this day."), NEVER_MOVES),
    "carried_out_until": (_("The office named this day when it recorded how the project goes on."), ""),
    "review_on": (_("Whoever placed the legal hold named this day."), ""),
    "report_open_days": (_("The report opens so many days before it is due as the programme sets."), ""),
    "objections_until": (_("The period to object to the minutes ends on this day."), ""),
}
OTHERWISE = (_("The day was entered in this case; nothing was counted."), "")
EVE = _("The clock moves the case as the next day begins, so this is the day before it.")
# Further calculations a case's own row holds.
OF_THE_ROW = {"proof_steps": _("New day of the proof of use"), "interest_steps": _("Interest")}


def deadline_rows(case: Case, *, inside: bool) -> list[dict]:
    """Running ones first, each with its calculation to be opened."""
    found = sorted(
        deadlines_of(case, inside=inside), key=lambda deadline: (deadline.closed_at is not None, deadline.due_on)
    )
    return [_deadline(case, deadline) for deadline in found]


def _deadline(case: Case, deadline: Deadline) -> dict:
    row = {
        "title": _title(case, deadline),
        "about": deadline.get_nature_display(),
        "steps": [step_row(stored) for stored in deadline.steps] or list(_given(deadline)),
    }
    if deadline.status in (Deadline.Status.RUNNING, Deadline.Status.EXTENDED):
        return {**row, "due_on": deadline.due_on}
    badge = {"feeling": STATUS_FEELINGS[deadline.status], "words": _how_it_ended(deadline)}
    return {**row, "badge": badge, "aside_note": gettext("due %(day)s") % {"day": plain_day(deadline.due_on)}}


def _how_it_ended(deadline: Deadline) -> str:
    """With the day it ended; a day that itself had only to come, such as the end of a right, was met by that alone."""
    closed = deadline.closed_at and localdate(deadline.closed_at)
    if closed and deadline.status == Deadline.Status.MISSED:
        return gettext("missed, ended on %(day)s") % {"day": plain_day(closed)}
    if closed and closed <= deadline.due_on:
        return gettext("met on %(day)s") % {"day": plain_day(closed)}
    return deadline.get_status_display()


def _title(case: Case, deadline: Deadline) -> str:
    stay = case.table.stay_in.get(deadline.kind)
    words = DEADLINES.get(deadline.kind) or (stay and (stay.task or _what_then_happens(case, stay) or stay.label))
    return upper_first(str(words or deadline.kind.replace("_", " ")))


def _what_then_happens(case: Case, stay: Stay) -> Any:
    """The move the clock makes on this day."""
    row = case.table.find(stay.when_late.move) if stay.when_late and stay.when_late.move else None
    return row and row.label


def _given(deadline: Deadline) -> Iterator[dict[str, Any]]:
    """Who set a day that was not counted."""
    rule, _bracket, rest = deadline.rule.partition("(")
    fact = rest.partition(",")[0].rstrip(")")
    text, law = GIVEN.get(fact, OTHERWISE)
    law = MOVES_ON if rule == "by" else law
    yield {"text": str(text), "rule": str(law)}
    if rule in ("eve_of", "eve_of_opening"):
        yield {"text": str(EVE), "rule": ""}
    yield {"text": gettext("The day is %(day)s.") % {"day": plain_day(deadline.due_on)}, "rule": ""}


def calculations_of(case: Case) -> list[dict[str, Any]]:
    """What else was counted in this case, to be opened like the deadlines."""
    detail = detail_of(case)
    held = ((title, getattr(detail, name, None)) for name, title in OF_THE_ROW.items())
    return [{"title": title, "steps": [step_row(step) for step in steps]} for title, steps in held if steps]


def step_row(stored: Mapping[str, Any]) -> dict:
    step = Step.from_json(stored)
    return {"text": filled(step.text, step.values), "rule": gettext(step.rule)}
