"""The people, desks and the file all variants share; made once, outside the measurement."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from bench.vote import SEATS
from workflows.models import Desk, Dossier, Holder


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

    @property
    def places(self) -> dict[str, uuid.UUID]:
        return {"region": self.office.place, "state": self.authority.place}


def set_up() -> Stage:
    voters = [_person(f"seat{number}") for number in range(SEATS)]
    officer, awarder = _person("office"), _person("authority")
    office = _desk("office", officer)
    return Stage(
        _person("author"),
        voters,
        officer,
        awarder,
        [_desk("seat", voter) for voter in voters],
        office,
        _desk("authority", awarder),
        Dossier.objects.create(number="BENCH-1", title="All measured cases", lead_place=office.place),
    )


def _person(name: str) -> object:
    return get_user_model().objects.create(email=f"{name}@example.org", name=name)


def _desk(role: str, holder: object) -> Desk:
    desk = Desk.objects.create(role=role, place=uuid.uuid4())
    Holder.objects.create(desk=desk, person=holder, from_on=dt.date(2020, 1, 1))
    return desk
