from collections.abc import Callable
from typing import Any

import pytest

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
