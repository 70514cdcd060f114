"""What the demonstration shows: standing data, invented regions, and the stories that play in them."""

from funding.data.loading import load_standing_data
from funding.demo.stage import Audience, Story, known_keys, play
from funding.demo.whole_way import whole_way
from funding.demo.world import build_world
from workflows import clock


def tell_whole_way(audience: Audience) -> None:
    """The one finished project, from 2023 to 2026."""
    load_standing_data()
    story = Story("whole way", build_world(), known_keys(), audience)
    play([whole_way(story)], audience)


def seed(audience: Audience) -> None:
    """Everything the served demonstration shows; afterwards the clock shows today. Done again it changes nothing."""
    tell_whole_way(audience)
    clock.set_to(None)
