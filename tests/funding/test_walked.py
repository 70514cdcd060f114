"""The report after the suite: what it has seen, what it complains of."""

from collections.abc import Iterator

import pytest

from funding.ideas.lifecycle import IDEA
from funding.ideas.opening import open_idea
from tests.walked import Walked, complaints, everything, lifecycles
from workflows.binding import flows
from workflows.engine import available, fire
from workflows.refusals import NotFound, Refused


@pytest.fixture
def walked(request) -> Iterator[Walked]:
    """The one that observes this run, with nothing seen yet; what it sees here counts too."""
    plugin = request.config.pluginmanager.get_plugin("walked")
    before, plugin.lines = plugin.lines, set()
    yield plugin
    plugin.lines |= before


def test_a_state_is_entered_and_a_move_made_or_refused_when_the_engine_says_so(world, walked):
    idea = open_idea(world.region, by=world.author, title="Pflegelotsen", invented=True)
    opened = {"idea/1 entered draft"}
    assert walked.lines == opened
    list(available(idea, by=world.author))
    assert walked.lines == opened
    with pytest.raises(Refused):
        fire(idea.pk, "submit", by=world.author)
    with pytest.raises(NotFound):
        fire(idea.pk, "withdraw", by=world.stranger, reason="Fremd.")
    refused = opened | {"idea/1 refused submit", "idea/1 refused withdraw"}
    assert walked.lines == refused
    fire(idea.pk, "withdraw", by=world.author, reason="Doch nicht.")
    tried = {"idea/1 refused follow_funding"}  # by the clock, after it
    assert walked.lines == refused | tried | {"idea/1 made withdraw", "idea/1 entered withdrawn"}


def test_a_move_of_the_clock_counts_as_refused_where_its_guard_has_said_so(world, vote, walked):
    case = vote()
    fire(case.pk, "cast", by=world.steering[1], choice="yes")
    assert {line for line in walked.lines if "close" in line} == {"decision/1 refused close"}
    seen = set(walked.lines)
    with pytest.raises(Refused):
        fire(case.pk, "close", by=world.chair)
    assert walked.lines == seen


def test_every_state_and_twice_every_move_of_the_products_tables_is_asked_for():
    assert len(everything(IDEA)) == len(IDEA.stays) + 2 * len(IDEA.moves)
    assert lifecycles() == [flow.lifecycle for flow in flows() if flow.__module__.startswith("funding.")]


def test_what_is_missing_is_named_unless_it_may_be_and_what_need_not_be_allowed_is_named_too():
    to_walk = {"a/1 entered x", "a/1 made go", "a/1 refused go"}
    assert complaints(to_walk, to_walk, set()) == []
    assert complaints(to_walk, {"a/1 entered x"}, {"a/1 made go"}) == ["never: a/1 refused go"]
    assert complaints(to_walk, to_walk, {"a/1 made go", "gone/1 made go"}) == [
        "take out of not_yet_walked.txt: a/1 made go",
        "take out of not_yet_walked.txt: gone/1 made go",
    ]
