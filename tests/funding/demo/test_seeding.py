"""What the demonstration shows and how it is served, after its seeding was killed twice on the way."""

import datetime as dt
import signal
import socket
import time
import urllib.request
from http import HTTPStatus

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.decisions.models import Participation
from funding.demo import database, seeding
from funding.demo.repertoire import REPERTOIRE
from funding.demo.showing import PASSED_THROUGH, to_show
from funding.demo.stage import KEY
from funding.demo.statements import STATEMENTS
from funding.demo.suggestions import SUGGESTIONS
from funding.demo.world import REGION
from funding.people.models import User
from funding.regions.models import PublishedProject, Region
from tests.funding.demo.conftest import started
from workflows import clock
from workflows.audit import Audit
from workflows.calculators.working_days import Calendar
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.inbox import Inbox
from workflows.models import OPEN, Case, Dossier, Event, RequestKey, Task
from workflows.reading import valid_on

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
MOST_STATEMENTS = 32


def numbers() -> list[int]:
    return [model.objects.count() for model in (Case, Event, Task, RequestKey, Dossier, Participation, User)]


def test_every_story_is_there_once(seeded):
    others = ("budget", "enactment", "meeting", "revision", "roster")
    own = Dossier.objects.exclude(cases__lifecycle__in=others).exclude(cases__idea__source="transfer")
    told = [title for each in REPERTOIRE for title, _ending in each.projects]
    told += ["Pflegelotsen im Quartier", *(title for _state, title, _ago in STATEMENTS)]
    told += ["–" if each[0] == "withdrawn" else each[1] for each in SUGGESTIONS] + [
        "Spaziergang gegen Einsamkeit"
    ]  # accepted, an idea with a file too
    there, erased = own.exclude(cases__state="erased"), own.filter(cases__state="erased")
    found = sorted(there.values_list("title", flat=True))
    assert sorted([*found, "Ein Tag ohne Zucker", "Schlafwerkstatt"]) == sorted(told)
    assert erased.count() == 2


def test_a_killed_seeding_goes_on_where_it_stopped_and_doubles_nothing(seeded):
    keys = RequestKey.objects.filter(key__startswith=KEY)
    assert keys.values("key").annotate(times=Count("pk")).filter(times__gt=1).count() == 0
    parts = {}
    for key in keys.exclude(case__dossier__cases__state="erased").values_list("key", flat=True):
        name, _space, number = key.rpartition(" ")
        parts.setdefault(name, []).append(int(number))
    assert [name for name, found in parts.items() if sorted(found) != list(range(1, len(found) + 1))] == []


def test_seeding_again_changes_nothing(seeded):
    before = numbers()
    acts = []
    database.take()
    seeding.seed(acts.append)
    assert acts == []
    assert numbers() == before


def test_a_file_that_a_visitor_has_erased_does_not_come_back(seeded):
    with transaction.atomic():
        file = Case.objects.get(lifecycle="retention", state="erasure_proposed")
        fire(file.pk, "erase", by=User.objects.get(name="Sven Diehl"))
        before = numbers()
        seeding.seed(lambda seconds: None)
        assert numbers() == before
        transaction.set_rollback(True)


def test_afterwards_the_clock_shows_today(seeded):
    assert abs(clock.now() - timezone.now()) < dt.timedelta(seconds=5)
    assert clock.is_demo()


def test_something_waits_for_everybody_who_is_invented(seeded):
    people = User.objects.filter(invented=True).order_by("pk")
    assert people.count() == 24 * len(REPERTOIRE)
    assert [person.name for person in people if not Inbox.of(person).page().rows] == []


def test_people_act_on_working_days_of_their_own_state_and_never_in_the_future(seeded):
    by_people = Event.objects.exclude(actor=None).exclude(move="cast").select_related("case")
    days = {(event.case.calendar, event.at.astimezone(BERLIN).date()) for event in by_people}
    assert sorted(day for state, day in days if not Calendar(state).is_working_day(day)) == []
    assert max(day for _state, day in days) < timezone.localdate()


