"""The history says in sentences of their own what every move did."""

import pytest

from funding.applications.states import Followed, Noted
from funding.openings import OPENINGS
from funding.web.history import OF_ANY_CASE
from workflows.binding import flows
from workflows.inputs import inputs_of

LIFECYCLES = {
    flow.lifecycle.name: flow.lifecycle for flow in flows() if flow.process_class._meta.app_label == "funding"
}
OPENED_BY_A_PERSON = {"application", "idea", "statement"}  # the others by what happens in another case
FACTS = {
    "application": {*(f"follow.{each}" for each in Followed), *(f"take_note.{each}" for each in Noted)},
    "decision": {"cast.by_nobody"},
}


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_move_has_a_sentence_and_every_sentence_a_move(name):
    said = set(LIFECYCLES[name].words.history)
    wanted = FACTS.get(name, set()) | (set() if name in OPENED_BY_A_PERSON else {"open"})
    for move in LIFECYCLES[name].moves:
        by_outcome = {f"{move.name}.{state}" for state in move.targets}
        if move.name in said:
            wanted |= {str(move.name)} | by_outcome & said
        elif move.name not in OF_ANY_CASE:
            wanted |= by_outcome
    assert said == wanted


@pytest.mark.parametrize("name", LIFECYCLES)
def test_labels_and_hints_are_of_inputs_that_its_moves_ask_for(name):
    words, asked = (
        LIFECYCLES[name].words,
        {f"open.{each}" for row in OPENINGS if row.opens == name for each in inputs_of(row.asks)},
    )
    for move in LIFECYCLES[name].moves:
        inputs = inputs_of(move.does)
        asked |= {f"{move.name}.{each}" for each in inputs}
        columns = (getattr(each.kind, "columns", {}) for each in inputs.values())
        asked |= {f"{move.name}.{column}" for row in columns for column in row}
    assert {*words.labels, *words.hints, *words.asked_anew} <= asked


@pytest.mark.django_db
def test_a_report_is_told_from_its_opening_to_its_acceptance(world, report, as_person):
    case, by = report("accepted"), {part: str(getattr(world, part)) for part in ("applicant", "signatory", "checker")}
    history = as_person(world.applicant).get(f"/cases/{case.pk}/").context["history"]
    assert [entry["text"] for entry in reversed(history)] == [
        "The report was scheduled.",
        "The report can be written now.",
        f"{by['applicant']} edited the report.",
        f"{by['applicant']} released the report for signature.",
        f"{by['signatory']} signed and submitted the report.",
        f"{by['checker']} began to check the report.",
        f"{by['checker']} accepted the report.",
    ]
