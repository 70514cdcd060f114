"""What is measured. `run` takes one case its whole way and answers its id; `ended` counts those of `ids` that arrived.

A further way to measure, like the product's own four cases in a row, is one more line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from viewflow.workflow.models import Process

from bench import bare_fsm, floor, ours, stock_viewflow
from bench.models import BareCase, Project
from bench.stage import Stage


@dataclass(frozen=True)
class Variant:
    run: Callable[[Stage, str], int]
    ended: Callable[[list[int]], int]


def _awarded(ids: list[int]) -> int:
    return Project.objects.filter(pk__in=ids, state="awarded", status="DONE").count()


VARIANTS = {
    "floor": Variant(floor.run, _awarded),
    "ours": Variant(ours.run, _awarded),
    "django_fsm": Variant(bare_fsm.run, lambda ids: BareCase.objects.filter(pk__in=ids, state="awarded").count()),
    "viewflow": Variant(
        stock_viewflow.run,
        lambda ids: Process.objects.filter(pk__in=ids, status="DONE", data__result="accepted").count(),
    ),
}
