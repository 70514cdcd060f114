"""Benches of a body in words. Which bench needs how many seats is data of the programme version."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BENCHES = {
    "administration": _("administration"),
    "municipalities": _("municipalities"),
    "politics": _("politics"),
    "doctors": _("doctors"),
    "insurers": _("health insurers"),
    "hospitals": _("hospitals"),
    "outpatient": _("outpatient care providers"),
    "care": _("care facilities"),
    "welfare": _("non-profit organisations"),
    "self_help": _("self-help"),
    "science": _("science"),
    "education": _("education"),
    "economy": _("economy"),
    "states": _("states"),
    "chambers": _("chambers"),
    "other": _("further actors"),
}


def bench_label(bench: str) -> str | Promise:
    """The bench in the reader's language; a bench only one programme knows is called by its key."""
    return BENCHES.get(bench, bench)


def in_order(benches: Iterable[str]) -> list[str]:
    """Known benches in the order above, then those only one programme knows."""
    given = set(benches)
    return [bench for bench in BENCHES if bench in given] + sorted(given - set(BENCHES))
