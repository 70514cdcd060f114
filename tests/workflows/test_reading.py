"""Reading follows the desks held today."""

import datetime as dt

import pytest

from workflows.engine import fire, may_read
from workflows.models import Case, Holder
from workflows.reading import events_of, readable_cases

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()


def test_who_opened_it_or_holds_a_desk_of_it_reads_the_case_and_nobody_else(thing, people):
    case = thing()
    readers = [name for name, person in vars(people).items() if readable_cases(person).filter(pk=case.pk).exists()]
    assert readers == ["anna", "lena", "otto", "olga", "dora"]
    again = [name for name, person in vars(people).items() if may_read(Case.objects.get(pk=case.pk), person.pk, TODAY)]
    assert again == readers


def test_who_has_left_the_desk_reads_no_more(thing, people):
    case = thing()
    Holder.objects.filter(person=people.lena).update(until_on=TODAY - dt.timedelta(days=2))
    assert not readable_cases(people.lena).filter(pk=case.pk).exists()


def test_the_history_comes_newest_first_with_words(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "send_back", by=people.lena, reason="Not yet")
    assert [(e.move, e.words) for e in events_of(case)] == [
        ("send_back", {"reason": "Not yet"}),
        ("submit", {}),
        ("open", {}),
    ]
    assert [e.seq for e in events_of(case, before=3, limit=1)] == [2]
