"""A next version of the invented region's programme, brought as far as asked."""

import datetime as dt
from collections.abc import Callable

import pytest

from funding.programmes.models import ProgrammeVersion
from funding.revisions.models import Revision
from funding.revisions.opening import open_revision
from workflows.engine import fire

FIRST_DAY = dt.date(2027, 1, 1)


@pytest.fixture
def base(world) -> ProgrammeVersion:
    return ProgrammeVersion.objects.get(key="ni-2021" if world.region.programme == "ni" else "generic")


@pytest.fixture
def revision(world, base) -> Callable[..., Revision]:
    """`revision("proposed", named="…", valid_from=…)`: draft, proposed or published."""

    def brought(to: str = "draft", *, named: str = "Richtlinie 2027", valid_from: dt.date = FIRST_DAY) -> Revision:
        case = open_revision(base, world.authority, by=world.case_worker, named=named, valid_from=valid_from)
        moves = {
            "draft": lambda: None,
            "proposed": lambda: fire(case.pk, "propose", by=world.case_worker),
            "published": lambda: fire(case.pk, "publish", by=world.approver),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Revision.objects.get(pk=case.pk)

    return brought