def test_the_history_is_whole(seeded):
    assert [str(finding) for finding in Audit().findings()] == []


def test_a_case_stands_in_every_state_there_is(seeded):
    assert sorted(to_show() - set(Case.objects.values_list("lifecycle", "state"))) == []


def test_only_states_nobody_rests_in_are_left_out(seeded):
    assert not set(PASSED_THROUGH) & set(Case.objects.values_list("lifecycle", "state"))
    assert all(PASSED_THROUGH.values())
    assert not set(PASSED_THROUGH) & to_show()


@pytest.mark.parametrize("region", [each.region for each in REPERTOIRE])
def test_each_programme_shows_the_usual_way_and_crooked_ones(seeded, region):
    here = Case.objects.filter(dossier__lead_place=Region.objects.get(name=f"{REGION}{region}").place)
    states = set(here.values_list("lifecycle", "state"))
    usual = {
        ("idea", "draft"), ("idea", "submitted"), ("idea", "in_working_group"), ("idea", "on_agenda"),
        ("idea", "in_application"), ("idea", "in_execution"), ("decision", "open"), ("decision", "recorded"),
        ("application", "internally_released"), ("approval", "on_committee_agenda"), ("application", "awarded"),
        ("award", "running"), ("disbursement", "paid"), ("report", "open"),
    }  # fmt: skip
    back = {("idea", "returned"), ("idea", "parked"), ("application", "withdrawn")}
    assert (usual | back) - states == set()
    for crooked in (("award", "notice"), ("reclaim", "collection")):
        assert len({(lifecycle, state) for lifecycle, state in states if lifecycle in crooked}) >= 8


def test_whoever_chooses_a_state_is_signed_in_and_sees_the_case(seeded, client):
    here = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}
    tables = client.get("/shown-states/", **here).context["tables"]
    rows = [[cell for _region, cell in state["cells"] if cell] for table in tables for state in table["states"]]
    first = [cells[0][0] for cells in rows if cells]
    assert len(first) == len(to_show())
    seen = [client.post("/shown-states/", {"case": case}, **here).url for case in first]
    assert seen == [f"/cases/{case}/" for case in first]


def test_no_page_of_a_case_asks_more_than_its_budget_of_whoever_has_to_act(seeded):
    """One case of each state and desk there is, however crooked its way was."""
    sent = {}
    for task in Task.objects.filter(OPEN, desk__isnull=False).select_related("desk", "process").order_by("pk"):
        kind = (task.process.lifecycle, task.process.state, task.desk.role)
        holder = task.desk.holders.filter(valid_on(clock.today())).order_by("rank").first()
        if holder and kind not in sent:
            sent[kind] = statements(holder.person, f"/cases/{task.process_id}/")
    assert len(sent) > 150
    assert {kind: count for kind, count in sent.items() if count > MOST_STATEMENTS} == {}


def statements(person, address):
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(made)


def test_nothing_is_said_of_a_real_region_but_what_it_has_published(seeded):
    assert set(Case.objects.values_list("dossier__invented", flat=True)) == {True}
    assert PublishedProject.objects.filter(states__contains=["NI"]).count() >= 10


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_serves_on_loopback_and_ends_at_once_on_ctrl_c(seeded, port):
    process = started("manage.py", "demo", "--port", str(port))
    try:
        lines = [process.stdout.readline(), process.stdout.readline()]
        assert f"http://127.0.0.1:{port}" in lines[1]
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20)
        assert page.status == 200
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        assert time.monotonic() - began < 10
        assert process.returncode == 0
    finally:
        process.kill()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_taken_port_is_said_in_one_sentence(seeded, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = started("manage.py", "demo", "--port", str(port))
        _out, err = process.communicate(timeout=60)
        assert process.returncode == 1
        sentence = _("Port %(port)s is taken; choose another one with --port.") % {"port": port}
        assert err == f"CommandError: {sentence}\n"
