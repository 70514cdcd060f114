"""An application's usual way, from the draft to the award."""

import pytest

from funding.applications.models import Application
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_an_application_goes_from_the_draft_to_the_award(application):
    case = application("awarded")
    assert (case.state, case.parent.state) == ("awarded", "in_execution")
    assert [child.lifecycle for child in Case.objects.filter(parent_id=case.pk).order_by("pk")] == ["decision", "award"]
