"""The engine as the product uses it: desks, keys, `seen`, due days, hash chain, outbox and triggers on."""

from decimal import Decimal

from bench.lifecycle import card_hash
from bench.stage import Stage
from bench.vote import CHOICES
from workflows.engine import fire, open_case

SUMMARY = "Community nurses visit people over 75 at home, find what they need, and bring in who can help."
COSTS = Decimal("180000.00")
AMOUNT = "90000.00"


def run(stage: Stage, title: str) -> int:
    """One case from idea to award; answers its id."""
    case = open_case(
        "project",
        by=stage.author,
        key=f"open {title}",
        dossier=stage.dossier,
        title=title,
        places=stage.places,
        calendar="NI",
        terms={"seats": [desk.pk for desk in stage.seats]},
        summary=SUMMARY,
        costs=COSTS,
    ).pk
    fire(case, "submit", by=stage.author, seen=1, key=f"submit {case}")
    for voter, seat, choice in zip(stage.voters, stage.seats, CHOICES, strict=True):
        fire(case, "cast", by=voter, seen=card_hash(title, seat.pk), key=f"cast {case}", choice=choice)
    fire(case, "apply", by=stage.author, seen=8, key=f"apply {case}", amount=AMOUNT)
    fire(case, "award", by=stage.awarder, seen=9, key=f"award {case}")
    return case
