"""What every variant votes and how it is counted: absolute majority of five seats, decided as soon as it is certain."""

from collections.abc import Sequence
from typing import Literal

CHOICES = ("agree", "decline", "agree", "decline", "agree")
SEATS = len(CHOICES)


def verdict(cast: Sequence[str]) -> Literal["accepted", "rejected"] | None:
    """None while the ballots still to come could change it."""
    needed = SEATS // 2 + 1
    if cast.count("agree") >= needed:
        return "accepted"
    if SEATS - cast.count("decline") < needed or len(cast) == SEATS:
        return "rejected"
    return None
