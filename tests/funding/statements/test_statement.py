"""A statement upward: resolved, sent, acknowledged, answered or not, and fed back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.bodies.models import Body
from funding.demo.world import build_world
from funding.statements.models import Statement
from funding.statements.opening import open_statement
from tests.funding.asking import persons_told, refusal, state
from tests.funding.ideas.test_idea import cast
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case, Dossier
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
WRITTEN = {
    "title": "Fahrdienste zu Hausarztpraxen",
    "wording": "Nach 18 Uhr fährt kein Bus.\nWir bitten um Hilfe.",
    "addressee": "Ministerium für Gesundheit",
    "street": "Am Deich 4",
    "postcode": "99990",
    "town": "Musterstadt",
}


@pytest.fixture
def statement(world, today_is):
    """Brought as far as asked: `statement("sent")`; sent on 3 June 2024, an answer asked for by 2 September."""

    def brought(to="draft"):
        today_is("2024-06-03")
        found = open_statement(world.steering_group, by=world.office, title="Fahrdienste", group=world.group)
        steps = {
            "draft": lambda: fire(found.pk, "edit", by=world.office, **WRITTEN),
            "on_agenda": lambda: fire(found.pk, "put_on_agenda", by=world.office),
            "adopted": lambda: _vote(world, found, "yes"),
            "sent": lambda: fire(found.pk, "send", by=world.office, answer_by="2024-09-02"),
            "acknowledged": lambda: fire(found.pk, "acknowledge", by=world.office, acknowledged_on="2024-06-03"),
            "answered": lambda: _answer(world, found),
        }
        for name, make in steps.items():
            make()
            if name == to:
                break
        return Statement.objects.get(pk=found.pk)

    return brought


def _vote(world, case, choice):
    ballot = case.children.get()
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    cast(ballot, world.steering, choice)


def _answer(world, case, **other):
    facts = {"answer": "partly", "answer_text": "Ein Modellversuch ist geplant.", "answered_on": "2024-06-03", **other}
    return fire(case.pk, "note_answer", by=world.office, **facts)


def test_a_statement_goes_its_whole_way(world, statement):
    case = statement("answered")
    letter = case.documents.get()
    assert (state(case), letter.kind, case.resolved_on) == ("answered", "statement", dt.date(2024, 6, 3))
    assert bytes(letter.content.content).startswith(b"%PDF")
    fire(case.pk, "feed_back", by=world.office, conclusion="Die Arbeitsgruppe begleitet den Versuch.")
    assert state(case) == "fed_back"
    assert persons_told("statement.fed_back", case) == {world.lead, world.office, *world.steering}


def test_the_body_votes_on_the_very_wording(world, statement):
    case = statement("on_agenda")
    decision = case.children.get().decision
    assert decision.papers["summary"] == WRITTEN["wording"]
    assert (WRITTEN["title"] in decision.question, WRITTEN["addressee"] in decision.question) == (True, True)
    assert refusal(case, "edit", by=world.office, title="Anders") == "not_possible_here"


def test_an_incomplete_statement_does_not_go_to_the_body(world, statement):
    case = statement()
    fire(case.pk, "edit", by=world.office, **{**WRITTEN, "addressee": ""})
    assert refusal(case, "put_on_agenda", by=world.office) == "incomplete"


def test_a_rejected_statement_is_at_its_end_and_the_group_is_told(world, statement):
    case = statement("on_agenda")
    _vote(world, case, "no")
    assert (state(case), persons_told("statement.rejected", case)) == ("rejected", {world.office, world.lead})


@pytest.mark.parametrize("how", ["defer", "return", "object"])
def test_what_the_body_has_not_resolved_comes_back_to_the_office(world, statement, how):
    case = statement("on_agenda")
    ballot = case.children.get()
    if how == "defer":
        fire(ballot.pk, "leave", by=world.chair, outcome="deferred", deferred_until="2024-09-01", reason="Später.")
    elif how == "return":
        fire(ballot.pk, "leave", by=world.chair, outcome="returned", reason="Kürzer.")
    else:
        fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
        fire(ballot.pk, "object", by=world.steering[0], reason="Lieber in der Sitzung.")
    assert (state(case), persons_told("statement.returned", case)) == ("draft", {world.office})
    fire(case.pk, "put_on_agenda", by=world.office)
    assert state(case) == "on_agenda"


def test_it_is_withdrawn_only_before_the_body_has_resolved_it(world, statement):
    case = statement("on_agenda")
    fire(case.pk, "withdraw", by=world.office, reason="Überholt.")
    assert (state(case), state(case.children.get())) == ("withdrawn", "aborted")
    assert refusal(statement("adopted"), "withdraw", by=world.office, reason="x") == "not_possible_here"


def test_a_body_that_was_dissolved_since_is_not_asked(world, statement):
    case = statement()
    Body.objects.filter(pk=world.steering_group.pk).update(dissolved_on="2024-06-03")
    assert refusal(case, "put_on_agenda", by=world.office) == "body_dissolved"
    assert (state(case), case.children.count()) == ("draft", 0)


def test_once_a_ballot_is_cast_the_office_no_longer_withdraws_it(world, statement):
    case = statement("on_agenda")
    ballot = case.children.get()
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    cast(ballot, world.steering[1:2], "no")
    assert refusal(case, "withdraw", by=world.office, reason="x") == "votes_are_cast"
    assert (state(case), state(ballot)) == ("on_agenda", "open")


def test_an_answer_is_asked_for_by_a_day_to_come(world, statement):
    assert refusal(statement("adopted"), "send", by=world.office, answer_by="2024-06-03") == "bad_input"


def test_where_no_reply_comes_the_office_reminds_as_often_as_it_takes(world, statement, today_is):
    case = statement("sent")
    assert case.deadlines.get(kind="sent").due_on == dt.date(2024, 9, 2)
    today_is("2024-09-02")
    sweep_deadlines()
    assert state(case) == "sent"
    today_is("2024-09-03")
    sweep_deadlines()
    assert (state(case), persons_told("statement.no_reply", case)) == ("no_reply", {world.office})
    today_is("2024-09-18")
    sweep_deadlines()
    assert persons_told("task.late", case) == {world.office}
    assert refusal(case, "remind_addressee", by=world.office, answer_by="2024-09-18") == "bad_input"
    fire(case.pk, "remind_addressee", by=world.office, answer_by="2024-10-01")
    assert (state(case), case.documents.latest("pk").kind) == ("sent", "statement_reminder")
    today_is("2024-10-02")
    sweep_deadlines()
    assert state(case) == "no_reply"
    fire(case.pk, "feed_back", by=world.office, conclusion="Niemand hat geantwortet.")
    assert state(case) == "fed_back"


def test_what_was_acknowledged_stays_acknowledged_when_it_is_reminded_of(world, statement, today_is):
    case = statement("acknowledged")
    today_is("2024-09-03")
    sweep_deadlines()
    fire(case.pk, "remind_addressee", by=world.office, answer_by="2024-10-01")
    assert (state(case), case.deadlines.filter(kind="acknowledged").latest("pk").due_on) == (
        "acknowledged",
        dt.date(2024, 10, 1),
    )


def test_a_late_acknowledgement_names_the_day_by_which_the_answer_is_awaited_now(world, statement, today_is):
    case = statement("sent")
    today_is("2024-09-03")
    sweep_deadlines()
    assert refusal(case, "acknowledge", by=world.office, acknowledged_on="2024-09-04") == "bad_input"
    assert refusal(case, "acknowledge", by=world.office, acknowledged_on="2024-09-03") == "bad_input"
    fire(case.pk, "acknowledge", by=world.office, acknowledged_on="2024-09-03", answer_by="2024-11-04")
    assert (state(case), case.deadlines.get(kind="acknowledged").due_on) == ("acknowledged", dt.date(2024, 11, 4))


def test_an_answer_may_come_at_any_time_after_the_sending(world, statement, today_is):
    for at in ("sent", "acknowledged"):
        case = statement(at)
        _answer(world, case)
        assert state(case) == "answered"
    case = statement("sent")
    assert refusal(
        case, "note_answer", by=world.office, answer="partly", answer_text="x", answered_on="2060-01-01"
    ) == ("bad_input")
    today_is("2024-09-03")
    sweep_deadlines()
    _answer(world, case)
    assert state(case) == "answered"


def test_an_answer_that_comes_after_it_was_fed_back_that_nobody_answered_is_fed_back_too(world, statement, today_is):
    case = statement("sent")
    today_is("2024-09-03")
    sweep_deadlines()
    fire(case.pk, "feed_back", by=world.office, conclusion="Niemand hat geantwortet.")
    _answer(world, case)
    assert state(case) == "answered"
    fire(case.pk, "feed_back", by=world.office, conclusion="Es gibt einen Modellversuch.")
    assert state(case) == "fed_back"
    late = {"answer": "partly", "answer_text": "x", "answered_on": "2024-09-03"}
    assert refusal(case, "note_answer", by=world.office, **late) == "is_answered"


def test_nothing_came_before_it_was_sent(world, statement):
    case = statement("sent")
    assert refusal(case, "acknowledge", by=world.office, acknowledged_on="2024-06-02") == "bad_input"
    answer = {"answer": "partly", "answer_text": "x", "answered_on": "2024-06-02"}
    assert refusal(case, "note_answer", by=world.office, **answer) == "bad_input"


def test_only_the_office_of_the_region_handles_a_statement(world, statement):
    case = statement("adopted")
    assert refusal(case, "send", by=world.chair, answer_by="2024-09-02") == "not_yours"
    assert refusal(case, "send", by=world.stranger, answer_by="2024-09-02") == "not_found"
    assert refusal(case, "send", by=build_world("Birkental").office, answer_by="2024-09-02") == "not_found"


def test_a_statement_is_begun_by_the_office_for_a_body_that_resolves(world):
    there = build_world("Birkental")
    for body, by, group, key in (
        (world.steering_group, world.lead, None, "not_yours"),
        (world.steering_group, there.office, None, "not_yours"),
        (world.committee, world.office, None, "no_body"),
        (world.group, world.office, None, "no_body"),
        (world.steering_group, world.office, there.group, "no_group"),
    ):
        with pytest.raises(Refused) as caught:
            open_statement(body, by=by, title="Fahrdienste", group=group)
        assert caught.value.key == key


def test_the_same_key_begins_one_statement(world):
    first = open_statement(world.steering_group, by=world.office, title="Fahrdienste", key="k1")
    files = Dossier.objects.count()
    assert open_statement(world.steering_group, by=world.office, title="Fahrdienste", key="k1").pk == first.pk
    assert Dossier.objects.count() == files


def test_feeding_back_stays_in_the_budget_of_a_move_whatever_the_number_of_members(world, statement):
    case = statement("answered")
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, "feed_back", by=world.office, conclusion="Wir warten ab.")
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) <= 8


def test_a_statement_has_a_page_in_each_of_its_states(world, statement, client):
    case = statement("answered")
    client.force_login(world.office)
    assert client.get(f"/cases/{case.pk}/").status_code == 200
    assert client.get(f"/cases/{case.pk}/feed_back/").status_code == 200
    assert Case.objects.get(pk=case.pk).finished is None


def test_papers_are_attached_and_answers_fed_back_by_the_office_alone(world, statement):
    case = statement("answered")
    paper = {"file": Upload("Anlage.pdf", b"%PDF-1.7\n%%EOF\n"), "kind": "evidence"}
    for move, data in (("attach", paper), ("feed_back", {"conclusion": "Wir danken."})):
        assert refusal(case, move, by=world.chair, **data) == "not_yours"
    fire(case.pk, "attach", by=world.office, **paper)
    assert case.documents.filter(kind="evidence").count() == 1
