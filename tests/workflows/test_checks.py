"""A table that would strand a case is found before it is deployed."""

import dataclasses

import pytest

from funding import messages
from notifications import keys
from notifications.keys import Concern, Kind
from tests.lab.lifecycles import AUTHOR, LEAD, OFFICE, THING_1, VOTE_1
from workflows.checks import messages_are_registered, mistakes
from workflows.inputs import Text
from workflows.lifecycle import CLOCK, BadTable, Lifecycle, make, move, stay
from workflows.tables import as_data, fingerprint


def sound(stays, moves):
    return list(mistakes(Lifecycle("x", 1, stays, moves)))


def test_the_lab_is_sound():
    assert (list(mistakes(THING_1)), list(mistakes(VOTE_1))) == ([], [])


def test_a_row_that_names_no_state_is_refused_at_import():
    with pytest.raises(BadTable, match="names no state"):
        Lifecycle("x", 1, (stay("a", AUTHOR, "t"),), (move("go", "a", "b", AUTHOR),))
    told = move("go", "a", "b", AUTHOR, [], None, [("lab.received", LEAD, ("a",))])
    with pytest.raises(BadTable, match="does not lead to"):
        Lifecycle("x", 1, (stay("a", AUTHOR, "t"), stay("b")), (told,))
    with pytest.raises(BadTable, match="stands twice"):
        Lifecycle("x", 1, (stay("a"), stay("a")), ())
    with pytest.raises(BadTable, match="no such move"):
        Lifecycle("x", 1, (stay("a", AUTHOR, "t", None, make("fly")),), ())


def test_unreachable_states_and_dead_ends_are_named():
    assert sound((stay("a", AUTHOR, "t"), stay("b", LEAD, "t"), stay("c")), (move("go", "a", "b", AUTHOR),)) == [
        "the state b cannot be left and is not final",
        "no move leads to the state c",
    ]


def test_waiting_without_a_task_and_late_moves_nobody_can_make_are_named():
    stays = (stay("a", AUTHOR, "", None, make("go")), stay("b"))
    assert sound(stays, (move("go", "a", "b", OFFICE),)) == [
        "the state a waits for somebody without a task",
        "when the state a is late the clock cannot make the move go",
    ]


def test_the_clock_needs_a_condition_and_cannot_fill_in_forms():
    def asks(case, step, *, reason: Text):
        pass

    def takes(case, step, *, key: Text = ""):
        pass

    stays = (stay("a", CLOCK), stay("b"))
    assert sound(stays, (move("go", "a", "b", CLOCK, [], asks), move("come", "a", "b", AUTHOR, [], takes))) == [
        "the clock makes the move go without a condition",
        "the clock cannot fill in what the move go asks for",
        "the move come asks for ['key'], which the engine uses itself",
    ]


def test_the_data_is_language_independent_and_complete():
    data = as_data(THING_1)
    assert data["states"][1] == {
        "name": "at_group",
        "waits_for": "lead",
        "task": "Discuss",
        "due": "days(60)",
        "when_late": "remind",
        "final": False,
    }
    assert data["moves"][0] == {
        "name": "submit",
        "from": ["draft"],
        "to": "at_group",
        "who": ["author"],
        "only_if": ["has_title"],
        "does": None,
        "tells": [["lab.received", "lead"]],
        "four_eyes": [],
        "files": [],
    }


def test_an_edited_version_has_another_fingerprint():
    later = dataclasses.replace(THING_1, stays=(*THING_1.stays, stay("gone")))
    assert fingerprint(later) != fingerprint(THING_1)


def test_a_kind_nobody_registered_is_found_before_it_is_told(monkeypatch):
    monkeypatch.setattr(keys, "_kinds", {})
    keys.register(*messages.KINDS, Kind("lab.received", Concern.TASK))

    assert [each.msg for each in messages_are_registered()] == [
        "thing/1 tells lab.returned, which nobody registered.",
        "vote/1 tells lab.returned, which nobody registered.",
    ]
