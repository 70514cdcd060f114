"""The register of what people can be told. Whoever tells something registers its kind when imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day, all in one mail")
    OFF = "off", _("Not at all")


class Concern(Enum):
    """Why a person is told: a period or right depends on it, work waits for them, it is good to know, or all in one."""

    LEGAL = auto()
    TASK = auto()
    INFORMATION = auto()
    DIGEST = auto()


WAYS = {
    Concern.LEGAL: (Way.NOW,),
    Concern.TASK: (Way.NOW, Way.DAILY, Way.OFF),
    Concern.INFORMATION: (Way.NOW, Way.DAILY, Way.OFF),
    Concern.DIGEST: (Way.NOW, Way.OFF),
}


@dataclass(frozen=True)
class Kind:
    name: str
    concern: Concern

    @property
    def ways(self) -> tuple[Way, ...]:
        """What a person may choose for this kind."""
        return WAYS[self.concern]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """ValueError if a name is registered twice with different concerns."""
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind) != kind:
            msg = f"{kind.name} is registered already, as {_kinds[kind.name].concern.name}"
            raise ValueError(msg)


def registered() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def unknown(names: Iterable[str]) -> list[str]:
    """Those of the names that nobody registered, for the checks of whoever tells them."""
    return sorted(set(names) - _kinds.keys())


def kind(name: str) -> Kind:
    """A kind nobody registered counts as legal: rather told than lost."""
    return _kinds.get(name, Kind(name, Concern.LEGAL))


DIGEST = Kind("digest", Concern.DIGEST)
register(DIGEST)
