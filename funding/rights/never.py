"""What one person never does both of, whatever parts they have. The engine asks; a test tries each.

Steps that take a second person stand in the tables themselves, in their column `four_eyes`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from funding.applications.examination.states import M as Examination
from funding.applications.states import M as Application
from funding.decisions import separation
from funding.reports import rules as reports
from funding.reports.states import M as Report


@dataclass(frozen=True)
class Never:
    """`part` never makes these moves in a file: `guard` refuses, which the table names. Without one the decision keeps
    the person out when it is opened (`funding/decisions/involvement.py`)."""

    part: str
    action: str
    why: str
    lifecycle: str
    moves: tuple[str, ...]
    guard: Callable[..., Any] | None = None


WRITTEN = (
    Application.EDIT, Application.SET_PLAN, Application.RELEASE_INTERNALLY, Application.SUBMIT, Application.SUPPLY,
)  # fmt: skip
EXAMINED = (
    Examination.REQUEST_ITEMS, Examination.CONFIRM_COMPLETE, Examination.START_ASSESSMENT,
    Examination.ASK_EXPERT, Examination.FINISH_ASSESSMENT,
)  # fmt: skip

NEVER = (
    Never(
        "PO",
        "write / release / submit application",
        "The authority writes nothing for the applicant; it asks for corrections.",
        "application",
        WRITTEN,
        separation.not_for_the_authority,
    ),
    Never(
        "PS",
        "completeness, eligibility, assessment",
        "Whoever has advised the applicant does not examine the application.",
        "examination",
        EXAMINED,
        separation.not_for_the_applicant,
    ),
    Never(
        "WM",
        "vote committee (award)",
        "Who has recommended the idea, or sits in its working group, does not vote on its money.",
        "decision",
        ("cast",),
    ),
    Never(
        "FM",
        "vote steering group",
        "Who votes on the same file in two bodies says so or is excluded, as the programme sets.",
        "decision",
        ("cast",),
    ),
    Never(
        "PO",
        "proof of use write / check",
        "Who has worked on the award does not check the proof of use.",
        "report",
        (Report.ACCEPT, Report.ACCEPT_WITH_REDUCTION),
        reports.checked_by_another,
    ),
)
