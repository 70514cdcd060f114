"""What is measured. `run` takes one case its whole way and answers its id; `ended` counts those of `ids` that arrived.

`one_in`: how many cases of the others it takes for one of these. The real way is no peer: it has no part in ratios.
"""

from collections.abc import Callable
from dataclasses import dataclass

from viewflow.workflow.models import Process

from bench import bare_fsm, floor, ours, real_way, stock_viewflow
from bench.models import BareCase, Project
from bench.stage import Stage
from workflows.models import Case


@dataclass(frozen=True)
class Variant:
    run: Callable[[Stage, str], int]
    ended: Callable[[list[int]], int]
    one_in: int = 1


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
    "real_way": Variant(
        real_way.run, lambda ids: Case.objects.filter(pk__in=ids, lifecycle="award", state="issued").count(), one_in=10
    ),
}
