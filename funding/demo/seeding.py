"""What the demonstration shows: standing data, invented regions, and the stories that play in them."""

from collections.abc import Iterator

from django.utils import timezone

from funding.data.loading import load_standing_data
from funding.demo.endings import REGIONS
from funding.demo.everyday import Project
from funding.demo.stage import Audience, Moments, Story, known_keys, play
from funding.demo.whole_way import whole_way
from funding.demo.world import build_world
from workflows import clock


def tell_whole_way(audience: Audience) -> None:
    """The one finished project, from 2023 to 2026, and nothing else."""
    load_standing_data()
    play([whole_way(Story("whole way", build_world(), known_keys(), audience))], audience)


def seed(audience: Audience) -> None:
    """Everything the served demonstration shows; afterwards the clock shows today. Done again it changes nothing."""
    load_standing_data()
    play(_stories(audience), audience)
    clock.set_to(None)


def _stories(audience: Audience) -> Iterator[Moments]:
    done, today = known_keys(), timezone.localdate()
    yield whole_way(Story("whole way", build_world(), done, audience))
    for region, state, programme, projects in REGIONS:
        world = build_world(region, state=state, programme=programme)
        for title, ending in projects:
            yield ending(Project(Story(f"{region}, {title}", world, done, audience), title, today))
