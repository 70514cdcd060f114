"""A file that has ended: an idea the steering group rejected in June 2024, and its retention as far as asked."""

from collections.abc import Callable

import pytest

from funding.retention.models import Retention
from funding.retention.opening import keep_files
from tests.funding.ideas.test_idea import cast
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

OFFER = {"archive": "Kreisarchiv", "street": "Am Speicher 2", "postcode": "99990", "town": "Musterstadt"}


@pytest.fixture
def rejected(world, idea, today_is, remembered) -> Callable[[], Case]:
    """Rejected on 3 June 2024, with named votes, minutes and a paper somebody attached."""

    @remembered
    def told() -> Case:
        today_is("2024-06-03")
        vote = idea("on_agenda").children.get(lifecycle="decision")
        fire(vote.pk, "open_vote", by=world.office, procedure="circular")
        cast(vote, world.steering, "no")
        fire(vote.pk, "record", by=world.office, resolution="Frau Sommer findet die Idee zu teuer.")
        return Case.objects.get(pk=vote.parent_id)

    return told


@pytest.fixture
def retention(world, rejected, today_is, remembered) -> Callable[[str], Retention]:
    """Brought as far as asked: `retention("not_taken")`. The period ends on 3 June 2026."""

    @remembered
    def brought(to: str = "retention") -> Retention:
        rejected()
        keep_files()
        found = Retention.objects.get()
        if to != "retention":
            today_is("2026-06-04")
            sweep_deadlines()
        steps = {
            "retention": lambda: None,
            "period_ended": lambda: None,
            "offered_to_archive": lambda: fire(found.pk, "offer_to_archive", by=world.office, **OFFER),
            "not_taken": lambda: fire(found.pk, "decline_offer", by=world.office, answered_on="2026-06-04"),
            "erasure_proposed": lambda: fire(found.pk, "propose_erasure", by=world.office),
            "erased": lambda: fire(found.pk, "erase", by=world.signatory),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return Retention.objects.get(pk=found.pk)

    return brought
