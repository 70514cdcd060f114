"""The objection that is decided on, and the decision below a notice."""

import datetime as dt
from dataclasses import dataclass

from funding.notices.columns import OBJECTION
from funding.notices.objection.states import S
from workflows.models import Case
from workflows.step import Step

RECORDED = ("contest", "record_late_remedy")


@dataclass(frozen=True)
class Objection:
    """`in_time`: "in_time", "late", or "reinstated" where the person was put back in time (§ 32 VwVfG, § 60 VwGO)."""

    received_on: dt.date
    in_time: str


def objection_against(notice: Case) -> Objection | None:
    """The newest remedy recorded, where that is an objection and no action. One query."""
    found = notice.events.filter(move__in=(*RECORDED, "reinstate")).order_by("seq")
    moves = list(found)
    recorded = [each for each in moves if each.move in RECORDED]
    if not recorded or recorded[-1].facts["remedy"] != OBJECTION:
        return None
    in_time = {"contest": "in_time", "record_late_remedy": "late", "reinstate": "reinstated"}[moves[-1].move]
    return Objection(dt.date.fromisoformat(str(recorded[-1].facts["received_on"])), in_time)


def ruling_below(notice: Case, step: Step) -> Case | None:
    """The one that was not dropped, as this transaction knows it. One query where none is at hand."""
    found = step.work.newest_below(notice, "objection_ruling")
    return None if found is None or found.state == S.DROPPED else found
