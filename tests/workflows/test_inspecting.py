"""Reading without a part: lent by two persons for some days, or taken by an administrator for four hours."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from notifications.models import Message
from workflows import clock, inspecting
from workflows.assignments import claim
from workflows.clock import BERLIN
from workflows.engine import available, fire
from workflows.inspected import (
    Door,
    eyes,
    inspected_cases,
    inspection_of,
    log_of,
    note_reading,
    readings_of,
)
from workflows.inspections import Inspection, Reading
from workflows.models import Bar, Case, Clock, Holder, Task
from workflows.reading import events_of, may_read
from workflows.refusals import Refused
from workflows.reminding import remind

pytestmark = pytest.mark.django_db
WHY = "Prüfung nach § 91 LHO"
FOUR_HOURS = dt.timedelta(hours=4)


@pytest.fixture(autouse=True)
def offices(settings):
    settings.OFFICE_ROLES = settings.SECOND_ROLES = ("tests.lab.lifecycles.OFFICE",)


@pytest.fixture
def today():
    Clock.objects.update_or_create(pk=1, defaults={"demo": True, "offset": dt.timedelta(0)})
    clock.set_to(dt.datetime(2026, 3, 2, 10, tzinfo=BERLIN))
    return dt.date(2026, 3, 2)


@pytest.fixture
def auditor(people):
    return people.mila


@pytest.fixture
def administrator(people, desks, seats):
    people.dora.desks_held.all().delete()
    people.dora.is_staff = True
    people.dora.save()
    return people.dora


@pytest.fixture
def asked(desks, people, auditor, today):
    def lend(**more):
        days = {"first_day": today, "last_day": today + dt.timedelta(days=13)}
        sent = {"by": people.otto, "reader": auditor, "reason": WHY, **days, **more}
        return inspecting.ask(desks.office, **sent)

    return lend


@pytest.fixture
def granted(asked, people):
    def lend(**more):
        return inspecting.grant(asked(**more).pk, by=people.olga)

    return lend


def brought(thing, people):
    """A thing the office reads."""
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "check", by=people.lena)
    return Case.objects.get(pk=case.pk)


def refusal(make):
    with pytest.raises(Refused) as caught:
        make()
    return caught.value.key


def reads(inspection, person, moment=None):
    found = inspection_of(inspection.pk, person.pk, moment or clock.now())
    return [case.pk for case in inspected_cases(found)] if found else None


def test_nothing_is_read_before_a_second_person_has_granted_it(asked, people, auditor, thing):
    case, access = brought(thing, people), asked()
    assert reads(access, auditor) is None
    inspecting.grant(access.pk, by=people.olga)
    assert reads(access, auditor) == [case.pk]


def test_who_has_asked_does_not_grant_and_nobody_from_outside_does(asked, people, auditor):
    access = asked()
    assert refusal(lambda: inspecting.grant(access.pk, by=people.otto)) == "inspection_by_two"
    assert refusal(lambda: inspecting.grant(access.pk, by=people.lena)) == "not_found"
    assert refusal(lambda: inspecting.grant(access.pk, by=auditor)) == "inspector_has_a_part"
    inspecting.grant(access.pk, by=people.olga)
    assert refusal(lambda: inspecting.grant(access.pk, by=people.olga)) == "already_granted"


def test_an_administrator_may_be_the_second_person(asked, administrator):
    assert inspecting.grant(asked().pk, by=administrator).second == administrator


def test_only_an_office_lets_somebody_in_and_only_at_its_own_desk(asked, desks, people):
    assert refusal(lambda: asked(by=people.lena)) == "not_found"
    days = {"first_day": dt.date(2026, 3, 2), "last_day": dt.date(2026, 3, 3)}
    at_the_lead = {"by": people.lena, "reader": people.mila, "reason": WHY, **days}
    assert refusal(lambda: inspecting.ask(desks.lead, **at_the_lead)) == "not_found"


def test_who_inspects_holds_no_desk_and_runs_nothing(asked, people, administrator):
    assert refusal(lambda: asked(reader=people.lena)) == "inspector_has_a_part"
    assert refusal(lambda: asked(reader=administrator)) == "inspector_has_a_part"
    assert refusal(lambda: asked(reader=people.otto)) == "inspector_has_a_part"


def test_who_takes_a_desk_before_it_is_granted_does_not_get_in(asked, desks, people, auditor, today):
    access = asked()
    Holder.objects.create(desk=desks.lead, person=auditor, from_on=today)
    assert refusal(lambda: inspecting.grant(access.pk, by=people.olga)) == "inspector_has_a_part"


@pytest.mark.parametrize(("first", "last"), [(2, 1), (-3, -1), (0, 366)])
def test_days_have_an_order_an_end_and_at_most_a_year(asked, today, first, last):
    days = {"first_day": today + dt.timedelta(days=first), "last_day": today + dt.timedelta(days=last)}
    assert refusal(lambda: asked(**days)) == "bad_days"


def test_a_reason_is_asked_for(asked):
    assert refusal(lambda: asked(reason="  ")) == "bad_input"


def test_the_same_sent_twice_is_asked_once(asked):
    assert asked() == asked()
    assert Message.objects.filter(kind="inspection.asked").count() == 1


def test_it_ends_by_itself_after_the_last_day(granted, people, auditor, thing, today):
    case, access = brought(thing, people), granted()
    last = dt.datetime(2026, 3, 15, 23, 59, 59, tzinfo=BERLIN)
    assert reads(access, auditor, last) == [case.pk]
    assert reads(access, auditor, last + dt.timedelta(seconds=1)) is None
    clock.set_to(last + dt.timedelta(seconds=1))
    assert refusal(lambda: inspecting.end(access.pk, by=people.otto)) == "inspection_over"
    assert refusal(lambda: inspecting.grant(access.pk, by=people.olga)) == "inspection_over"


def test_it_begins_on_its_first_day(granted, auditor, today):
    access = granted(first_day=today + dt.timedelta(days=1))
    assert reads(access, auditor) is None
    assert reads(access, auditor, dt.datetime(2026, 3, 3, tzinfo=BERLIN)) == []


def test_the_place_and_the_reader_may_end_it_nobody_else(granted, people, auditor):
    access = granted()
    assert refusal(lambda: inspecting.end(access.pk, by=people.lena)) == "not_found"
    inspecting.end(access.pk, by=auditor)
    assert reads(access, auditor) is None
    inspecting.end(granted().pk, by=people.otto)


def test_it_is_nobody_elses(granted, people):
    assert reads(granted(), people.anna) is None


def test_it_shows_what_the_desk_reads_and_nothing_else(granted, people, auditor, thing):
    thing(), (of_the_group := thing())
    fire(of_the_group.pk, "submit", by=people.anna)
    case, access = brought(thing, people), granted()
    assert reads(access, auditor) == [case.pk]


def test_it_can_be_narrowed_to_a_file_and_to_terms(granted, people, auditor, thing, dossier):
    case = brought(thing, people)
    other = type(dossier).objects.create(number="X-2", title="Another", lead_place=dossier.lead_place)
    assert reads(granted(dossier=dossier), auditor) == [case.pk]
    assert reads(granted(dossier=other), auditor) == []
    assert reads(granted(terms={"sign": 2}), auditor) == [case.pk]
    assert reads(granted(terms={"sign": 3}), auditor) == []


def test_no_door_of_the_parties_opens_by_it(granted, people, auditor, thing, today):
    case = brought(thing, people)
    granted()
    assert not may_read(case, auditor.pk, today)
    for offer in available(case, by=auditor):
        assert offer.refused.key == "inspects"
        assert refusal(lambda move=offer.move: fire(case.pk, move.name, by=auditor)) == "not_found"


def test_as_long_as_it_lasts_its_reader_acts_nowhere_whatever_desk_they_hold(granted, desks, people, auditor, thing):
    case, access = brought(thing, people), granted()
    Holder.objects.create(desk=desks.office, person=auditor, from_on=dt.date(2020, 1, 1))
    row = next(offer.move for offer in available(case, by=people.otto) if not offer.refused)
    task = Task.objects.filter(process=case, desk=desks.office).first()
    assert refusal(lambda: fire(case.pk, row.name, by=auditor)) == "inspects"
    assert refusal(lambda: claim(task.pk, by=auditor)) == "inspects"
    assert refusal(lambda: remind(case.pk, by=auditor)) == "inspects"
    inspecting.end(access.pk, by=people.otto)
    claim(task.pk, by=auditor)


def test_who_inspects_opens_no_case(granted, people, auditor, dossier, places):
    from workflows.engine import open_case  # noqa: PLC0415 - only here

    granted()
    new = {"dossier": dossier, "title": "Mine", "places": places, "calendar": "NI", "terms": {}}
    assert refusal(lambda: open_case("thing", by=auditor, **new)) == "inspects"


def test_the_log_shows_the_events_of_its_cases_with_their_words(granted, people, thing):
    case, access = brought(thing, people), granted()
    thing("Not this one")
    events = log_of(access, before=None, limit=100)
    assert [(event.case_id, event.seq) for event in events] == [(case.pk, seq) for seq in (3, 2, 1)]
    assert [event.words for event in events] == [event.words for event in events_of(case, eyes(access))]
    assert [event.seq for event in log_of(access, before=events[0].pk, limit=1)] == [2]


def test_each_look_is_a_row_for_ever(granted, people, thing):
    case, access = brought(thing, people), granted()
    note_reading(access, Door.CASE, clock.now(), case)
    assert [(look.inspection, look.door) for look in readings_of(case)] == [(access, "case")]
    for change in ("UPDATE workflows_reading SET door = 'log'", "DELETE FROM workflows_reading",
                   "TRUNCATE workflows_reading"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert Reading.objects.count() == 1


def test_what_was_granted_and_when_it_ends_cannot_be_rewritten(granted, people):
    access = granted()
    changes = {"ends_at": clock.now(), "reason": "", "reader": people.anna, "second": people.lena, "granted_at": None}
    for column, value in changes.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            Inspection.objects.filter(pk=access.pk).update(**{column: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=access.pk).delete()


def test_the_database_takes_no_access_by_one_person(asked):
    access = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=access.pk).update(granted_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=access.pk).update(granted_at=clock.now(), second=access.asked_by)


def test_the_others_of_the_place_and_then_the_reader_are_told(granted, people, auditor):
    granted()
    told = set(Message.objects.values_list("kind", "person"))
    assert told == {("inspection.asked", people.olga.pk), ("inspection.granted", auditor.pk)}


def test_where_an_office_has_one_person_only_the_administrators_are_told(asked, desks, people, administrator):
    desks.olga.delete()
    access = asked()
    assert [each.person for each in Message.objects.filter(kind="inspection.asked")] == [administrator]
    assert inspecting.grant(access.pk, by=administrator).granted_at


def test_an_administrator_reads_no_case_and_opens_one_for_four_hours(administrator, people, thing, today):
    case, other = brought(thing, people), brought(thing, people)
    assert not may_read(case, administrator.pk, today)
    opened = inspecting.open_in_emergency(case.pk, by=administrator, reason="Vorgang lässt sich nicht öffnen")
    assert reads(opened, administrator) == [case.pk]
    assert reads(opened, administrator, opened.begins_at + FOUR_HOURS) is None
    assert not may_read(other, administrator.pk, today)
    assert refusal(lambda: fire(case.pk, "reject", by=administrator)) == "not_found"


def test_the_office_is_told_of_an_emergency_at_once_and_once(administrator, desks, people, thing, today):
    case = brought(thing, people)
    for _twice in range(2):
        opened = inspecting.open_in_emergency(case.pk, by=administrator, reason="Störung")
    told = Message.objects.filter(kind="inspection.emergency")
    assert set(told.values_list("person", "about", "link")) == {
        (person.pk, f"case {case.pk}", f"/inspections/{opened.pk}/") for person in (people.otto, people.olga)
    }
    assert Inspection.objects.count() == 1


def test_where_the_office_is_vacant_the_author_is_told(administrator, desks, people, thing, today):
    case = thing()
    Holder.objects.filter(desk=desks.office).delete()
    inspecting.open_in_emergency(case.pk, by=administrator, reason="Störung")
    assert [each.person for each in Message.objects.filter(kind="inspection.emergency")] == [people.anna]


def test_no_emergency_without_a_reason_a_case_or_an_administrator(administrator, people, thing, today):
    case = thing()
    assert refusal(lambda: inspecting.open_in_emergency(case.pk, by=administrator, reason=" ")) == "bad_input"
    assert refusal(lambda: inspecting.open_in_emergency(0, by=administrator, reason="Störung")) == "not_found"
    assert refusal(lambda: inspecting.open_in_emergency(case.pk, by=people.otto, reason="Störung")) == (
        "only_administrators"
    )


def test_in_an_emergency_nothing_is_read_that_stays_inside(administrator, people, thing, today):
    opened = inspecting.open_in_emergency(thing().pk, by=administrator, reason="Störung")
    assert eyes(opened) == []


def test_the_office_of_the_case_may_end_an_emergency_no_administrator_of_their_own(administrator, people, thing, today):
    opened = inspecting.open_in_emergency(brought(thing, people).pk, by=administrator, reason="Störung")
    people.mila.is_staff = True
    people.mila.save()
    assert refusal(lambda: inspecting.end(opened.pk, by=people.mila)) == "not_found"
    inspecting.end(opened.pk, by=people.otto)
    assert reads(opened, administrator) is None


def test_nobody_reads_by_it_what_they_are_excluded_from(granted, people, auditor, thing, today, administrator):
    case, access = brought(thing, people), granted()
    for person in (auditor, administrator):
        Bar.objects.create(case=case, person=person, place=uuid.uuid4())
    assert (reads(access, auditor), log_of(access, before=None, limit=9)) == ([], [])
    assert refusal(lambda: inspecting.open_in_emergency(case.pk, by=administrator, reason="Störung")) == "is_excluded"


def test_it_ends_in_a_year_whose_holidays_are_known(asked):
    assert refusal(lambda: asked(first_day=dt.date.max, last_day=dt.date.max)) == "bad_days"
