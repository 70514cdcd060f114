"""What tests of an award ask of a case and its moves."""

import pytest

from tests.funding.below import let
from workflows.models import Case
from workflows.refusals import BadInput, Refused


def state(case):
    return Case.objects.get(pk=case.pk).state


def refusal(case, move, **more):
    with pytest.raises(Refused) as caught:
        let(case, move, **more)
    return caught.value.key


def wrong(case, move, **more):
    with pytest.raises(BadInput) as caught:
        let(case, move, **more)
    return caught.value.field


def reports(case):
    children = Case.objects.filter(parent=case, lifecycle="report").select_related("report")
    return [(c.report.kind, c.report.due_on.isoformat()) for c in children.order_by("report__due_on")]
