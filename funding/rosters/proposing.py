"""Two persons change who sits in a body: what the office enters is tried at once, and done when a second one confirms.

A day in the past is possible, since letters come late; the history says so, and nobody loses an office for a time in
which they have acted in it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.bodies.models import Seat
from funding.documents.correspondence import LANGUAGE
from funding.people.models import User
from funding.programmes.benches import bench_label
from funding.roles import CHAIR
from funding.rosters import effects
from funding.rosters.queries import roster_of
from funding.rosters.rules import last_led
from funding.rosters.states import M
from workflows.inputs import inputs_of
from workflows.models import Case, Desk
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

Change = Callable[..., str]
CHANGES: dict[str, Change] = {
    M.APPOINT: effects.appoint,
    M.APPOINT_CHAIR: effects.appoint_chair,
    M.END_TERM: effects.end_term,
    M.ADD_SEAT: effects.add_seat,
    M.ABOLISH_SEAT: effects.abolish_seat,
}
TRIED = {M.APPOINT: "holder", M.APPOINT_CHAIR: "holder", M.ADD_SEAT: "seat"}  # a row of the trial, which is undone


def proposed(change: Change) -> Change:
    @wraps(change)
    def propose(case: Case, step: Step, *, reason: str, **given: Any) -> str:
        with transaction.atomic():
            state = change(case, step, reason=reason, **given)
            transaction.set_rollback(True)
        step.facts.pop(TRIED.get(M(step.row.name), ""), None)
        step.words.pop("email", None)
        entered = {name: value for name, value in given.items() if name != "email"}
        if "email" in given:
            entered["person"] = step.facts["person"]
        _open(case, step, step.row.name, reason, entered)
        return state

    return propose


def _open(case: Case, step: Step, move: str, reason: str, given: dict[str, Any]) -> None:
    Desk.objects.get_or_create(role=CHAIR.key, place=roster_of(case).body.place)
    entered = {name: _as_json(value) for name, value in given.items()}
    opened = step.open(
        "seat_change",
        title=case.title,
        move=str(move),
        entered=entered,
        shown=_in_words({"seat": step.facts.get("seat"), **given}, given.get("person")),
        grounds=reason,
        facts={"change": str(move), **entered},
    )
    step.record(seat_change=opened.pk)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


WORDS = {"seat": _("seat %(value)s"), "bench": _("bench %(value)s"), "rank": _("deputy no. %(value)s"),
         "beside": _("an equal chair besides who chairs already"), "from_on": _("from %(value)s"),
         "until_on": _("until %(value)s"), "last_day": _("last day %(value)s")}  # fmt: skip


def _in_words(given: dict[str, Any], person: int | None) -> str:
    """For the second person, in the language of the letters: who, which seat, from when until when."""
    with override(LANGUAGE):
        parts = [User.objects.get(pk=person).name] if person else []
        for name, words in WORDS.items():
            value = given.get(name)
            if name == "seat" and value:
                value = Seat.objects.get(pk=value).number
            if name == "bench" and value:
                value = str(bench_label(value))
            if value:
                parts.append(str(words) % {"value": worded(value)})
        return ", ".join(parts)


def change_is_confirmed(case: Case, step: Step) -> None:
    """Just now, by a second person or by the body's election, and it has not been carried out yet."""
    _check_is_new(case, step, CONFIRMED)
    if step.child.lifecycle == "motion" and (hindered := _hindrance(case, step)):
        raise hindered


def election_is_hindered(case: Case, step: Step) -> None:
    """Whom the body has just elected cannot be entered as it is. That hinders no vote: the office enters it."""
    _check_is_new(case, step, ELECTED)
    if _hindrance(case, step) is None:
        raise Refused("nothing_hinders", _("Nothing is in the way of who was elected."))


ELECTED = (("motion", "adopted"),)
CONFIRMED = (("seat_change", "confirmed"), *ELECTED)


def _check_is_new(case: Case, step: Step, awaited: tuple[tuple[str, str], ...]) -> None:
    child = step.child
    done = any(each.case_id == case.pk and each.move in (M.CARRY_OUT, M.HAND_OVER) for each in step.work.events)
    found = child is not None and (child.lifecycle, child.state) in awaited
    if done or not found or (child.lifecycle == "motion" and child.motion.candidate_id is None):
        raise Refused("not_confirmed", _("No change of the seats has been confirmed."))


def _hindrance(case: Case, step: Step) -> Refused | None:
    """Another term, a closed account, an act of whoever chairs: by a trial, which is undone."""
    try:
        with transaction.atomic():
            _seat_the_elected(case, replace(step, facts={}, words={}))
            transaction.set_rollback(True)
    except Refused as hindered:
        return hindered
    return None


def _seat_the_elected(case: Case, step: Step) -> str:
    motion = step.child.motion
    first = _first_day(case, motion.rank, motion.from_on)
    found = {"rank": motion.rank, "from_on": first, "until_on": motion.until_on}
    step.record(motion=motion.pk, **found)
    return effects.appoint_chair(case, step, email=motion.candidate.email, reason="", **found)


def hand_over(case: Case, step: Step) -> str:
    """As a change of the seats that waits for the office, with what was in its way as the reason."""
    motion = step.child.motion
    entered = {"rank": motion.rank, "from_on": motion.from_on, "until_on": motion.until_on}
    with override(LANGUAGE):
        reason = _hindrance(case, step).sentence
    step.record(motion=motion.pk)
    _open(case, step, M.APPOINT_CHAIR, reason, {**entered, "person": motion.candidate_id, "motion": motion.pk})
    return str(case.state)


def _first_day(case: Case, rank: int, from_on: dt.date) -> dt.date:
    """Elected for today where the chair of before has acted today, they begin on the day after that act."""
    body = roster_of(case).body
    desk = Desk.objects.filter(role=CHAIR.key, place=body.place).first()
    held = effects.cut_short(desk, from_on, rank) if desk else []
    acted = [last_led(body, each.person_id, from_on - dt.timedelta(days=1)) for each in held]
    return max([from_on, *(day + dt.timedelta(days=1) for day in acted if day)])


def carry_out(case: Case, step: Step) -> str:
    """As it was entered. What has happened since may refuse it now, with the sentence it would have met then."""
    if step.child.lifecycle == "motion":
        return _seat_the_elected(case, step)
    confirmed = step.child.seatchange
    change = CHANGES[confirmed.move]
    wanted = inputs_of(change)
    entered = dict(confirmed.entered)
    person, motion = entered.pop("person", None), entered.pop("motion", None)
    given = {name: wanted[name].kind.read(name, value) for name, value in entered.items() if value is not None}
    if person is not None:
        given["email"] = User.objects.get(pk=person).email
    if motion is not None:
        given["from_on"] = _first_day(case, given["rank"], given["from_on"])
    step.record(seat_change=confirmed.pk, change=confirmed.move, **entered)
    return change(case, step, reason="", **given)
