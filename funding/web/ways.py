"""The way of a case in everyday words: a few stations, where it stands, what it went round, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from funding.web.templatetags.foerderweg import plain_day
from workflows.lifecycle import CLOCK, Each, Lifecycle
from workflows.models import Case, Event, Task
from workflows.pictures import Walk, main_line, words_of


@dataclass(frozen=True)
class Station:
    """`main` are the states of the main way, in their order; `beside` belong to the station, too."""

    label: Any
    main: tuple[str, ...]
    beside: tuple[str, ...] = ()

    @property
    def states(self) -> tuple[str, ...]:
        return self.main + self.beside


# fmt: off
WAYS: dict[str, tuple[Station, ...]] = {
    "idea": (
        Station(_("Idea"),          ("draft", "submitted")),
        Station(_("Working group"), ("in_working_group",), ("returned",)),
        Station(_("Resolution"),    ("recommended", "on_agenda"), ("deferred",)),
        Station(_("Application"),   ("approved_for_application", "in_application"),
                ("approved_with_conditions", "expired", "parked")),
        Station(_("Execution"),     ("in_execution",), ("approved_without_funding",)),
        Station(_("Completion"),    ("completed",)),
    ),
    "consultation": (
        Station(_("Working group"), ("in_working_group", "voting")),
        Station(_("Result"),        ("recommended",), ("not_recommended", "returned")),
    ),
    "decision": (
        Station(_("Preparation"),   ("prepared",), ("re_invited",)),
        Station(_("Vote"),          ("open",)),
        Station(_("Result"),        ("adopted",),
                ("rejected", "not_quorate", "invalid", "blocked", "subject_to_approval", "deferred", "returned")),
        Station(_("Minutes"),       ("recorded",)),
    ),
    "meeting": (
        Station(_("Agenda"),        ("planned", "agenda_draft"), ("postponed",)),
        Station(_("Invitation"),    ("invited",)),
        Station(_("Meeting"),       ("opened",), ("interrupted", "adjourned", "not_quorate")),
        Station(_("Completion"),    ("closed",), ("re_invited",)),
    ),
    "minutes": (
        Station(_("Writing"),       ("minutes_draft",)),
        Station(_("Objections"),    ("minutes_circulated",)),
        Station(_("Signatures"),    ("minutes_to_sign", "minutes_signed")),
        Station(_("Approval"),      ("minutes_approved",)),
        Station(_("Extract"),       ("published_extract",)),
    ),
    "application": (
        Station(_("Application"),   ("draft", "internally_released"), ("returned_for_revision",)),
        Station(_("With the authority"), ("submitted",)),
        Station(_("Award"),         ("awarded",)),
    ),
    "examination": (
        Station(_("Receipt"),       ("handed_in", "received"), ("late", "incomplete")),
        Station(_("Assessment"),    ("complete", "in_assessment")),
        Station(_("Result"),        ("assessed",)),
    ),
    "expertise": (
        Station(_("Request"),       ("asked",), ("disclosed",)),
        Station(_("Writing"),       ("accepted",)),
        Station(_("Vote"),          ("handed_in",)),
    ),
    "approval": (
        Station(_("Preparation"),   ("ready",), ("deferred",)),
        Station(_("Committee"),     ("on_committee_agenda",)),
        Station(_("Result"),        ("committee_approved",),
                ("approved_with_conditions", "partially_approved", "granted", "budget_missing", "committee_rejected",
                 "returned")),
    ),
    "waiting": (
        Station(_("Money missing"), ("budget_missing",)),
        Station(_("Waiting list"),  ("waiting_list",)),
        Station(_("Result"),        ("money_found",), ("expired",)),
    ),
    "ruling": (
        Station(_("Preparation"),   ("opened", "notice_in_preparation"), ("rejection_in_preparation",)),
        Station(_("Check"),         ("notice_signed",), ("rejection_written",)),
        Station(_("Notice"),        ("issued",), ("rejected",)),
    ),
    "award": (
        Station(_("Notice"),        ("issued", "sent")),
        Station(_("Final"),         ("final",)),
        Station(_("Running"),       ("running",), ("suspended",)),
        Station(_("Settlement"),    ("completed",), ("terminated_early",)),
        Station(_("File closed"),   ("closed",)),
    ),
    "settlement": (
        Station(_("Proof of use"),  ("proof_due",)),
        Station(_("Check"),         ("proof_submitted",)),
        Station(_("Settlement"),    ("proof_checked",), ("fallen", "repayment_due")),
        Station(_("File closed"),   ("closed",), ("dropped", "ended")),
    ),
    "disbursement": (
        Station(_("Request"),       ("draft", "submitted"), ("returned",)),
        Station(_("Check"),         ("checked_factual", "checked_arithmetical")),
        Station(_("Payment"),       ("approved", "ordered", "paid")),
        Station(_("Use"),           ("use_confirmed",), ("returned_funds",)),
    ),
    "payment": (
        Station(_("Payment"),       ("use_awaited",), ("use_overdue",)),
        Station(_("Use"),           ("use_confirmed",), ("returned_funds",)),
    ),
    "first_draw": (
        Station(_("First call"),    ("waiting",)),
        Station(_("Result"),        ("met",), ("missed", "dropped")),
    ),
    "late_use": (
        Station(_("Late use"),      ("interest_case",)),
        Station(_("Hearing"),       ("hearing",)),
        Station(_("Notice"),        ("in_preparation", "signed", "issued"), ("proposed",)),
        Station(_("Payment"),       ("demanded",), ("under_review", "refund_due")),
        Station(_("Completion"),    ("paid",), ("left", "waived")),
    ),
    "year_end": (
        Station(_("Year"),          ("open",)),
        Station(_("Proposal"),      ("to_decide", "proposed")),
        Station(_("Result"),        ("carried_over",), ("lapsed", "used_up")),
    ),
    "correction": (
        Station(_("Proposal"),      ("proposed",)),
        Station(_("Correction"),    ("confirmed",), ("refused",)),
    ),
    "reclaim": (
        Station(_("Hearing"),       ("hearing",)),
        Station(_("Notice"),        ("in_preparation", "signed", "issued")),
        Station(_("Final"),         ("reclaimed",), ("revoked",)),
    ),
    "collection": (
        Station(_("Under reserve"), ("under_reserve",)),
        Station(_("Repayment"),     ("reclaimed",),
                ("deferred", "relief_proposed", "enforced", "resting", "refund_due")),
        Station(_("Completion"),    ("paid",), ("waived", "nothing_due", "fallen")),
    ),
    "change": (
        Station(_("Change request"), ("draft", "internally_released"), ("returned",)),
        Station(_("Check"),         ("submitted", "in_review")),
        Station(_("Result"),        ("approved",), ("partly", "rejected", "not_needed")),
    ),
    "change_ruling": (
        Station(_("Check"),         ("in_review",), ("returned",)),
        Station(_("Committee"),     ("committee",)),
        Station(_("Notice"),        ("notice_signed",)),
        Station(_("Result"),        ("issued",)),
    ),
    "notification": (
        Station(_("Notification"),  ("draft", "sent")),
        Station(_("Check"),         ("acknowledged",), ("hearing",)),
        Station(_("Result"),        ("no_action",), ("change_required",)),
    ),
    "commitment": (
        Station(_("Promised"),      ("promised",)),
        Station(_("Notification"),  ("missed", "reported")),
        Station(_("Result"),        ("kept",), ("partly_kept", "broken")),
    ),
    "forwarding": (
        Station(_("Agreement"),     ("drafted", "offered"), ("not_agreed",)),
        Station(_("Agreed"),        ("agreed",)),
        Station(_("Running"),       ("running",), ("given_up", "insolvent")),
        Station(_("Proof"),         ("proof_in",), ("proof_returned",)),
        Station(_("Result"),        ("checked",), ("breached",)),
    ),
    "forwarding_claim": (
        Station(_("Claim"),         ("claimed",)),
        Station(_("Loss"),          ("loss_reported", "release_proposed")),
        Station(_("Result"),        ("released",), ("paid", "borne")),
    ),
    "report": (
        Station(_("Planned"),       ("scheduled",)),
        Station(_("Report"),        ("open", "internally_released"), ("returned",)),
        Station(_("Check"),         ("submitted", "under_review")),
        Station(_("Result"),        ("accepted",), ("accepted_with_reduction",)),
    ),
    "transfer": (
        Station(_("Offer"),         ("offered",)),
        Station(_("Interest shown"), ("interest",)),
        Station(_("Contact"),       ("contact",)),
        Station(_("Own idea"),      ("adapted",)),
        Station(_("Adoption"),      ("adopted",)),
    ),
    "budget": (
        Station(_("Budget"),        ("draft",)),
        Station(_("Release"),       ("proposed",)),
        Station(_("In force"),      ("released",), ("change_proposed",)),
        Station(_("Year closed"),   ("closed",)),
    ),
    "revision": (
        Station(_("Draft"),         ("draft",)),
        Station(_("Proposal"),      ("proposed",)),
        Station(_("Published"),     ("published",)),
    ),
    "motion": (
        Station(_("Draft"),         ("drafted",)),
        Station(_("Vote"),          ("put_to_vote",)),
        Station(_("Result"),        ("adopted",), ("rejected",)),
    ),
    "mandate": (
        Station(_("Draft"),         ("draft",)),
        Station(_("Proposal"),      ("proposed",)),
        Station(_("Confirmed"),     ("confirmed",)),
    ),
    "enactment": (
        Station(_("Draft"),         ("draft",)),
        Station(_("Proposal"),      ("proposed",)),
        Station(_("In force"),      ("in_force",), ("counting",)),
    ),
    "early_start": (
        Station(_("Request"),       ("draft", "requested")),
        Station(_("Check"),         ("signed",)),
        Station(_("Result"),        ("granted",), ("refused",)),
    ),
    "notice": (
        Station(_("Notice"),        ("issued",)),
        Station(_("Dispatch"),      ("sent",)),
        Station(_("Served"),        ("notified",), ("contested", "inadmissible")),
        Station(_("Final"),         ("final",), ("annulled", "moot")),
    ),
    "objection_ruling": (
        Station(_("Preparation"),   ("in_preparation", "signed", "issued"), ("dropped",)),
        Station(_("Dispatch"),      ("sent",)),
        Station(_("Served"),        ("served",)),
    ),
    "suggestion": (
        Station(_("Handed in"),     ("received", "confirmed")),
        Station(_("Outcome"),       ("accepted",), ("declined", "withdrawn")),
    ),
    "roster": (
        Station(_("Members"),       ("complete",), ("lapsing", "incomplete")),
        Station(_("Dissolution"),   ("dissolved",)),
    ),
    "seat_change": (
        Station(_("Proposal"),      ("proposed",)),
        Station(_("Confirmation"),  ("confirmed",), ("refused",)),
    ),
    "statement": (
        Station(_("Statement"),     ("draft",)),
        Station(_("Resolution"),    ("on_agenda",)),
        Station(_("Dispatch"),      ("adopted", "sent"), ("acknowledged",)),
        Station(_("Answer"),        ("answered",), ("no_reply",)),
        Station(_("Feedback"),      ("fed_back",)),
    ),
}
# fmt: on


def way_of(lifecycle: Lifecycle) -> tuple[Station, ...]:
    """The named stations; of a lifecycle nobody has named any for, one for each state of its main line."""
    known = WAYS.get(str(lifecycle.name), ())
    if known and all(state in lifecycle.stay_in for station in known for state in station.main):
        return known
    return tuple(Station(words_of(lifecycle, state), (state,)) for state in main_line(lifecycle))


def main_of(lifecycle: Lifecycle) -> tuple[str, ...]:
    return tuple(state for station in way_of(lifecycle) for state in station.main)


def walk_of(case: Case, events: Iterable[Event]) -> Walk:
    steps = {(event.from_state, event.to_state) for event in events if event.from_state not in ("", event.to_state)}
    return Walk(frozenset(steps), str(case.state))


def stations(case: Case, events: Sequence[Event]) -> list[dict]:
    """For the stepper. A case that ended off its way shows how far it came, and then how it ended."""
    way, entered = way_of(case.table), _entered(events)
    here = next((number for number, station in enumerate(way) if case.state in station.states), None)
    if here is None:
        reached = [n for n, station in enumerate(way) if any(state in entered for state in station.states)]
        gone = [_shown(case, way[n], entered, "gone") for n in range(max(reached, default=-1) + 1)]
        return [*gone, {"label": words_of(case.table, case.state), "state": "here", "note": _day(entered, case.state)}]
    places = ["gone" if number < here else "here" if number == here else "ahead" for number in range(len(way))]
    return [_shown(case, station, entered, place) for station, place in zip(way, places, strict=True)]


def _shown(case: Case, station: Station, entered: dict[str, list[Event]], place: str) -> dict:
    note = words_of(case.table, case.state) if place == "here" else ""
    if place == "gone":
        days = [entered[state][0].at for state in station.states if state in entered]
        note = plain_day(min(days)) if days else ""
    elsewhere = [state for state in station.beside if state != case.state and state in entered]
    detours = [_times(words_of(case.table, state), len(entered[state])) for state in elsewhere]
    return {"label": station.label, "note": note, "state": place, "detours": detours}


def _entered(events: Sequence[Event]) -> dict[str, list[Event]]:
    """State → the events that led into it, the oldest first."""
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.seq):
        if event.from_state != event.to_state:
            found.setdefault(event.to_state, []).append(event)
    return found


def _day(entered: dict[str, list[Event]], state: str) -> str:
    return plain_day(entered[state][-1].at) if state in entered else ""


def _times(words: str, number: int) -> str:
    return ngettext("once: %(words)s", "%(number)s times: %(words)s", number) % {"number": number, "words": words}


def outlook(case: Case, *, mine: bool, below: Iterable[Case], tasks: Iterable[Task]) -> str:
    """One sentence on whose turn it is, or on which case below it depends. `tasks`: the open ones."""
    stay = case.stay
    if stay.final:
        return gettext("This case has ended. Nobody has to do anything.")
    if mine:
        return gettext("It is your turn: %(task)s.") % {"task": stay.task}
    if isinstance(stay.waits_for, Each):
        missing = sum(not task.escalation for task in tasks)
        text = ngettext("%(number)s is still missing: %(task)s.", "%(number)s are still missing: %(task)s.", missing)
        return text % {"number": missing, "task": stay.task}
    if stay.role and stay.role != CLOCK:
        who = str(stay.role.label or stay.role.key)
        return gettext("It is the turn of %(who)s: %(task)s. You need not do anything.") % {
            "who": who,
            "task": stay.task,
        }
    waiting = next((child for child in below if child.finished is None), None)
    if waiting:
        what = {"kind": waiting.table.label, "title": waiting.title}
        return gettext("How it goes on is decided in the case “%(kind)s: %(title)s”.") % what
    if stay.due is None:
        return gettext("How it goes on is decided in another case. You need not do anything.")
    return gettext("It goes on by itself as soon as the day has come.")


def feeling(case: Case) -> str:
    """A badge's feeling: with somebody, at the end of the way, or ended without it. Rejection is never red."""
    if not case.stay.final:
        return "info"
    return "success" if case.state in way_of(case.table)[-1].states else "neutral"


def badge(case: Case) -> dict:
    return {"feeling": feeling(case), "words": words_of(case.table, case.state)}
