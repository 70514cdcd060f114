"""What the demonstration shows: standing data, invented regions, and the stories that play in them."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from funding.data.loading import load_standing_data
from funding.demo import database
from funding.demo.everyday import Project
from funding.demo.repertoire import REPERTOIRE
from funding.demo.stage import Audience, Moments, Story, known_keys, play
from funding.demo.telling import Office
from funding.demo.whole_way import whole_way
from funding.demo.world import build_world, furnish
from funding.rosters.opening import watch_rosters
from workflows import clock
from workflows.models import Clock, Event


def tell_whole_way(audience: Audience) -> None:
    """The one finished project, from 2023 to 2026, and nothing else."""
    load_standing_data()
    play([whole_way(Story("whole way", build_world(), known_keys(), audience))], audience)


def seed(audience: Audience) -> None:
    """Everything the served demonstration shows; afterwards the clock shows today. Done again it changes nothing, also
    after visitors have erased files."""
    load_standing_data()
    if _is_told():
        return
    with database.hurried():
        play(_stories(audience), audience)
    clock.set_to(None)
    watch_rosters()


def _is_told() -> bool:
    """Something has happened and the clock shows today: as long as stories are told it shows their day."""
    return Event.objects.exists() and not Clock.objects.exclude(offset=dt.timedelta(0)).exists()


def _stories(audience: Audience) -> Iterator[Moments]:
    done, today = known_keys(), timezone.localdate()
    yield whole_way(Story("whole way", build_world(), done, audience))
    worlds = {each.region: build_world(each.region, state=each.state, programme=each.programme) for each in REPERTOIRE}
    for world in worlds.values():
        furnish(world)
    for each in REPERTOIRE:
        world = worlds[each.region]
        others = tuple(other for other in worlds.values() if other is not world)
        for title, ending in each.projects:
            story = Story(f"{each.region}, {title}", world, done, audience, others=others)
            if not story.is_erased:
                yield ending(Project(story, today, title))
        for name, affair in each.affairs:
            yield affair(Office(Story(f"{each.region}, {name}", world, done, audience), today))
