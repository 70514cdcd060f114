from collections.abc import Callable
from typing import Any

import pytest

from tests.funding.applications.story import ASSESSED, examination_of
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused


@pytest.fixture
def refusal() -> Callable[..., str]:
    """The key of the refusal a move meets, after which the case stands where it stood."""

    def met(case: Case, move: str, **more: Any) -> str:
        before = Case.objects.get(pk=case.pk)
        with pytest.raises(Refused) as caught:
            fire(case.pk, move, **more)
        after = Case.objects.get(pk=case.pk)
        assert (after.state, after.seq) == (before.state, before.seq)
        return getattr(caught.value, "field", None) or caught.value.key

    return met


@pytest.fixture
def state() -> Callable[[Case], str]:
    return lambda case: Case.objects.get(pk=case.pk).state


@pytest.fixture
def in_assessment(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    return case


@pytest.fixture
def assessed(world, application):
    """An application assessed with these findings."""

    def assess(**findings):
        case = application("complete")
        fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
        fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, **findings})
        return case

    return assess
