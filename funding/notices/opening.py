"""How a notice begins its way: it was issued below the case that has decided."""

from typing import Any

from funding.notices.models import Notice
from workflows.step import Step


def open_notice(step: Step, authority: Any, title: str, **days: Any) -> Notice:
    """Issued today by the move whose step this is. What follows from its end, the case above makes of itself. `days`:
    `serve_by` and `pay_by`, where it has them; `issued_on`, where it was issued elsewhere."""
    return step.open("notice", title=title[:200], jurisdiction=authority.state, **{"issued_on": step.today, **days})
