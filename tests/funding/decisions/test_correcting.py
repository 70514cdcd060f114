"""What was recorded of a vote held elsewhere is corrected by a new entry."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.bodies.models import Seat
from funding.challenges.models import Challenge
from funding.decisions.models import Decision
from funding.decisions.review import resolved_on
from funding.documents.models import Document
from tests.funding.asking import refused, state
from tests.funding.decisions.on_paper import HELD, by_seat, orders, overturn
from tests.funding.documents.test_letters import text_of
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_a_correction_that_leaves_the_result_is_a_new_entry_and_the_old_one_stays_to_be_seen(
    world, prepared, seats, as_person
):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    fire(prepared.pk, "record", by=world.office, resolution="Das Vorhaben wird verfolgt.")
    right = {"yes": seats[:5], "no": [seats[5]]}
    event = fire(prepared.pk, "correct", by=world.office, **right, reason="Verzählt.")
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, [decision.result[name] for name in ("yes", "no")]) == ("recorded", [5, 1])
    assert [(entry["seq"], entry["holds"]) for entry in decision.recorded] == [(2, True), (event.seq, True)]
    assert decision.recorded[0]["votes"]["yes"] == sorted(seats[:4])
    page = as_person(world.office).get(reverse("vote_result", args=[prepared.pk])).content.decode()
    assert page.count("Corrected: this entry counts no longer.") == 1
    newest = Document.objects.filter(case=prepared, kind="minutes_extract").latest("pk")
    assert newest.version == 2
    assert "Die erste Eintragung wurde berichtigt" in text_of(bytes(newest.content.content))


def test_a_correction_that_changes_the_result_waits_for_the_chair_and_then_the_resolution_falls(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    question = overturn(world, prepared, seats)
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.result["yes"], decision.recorded[-1]["holds"]) == ("adopted", 4, False)
    assert refused(prepared, "correct", by=world.office, yes=seats[:3], reason="Noch einmal.") == "is_challenged"
    fire(question.pk, "examine", by=world.office, found=True, finding="So steht es in der Niederschrift.")
    assert refused(question, "decide", by=world.office, reason="Ja.") == "not_yours"
    fire(question.pk, "decide", by=world.chair, reason="Das stimmt.")
    assert (state(question), state(prepared), state(prepared.parent)) == ("void", "void", "recommended")
    fire(prepared.parent_id, "put_on_agenda", by=world.office)
    anew = Decision.objects.get(replaces=prepared.pk)
    fire(anew.pk, "record_elsewhere", by=world.office, **HELD, present=seats[:6], yes=seats[:1], no=seats[1:5])
    assert (state(anew), state(prepared.parent)) == ("rejected", "rejected")


def test_where_the_chair_does_not_find_it_the_first_entry_stays(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    question = overturn(world, prepared, seats)
    fire(question.pk, "examine", by=world.office, found=False, finding="Es war doch richtig.")
    fire(question.pk, "decide", by=world.chair, reason="Es bleibt dabei.")
    decision = Decision.objects.get(pk=prepared.pk)
    assert (state(question), decision.state, decision.entry["seq"]) == ("confirmed", "adopted", 2)


def test_what_was_carried_out_from_the_wrong_result_is_put_to_the_body_again(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    fire(prepared.parent_id, "apply", by=world.office)
    question = overturn(world, prepared, seats)
    fire(question.pk, "examine", by=world.office, found=True, finding="Vertauscht.")
    fire(question.pk, "decide", by=world.chair, reason="Das stimmt.")
    assert (state(question), state(prepared)) == ("cure_due", "adopted")


def test_a_vote_held_here_is_challenged_and_not_corrected(world, vote):
    case = vote("session", present=4)
    for voter in world.steering[:4]:
        fire(case.pk, "cast", by=voter, choice="yes")
    fire(case.pk, "close", by=world.chair)
    assert refused(case, "correct", by=world.office, yes=[1], reason="Falsch.") == "held_here"


def test_a_wrong_day_is_corrected_and_what_hangs_on_it_is_counted_from_the_right_one(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    idea = prepared.parent
    deadline = idea.deadlines.get(of_stay=True, closed_at=None)
    assert (deadline.inputs["event"], deadline.due_on) == ("2024-05-17", dt.date(2026, 5, 18))
    event = fire(prepared.pk, "correct", by=world.office, held_on="2024-04-17", reason="In der Niederschrift: April.")
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.held_on, decision.result["yes"]) == ("adopted", dt.date(2024, 4, 17), 4)
    assert [(entry["held_on"], entry["holds"]) for entry in decision.recorded] == [
        ("2024-05-17", True),
        ("2024-04-17", True),
    ]
    assert (event.facts["day_before"], event.facts["day_corrected"]) == ("2024-05-17", "2024-04-17")
    deadline.refresh_from_db()
    assert (deadline.inputs["event"], deadline.due_on) == ("2024-04-17", dt.date(2026, 4, 17))
    assert resolved_on(decision) == dt.date(2024, 4, 17)
    noted = idea.events.latest("seq")
    assert (noted.move, noted.facts["counted_again"][0]["before"]) == ("deadline.redate", "2026-05-18")
    assert idea.tasks.get(finished=None).due_on == dt.date(2026, 4, 17)


def test_on_the_right_day_the_seats_and_the_standing_orders_of_that_day_count(world, prepared, seats):
    """From the first of May on two thirds are needed; in April four of six were enough."""
    orders(world, rule={"majority": {"at_least": "4/5", "of": "cast"}})
    april = {**by_seat(seats), "held_on": "2024-04-17"}
    fire(prepared.pk, "record_elsewhere", by=world.office, **{**april, "no": seats[4:6]})
    assert state(prepared) == "adopted"
    fire(prepared.pk, "correct", by=world.office, held_on="2024-05-17", reason="Mai.")
    decision, question = Decision.objects.get(pk=prepared.pk), Challenge.objects.get()
    assert (decision.state, decision.held_on) == ("adopted", dt.date(2024, 4, 17))
    assert (question.recount["before"], question.recount["after"]) == ("adopted", ["rejected"])
    fire(question.pk, "examine", by=world.office, found=True, finding="So steht es in der Niederschrift.")
    fire(question.pk, "decide", by=world.chair, reason="Das stimmt.")
    assert state(prepared) == "void"


@pytest.mark.parametrize("day", ["2024-06-04", "2019-01-01"])
def test_a_day_to_come_or_one_before_the_body_had_seats_is_refused(world, prepared, seats, day):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    Seat.objects.filter(pk__in=seats).update(from_on=dt.date(2020, 1, 1))
    answer = refused(prepared, "correct", by=world.office, held_on=day, reason="Anders.")
    assert answer in (("held_on", "bad_input"), ("present", "bad_input"), "no_standing_orders")
