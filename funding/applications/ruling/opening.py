"""How the notice on an application begins: with what was granted, or as a rejection."""

from decimal import Decimal
from typing import Any

from funding.applications.ruling.filling_in import FILLED_IN, fill_in
from funding.applications.ruling.models import Kind, Ruling
from workflows.step import Step


def begin_notice(step: Step, application: Any, granted: Decimal) -> None:
    """Filled in with what programme, resolution and law already say; where they are silent it stays open."""
    blank = Ruling(begun_as=Kind.NOTICE, awarded=granted)
    fill_in(blank, application, step)
    _open(step, application, begun_as=blank.begun_as, **{name: getattr(blank, name) for name in FILLED_IN})


def begin_rejection(step: Step, application: Any) -> None:
    """Where one is being written already, that one serves."""
    if not step.case.children.filter(lifecycle="ruling", finished=None).exists():
        _open(step, application, begun_as=Kind.REJECTION)


def _open(step: Step, application: Any, **facts: Any) -> None:
    step.open("ruling", title=application.title, **facts)
    step.settle_below("ruling")
