"""Letting somebody read without a part in the case.

Nobody lends more than they read themselves: an inspector reads what the holders of the desk read that let them in.
Whoever inspects makes no move anywhere as long as it lasts; the engine asks (`survey.Look.inspecting`).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications import outbox
from notifications.keys import Kind
from workflows import clock, survey
from workflows.clock import BERLIN
from workflows.inputs import LAST_YEAR
from workflows.inspected import running
from workflows.inspections import Inspection
from workflows.messages import INSPECTION_ASKED, INSPECTION_EMERGENCY, INSPECTION_GRANTED
from workflows.models import Case, Desk, Dossier, Holder
from workflows.office import office_of, offices, second_persons
from workflows.reading import valid_on
from workflows.refusals import (
    BadInput,
    NotFound,
    already_granted,
    bad_days,
    inspection_by_two,
    inspection_over,
    inspector_has_a_part,
    is_excluded,
    only_administrators,
)

EMERGENCY_LASTS = dt.timedelta(hours=4)
LONGEST_IN_DAYS = 366
PAGE = "/inspections/%s/"
MISSING_REASON = _("Say why.")
Person = Any  # an account: pk, is_active, is_staff


def ask(
    desk: Desk,
    *,
    by: Person,
    reader: Person,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    dossier: Dossier | None = None,
    terms: Mapping[str, Any] | None = None,
) -> Inspection:
    """One person of an office wants to let somebody in; nothing can be read by it yet. Raises Refused."""
    with transaction.atomic():
        now = clock.now()
        if desk.role not in {role.key for role in offices()} or by.pk not in _holders(now, desk, {desk.role}):
            raise NotFound
        _check_days(first_day, last_day, now)
        _check_reader(reader, by, now)
        what = {"reader": reader, "desk": desk, "dossier": dossier, "terms": dict(terms or {}), "asked_by": by}
        days = {"begins_at": _midnight(first_day), "ends_at": _midnight(last_day + dt.timedelta(days=1))}
        Desk.objects.select_for_update().get(pk=desk.pk)  # whoever sends it twice has asked once
        if same := Inspection.objects.filter(granted_at=None, ended_at=None, **what, **days).first():
            return same
        asked = Inspection.objects.create(**what, **days, reason=_given(reason), asked_at=now)
        _tell(INSPECTION_ASKED, _deciding(now, desk) - {by.pk} or _administrators(), asked, now, str(reader))
        return asked


def grant(number: int, *, by: Person) -> Inspection:
    """The second person: somebody else of the same place, or an administrator. Raises Refused."""
    with transaction.atomic():
        found, now = _locked(number, by)
        if found.granted_at:
            raise already_granted()
        if by.pk == found.asked_by_id:
            raise inspection_by_two()
        _check_reader(found.reader, by, now)
        found.second, found.granted_at = by, now
        found.save(update_fields=["second", "granted_at"])
        _tell(INSPECTION_GRANTED, {found.reader_id}, found, now, str(found.reader))
        return found


def end(number: int, *, by: Person) -> Inspection:
    """Before its last day, or before it was granted. Raises Refused."""
    with transaction.atomic():
        found, now = _locked(number, by)
        found.ended_by, found.ended_at = by, now
        found.save(update_fields=["ended_by", "ended_at"])
        return found


def open_in_emergency(case_id: int, *, by: Person, reason: str) -> Inspection:
    """An administrator reads one case for four hours. Its office is told at once. Raises Refused."""
    if not (by.is_active and by.is_staff):
        raise only_administrators()
    with transaction.atomic():
        case, now = Case.objects.select_for_update().filter(pk=case_id).first(), clock.now()
        if case is None:
            raise NotFound
        if case.bars.filter(person=by).exists():
            raise is_excluded(str(by))
        if same := Inspection.objects.filter(running(now), case=case, reader=by).first():
            return same
        opened = Inspection.objects.create(
            reader=by,
            case=case,
            begins_at=now,
            ends_at=now + EMERGENCY_LASTS,
            reason=_given(reason),
            asked_by=by,
            asked_at=now,
            granted_at=now,
        )
        _tell(INSPECTION_EMERGENCY, _responsible(case, now), opened, now, case.title)
        return opened


def decides(found: Inspection, person: Person, now: dt.datetime) -> bool:
    """Whether this person may grant and end it, and reads what was read by it: whoever sits at the place for that, and
    administrators; of an emergency the office of the case."""
    if found.case:
        return person.pk in _responsible(found.case, now)
    return bool(person.is_staff) or (found.desk is not None and person.pk in _deciding(now, found.desk))


def _locked(number: int, by: Person) -> tuple[Inspection, dt.datetime]:
    found = Inspection.objects.select_for_update(of=("self",)).select_related("desk", "case", "reader")
    inspection, now = found.filter(pk=number).first(), clock.now()
    if inspection is None or not (by.pk == inspection.reader_id or decides(inspection, by, now)):
        raise NotFound
    if inspection.ended_at or inspection.ends_at <= now:
        raise inspection_over()
    return inspection, now


def _administrators() -> set[int]:
    return set(get_user_model().objects.filter(is_staff=True, is_active=True).values_list("pk", flat=True))


def _deciding(now: dt.datetime, at: Desk) -> set[int]:
    return _holders(now, at, {role.key for role in second_persons()})


def _holders(now: dt.datetime, at: Desk, roles: set[str]) -> set[int]:
    """Who sits today at the desks of these roles at this place."""
    today = now.astimezone(BERLIN).date()
    held = Holder.objects.filter(valid_on(today), desk__place=at.place, desk__role__in=roles)
    return set(held.values_list("person", flat=True))


def _responsible(case: Case, now: dt.datetime) -> set[int]:
    """The holders of the case's office; where nobody sits there, whoever opened the case."""
    role, today = office_of(case), now.astimezone(BERLIN).date()
    desks = survey.holders(today, role=role.key, place=case.places.get(role.at), case=case.pk) if role.at else []
    return {person for desk in desks for person, _rank in desk.holders} or {case.opened_by_id} - {None}


def _check_days(first: dt.date, last: dt.date, now: dt.datetime) -> None:
    today = now.astimezone(BERLIN).date()
    if last < max(first, today) or (last - first).days >= LONGEST_IN_DAYS or last.year > LAST_YEAR:
        raise bad_days(LONGEST_IN_DAYS)


def _check_reader(reader: Person, by: Person, now: dt.datetime) -> None:
    """Who inspects stands outside: no desk, no seat, no administration, and not whoever lets them in."""
    today = now.astimezone(BERLIN).date()
    seated = Holder.objects.filter(valid_on(today), person=reader).exists()
    if seated or reader.is_staff or not reader.is_active or reader.pk == by.pk:
        raise inspector_has_a_part()


def _given(reason: str) -> str:
    if not reason.strip():
        raise BadInput("reason", MISSING_REASON)
    return reason.strip()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), BERLIN)


def _tell(kind: Kind, people: Iterable[int], about: Inspection, now: dt.datetime, title: str) -> None:
    last = (about.ends_at - dt.timedelta(microseconds=1)).astimezone(BERLIN).date()
    outbox.put(
        outbox.message(
            kind.name,
            person_id=person,
            about=f"case {about.case_id}" if about.case_id else f"inspection {about.pk}",
            link=PAGE % about.pk,
            stage=str(about.pk),
            context={"title": title, "due_on": last.isoformat()},
            due_at=now,
        )
        for person in people
    )
