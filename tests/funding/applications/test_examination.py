"""An examination follows its application: what is handed in late, a rejection that is begun or given up, the end."""

import pytest
from django.test import Client

from tests.funding.applications.story import ASSESSED, FORM, PLAN, REMEDY, examination_of, reject, ruling_of
from tests.funding.test_wrong_desk import standing_in
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import OPEN, Case, Task

pytestmark = pytest.mark.django_db
REJECTION = {"reasons": "Nicht neu in der Region.", **REMEDY}
PAPER = {"file": Upload("Vereinbarung.txt", b"Vereinbart.")}


def waits(case):
    return [task.title for task in Task.objects.filter(OPEN, process=case)]


def test_while_a_rejection_is_being_written_the_authority_does_nothing_else_and_then_it_goes_on(
    world, in_assessment, state, refusal
):
    examination = examination_of(in_assessment)
    reject(world, in_assessment, **REJECTION)
    assert state(examination) == "in_assessment"
    assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED) == "is_being_rejected"
    assert refusal(examination, "request_items", by=world.case_worker, items="Plan") == "is_being_rejected"
    assert refusal(in_assessment, "prepare_rejection", by=world.case_worker) == "is_being_rejected"
    fire(ruling_of(in_assessment).pk, "give_up", by=world.approver, reason="Doch neu.")
    assert (state(in_assessment), waits(examination)) == ("submitted", ["Antrag prüfen"])
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"


def test_what_is_only_received_is_examined_before_it_is_rejected(world, application, refusal):
    case = application("submitted")
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "not_examined"
    fire(examination_of(case).pk, "confirm_complete", by=world.case_worker)
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "not_examined"


@pytest.mark.parametrize(
    ("move", "part", "data"),
    [
        ("edit", "applicant", FORM),
        ("set_plan", "applicant", {"lines": PLAN}),
        ("attach", "applicant", PAPER),
        ("supply", "signatory", {}),
        ("advise", "office", {"advice": "Kürzer."}),
    ],
)
def test_what_was_handed_in_stands_until_the_authority_asks_for_something(
    world, application, refusal, move, part, data
):
    case = application("submitted")
    assert refusal(case, move, by=getattr(world, part), **data) == "not_awaited"


def test_it_ends_with_the_application(world, application, state):
    case = application("complete")
    fire(case.pk, "withdraw", by=world.signatory, reason="Der Partner hat abgesagt.")
    assert (state(examination_of(case)), waits(examination_of(case))) == ("ended", [])


@pytest.mark.parametrize(
    ("at", "move", "key"),
    [
        ("handed_in", "begin_anew", "nothing_to_follow"),
        ("incomplete", "follow_supply", "nothing_to_follow"),
    ],
)
def test_the_clock_follows_nothing_that_has_not_happened(application, refusal, at, move, key):
    case = examination_of(application("submitted"))
    with standing_in(case, at):
        assert refusal(case, move, by=CLOCK) == key


def test_it_does_not_end_before_the_application(application, refusal):
    assert refusal(examination_of(application("submitted")), "end", by=CLOCK) == "parent_goes_on"


def test_nobody_decides_before_it_is_ready(application, refusal):
    assert refusal(application("submitted"), "follow", by=CLOCK) == "no_result_yet"


MOVES = ("edit", "set_plan", "set_commitments", "attach", "supply", "note_start")


def test_its_page_and_the_applications_show_the_same_task_and_what_is_handed_in(world, application):
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Plan", until="2024-07-01")
    client = Client()
    client.force_login(world.applicant)
    page = client.get(f"/cases/{examination_of(case).pk}/")
    above = client.get(f"/cases/{case.pk}/")
    for shown in (page, above):
        assert (shown.context["turn"], shown.context["task"]) == (True, "Fehlendes nachreichen")
        offered = [move["href"].split("/")[-3:-1] for move in shown.context["moves"]]
        assert offered == [[str(case.pk), name] for name in MOVES]


def test_the_case_worker_makes_every_step_on_the_applications_page(world, application):
    case = application("submitted")
    client = Client()
    client.force_login(world.case_worker)

    def offered():
        page = client.get(f"/cases/{case.pk}/").context
        assert page["turn"] is True
        return {tuple(move["href"].split("/")[-3:-1]) for move in page["moves"]}

    assert (str(examination_of(case).pk), "confirm_complete") in offered()
    fire(examination_of(case).pk, "confirm_complete", by=world.case_worker)
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    assert {(str(examination_of(case).pk), "finish_assessment"), (str(case.pk), "prepare_rejection")} <= offered()
    fire(case.pk, "prepare_rejection", by=world.case_worker)
    assert (str(ruling_of(case).pk), "draft_rejection") in offered()


def test_a_stranger_finds_nothing(world, application):
    client = Client()
    client.force_login(world.stranger)
    assert client.get(f"/cases/{examination_of(application('submitted')).pk}/").status_code == 404


def test_each_version_is_examined_by_itself(world, application):
    case = application("ready")
    assert [each.state for each in Case.objects.filter(parent_id=case.pk).order_by("pk")] == ["assessed", "ready"]
