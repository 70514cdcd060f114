"""Two versions of a lifecycle on one table: an old case finishes by its old table, a new one runs by the new."""

import pytest

from tests.lab import flows as lab
from tests.lab.lifecycles import THING_2
from workflows import binding
from workflows.binding import bind
from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def version_two(monkeypatch):
    """Version 2 is released while cases of version 1 are open."""
    monkeypatch.setattr(binding, "_current", dict(binding._current))
    monkeypatch.setattr(binding, "_flows", dict(binding._flows))

    def release():
        monkeypatch.setattr(lab, "ThingV2", bind(THING_2, Case, lab.__name__), raising=False)

    return release


def test_an_old_case_finishes_by_its_old_table_beside_a_new_one(thing, people, version_two):
    old = thing()
    version_two()
    new = thing()
    for case in (old, new):
        fire(case.pk, "submit", by=people.anna)
    assert [str(Case.objects.get(pk=case.pk).flow_class) for case in (old, new)] == [
        "lab/flows.ThingV1",
        "lab/flows.ThingV2",
    ]
    fire(new.pk, "check", by=people.lena)
    fire(old.pk, "check", by=people.lena)
    assert [Case.objects.get(pk=case.pk).state for case in (old, new)] == ["checked", "finished"]
    with pytest.raises(Refused) as caught:
        fire(new.pk, "withdraw", by=people.anna)
    assert caught.value.key == "unknown_move"
    assert "withdraw" in [o.move.name for o in available(Case.objects.get(pk=old.pk), by=people.anna)]
    for move, by in (("sign", people.otto), ("countersign", people.olga)):
        fire(old.pk, move, by=by)
    assert Case.objects.get(pk=old.pk).state == "done"
    assert [e.body.count('"rule": "thing/1"') for e in old.events.all()] == [1] * 5
