"""A circular vote held elsewhere: how long it runs, and who objects."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.challenges.models import Challenge
from funding.decisions.models import Decision
from funding.documents.models import Document
from tests.funding.asking import refused, state
from tests.funding.decisions.on_paper import CIRCULAR, HELD, by_seat, orders, written
from tests.funding.documents.test_letters import text_of
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_a_circular_vote_on_paper_runs_from_its_sending_by_the_rules_and_the_seats_of_that_day(
    world, prepared, seats, as_person
):
    orders(world, rule={"majority": {"at_least": "4/5", "of": "cast"}}, circular_days=21)
    ask = {**written(seats), "sent_on": "2024-04-26"}
    event = fire(prepared.pk, "record_elsewhere", by=world.office, **ask, objected=[])
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.sent_on, decision.held_on) == (
        "adopted", dt.date(2024, 4, 26), dt.date(2024, 5, 17),
    )  # fmt: skip
    assert (decision.orders["circular_days"], event.facts["sent_on"]) == (14, "2024-04-26")
    assert event.facts["closes_on_steps"] != []
    page = as_person(world.office).get(reverse("vote_result", args=[prepared.pk])).content.decode()
    assert "This circular vote was held elsewhere; it was sent on" in page
    fire(prepared.pk, "record", by=world.office, resolution="Das Vorhaben wird verfolgt.")
    extract = Document.objects.get(case=prepared, kind="minutes_extract")
    assert "Umlaufverfahren versandt am" in text_of(bytes(extract.content.content))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sent_on": None}, "sent_on"),
        ({"sent_on": "2024-05-18"}, "sent_on"),
        ({"sent_on": "2024-05-04"}, "sent_on"),
        ({"procedure": "session"}, "sent_on"),
        ({"procedure": "session", "sent_on": None, "present": True, "objected": True}, "objected"),
        ({"objected": [999_999]}, "objected"),
    ],
)
def test_what_a_circular_vote_on_paper_cannot_have_been_is_refused_at_its_field(world, prepared, seats, changed, field):
    given = {name: seats[:6] if value is True else value for name, value in changed.items()}
    asked = refused(prepared, "record_elsewhere", by=world.office, **written(seats) | given)
    assert (asked, state(prepared)) == ((field, "bad_input"), "prepared")


def test_its_last_day_moves_to_a_working_day_as_that_of_one_held_here(world, prepared, seats):
    """Fourteen days from the fourth of May end on a Saturday; the Monday after it is Whit Monday."""
    short = {**written(seats), "sent_on": "2024-05-04"}
    assert refused(prepared, "record_elsewhere", by=world.office, **short | {"held_on": "2024-05-20"}) == (
        "sent_on",
        "bad_input",
    )
    fire(prepared.pk, "record_elsewhere", by=world.office, **short | {"held_on": "2024-05-21"})
    assert state(prepared) == "adopted"


@pytest.mark.parametrize("votes", ["by_seat", "count"])
def test_where_all_have_voted_a_circular_vote_on_paper_ends_before_its_day(world, prepared, seats, votes):
    early = HELD | CIRCULAR | {"sent_on": "2024-05-15"}
    count = {"yes_votes": len(seats) - 1, "no_votes": 0, "abstentions": 1}
    given = {"yes": seats[1:], "no": seats[:1]} if votes == "by_seat" else count
    less = {"yes": seats[1:]} if votes == "by_seat" else count | {"abstentions": 0}
    assert refused(prepared, "record_elsewhere", by=world.office, **early | less) == ("sent_on", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **early | given)
    assert state(prepared) == "adopted"


@pytest.mark.parametrize("votes", [{}, {"yes": slice(0, 6)}, {"yes_votes": 6}])
def test_one_objection_ends_a_circular_vote_on_paper_without_a_result(world, prepared, seats, as_person, votes):
    given = {name: seats[value] if isinstance(value, slice) else value for name, value in votes.items()}
    ended = HELD | CIRCULAR | {"sent_on": "2024-05-15", "objected": [seats[3]]}
    event = fire(prepared.pk, "record_elsewhere", by=world.office, **ended | given)
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.result["outcome"], state(prepared.parent)) == ("aborted", "aborted", "recommended")
    assert (decision.objected, "objected" in event.facts) == ([seats[3]], False)
    page = as_person(world.office).get(reverse("vote_result", args=[prepared.pk])).content.decode()
    assert "Objected to the circular vote:" in page


def test_an_objection_to_a_vote_that_must_be_secret_ends_it_as_well(world, prepared, seats):
    orders(world, secret="always", secret_minimum=5)
    fire(prepared.pk, "record_elsewhere", by=world.office, **HELD | CIRCULAR, objected=seats[:1])
    assert state(prepared) == "aborted"


def test_where_the_standing_orders_heed_no_objection_a_circular_vote_on_paper_goes_on(world, prepared, seats):
    circular = {"participation": {"over": "1/2"}, "silence": "not_cast", "objection": "ignored"}
    orders(world, rule={"circular": circular})
    none = HELD | CIRCULAR | {"objected": seats[:1]}
    assert refused(prepared, "record_elsewhere", by=world.office, **none) == ("yes", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **written(seats), objected=seats[:1])
    assert state(prepared) == "adopted"


def test_an_objection_left_out_is_added_and_the_chair_decides(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **written(seats))
    fire(prepared.pk, "correct", by=world.office, objected=[seats[5]], reason="Ein Sitz hatte widersprochen.")
    decision, question = Decision.objects.get(pk=prepared.pk), Challenge.objects.get()
    assert (decision.state, decision.recorded[-1]["holds"], question.recount["after"]) == (
        "adopted", False, ["aborted"],
    )  # fmt: skip
    assert decision.recorded[-1]["votes"]["yes"] == sorted(seats[:4])
    fire(question.pk, "examine", by=world.office, found=True, finding="So steht es in der Niederschrift.")
    fire(question.pk, "decide", by=world.chair, reason="Das stimmt.")
    assert state(prepared) == "void"


def test_a_wrong_day_of_sending_is_corrected_and_judged_by_that_day(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **written(seats))
    assert refused(prepared, "correct", by=world.office, sent_on="2024-05-06", reason="Später.") == (
        "sent_on",
        "bad_input",
    )
    fire(prepared.pk, "correct", by=world.office, sent_on="2024-05-02", reason="Einen Tag früher.")
    decision = Decision.objects.get(pk=prepared.pk)
    assert [(entry["sent_on"], entry["holds"]) for entry in decision.recorded] == [
        ("2024-05-03", True),
        ("2024-05-02", True),
    ]
    assert (decision.sent_on, decision.held_on) == (dt.date(2024, 5, 2), dt.date(2024, 5, 17))


def test_a_session_on_paper_was_never_sent_nor_objected_to(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    for given, field in (({"sent_on": "2024-05-02"}, "sent_on"), ({"objected": seats[:1]}, "objected")):
        assert refused(prepared, "correct", by=world.office, **given, reason="X.") == (field, "bad_input")


def test_after_too_few_took_part_the_next_circular_vote_is_sent_later(world, prepared, seats):
    first = {**written(seats, yes=2, no=0), "sent_on": "2024-04-22", "held_on": "2024-05-06"}
    fire(prepared.pk, "record_elsewhere", by=world.office, **first)
    assert state(prepared) == "not_quorate"
    again = written(seats) | {"held_on": "2024-05-24"}
    assert refused(prepared, "record_elsewhere", by=world.office, **again) == ("sent_on", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **again | {"sent_on": "2024-05-07"})
    assert state(prepared) == "adopted"
