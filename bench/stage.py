"""The people, desks, files and the invented region of all variants; made once, outside the measurement."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from bench.vote import SEATS
from funding.data.loading import load_standing_data
from funding.demo.world import World, build_world
from workflows import clock
from workflows.clock import BERLIN
from workflows.models import Clock, Desk, Dossier, Holder

A_DAY_OF_THE_PROGRAMME = dt.datetime(2024, 6, 3, 10, tzinfo=BERLIN)


@dataclass(frozen=True)
class Stage:
    author: object
    voters: list[object]
    officer: object
    awarder: object
    seats: list[Desk]
    office: Desk
    authority: Desk
    dossier: Dossier
    world: World

    @property
    def places(self) -> dict[str, uuid.UUID]:
        return {"region": self.office.place, "state": self.authority.place}


def set_up() -> Stage:
    voters = [_person(f"seat{number}") for number in range(SEATS)]
    officer, awarder = _person("office"), _person("authority")
    office = _desk("office", officer)
    load_standing_data()
    Clock.objects.update(demo=True)
    clock.set_to(A_DAY_OF_THE_PROGRAMME)
    return Stage(
        _person("author"),
        voters,
        officer,
        awarder,
        [_desk("seat", voter) for voter in voters],
        office,
        _desk("authority", awarder),
        Dossier.objects.create(number="BENCH-1", title="All measured cases", lead_place=office.place),
        build_world(),
    )


def _person(name: str) -> object:
    return get_user_model().objects.create(email=f"{name}@example.org", name=name)


def _desk(role: str, holder: object) -> Desk:
    desk = Desk.objects.create(role=role, place=uuid.uuid4())
    Holder.objects.create(desk=desk, person=holder, from_on=dt.date(2020, 1, 1))
    return desk
