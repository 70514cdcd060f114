"""The instruction on remedies of a notice, as somebody who writes it leaves it (§ 58 VwGO)."""

from typing import Any

from funding.law.queries import UnknownLaw, law
from funding.law.remedy import INSTRUCTION, Instructed, Remedy
from workflows.step import Step


def fill_in_remedy(notice: Instructed, authority: Any, step: Step, **given: str | None) -> None:
    """What is left out stays as it is, and is filled in by the law where nothing stands. An objection goes to the
    authority itself; which court hears an action somebody has to enter. Where the remedy is another than before, the
    address of the one before goes. Saves nothing."""
    _choose(notice, authority, step, given.get("remedy_type"))
    for name, value in given.items():
        if value:
            setattr(notice, name, value)


def _choose(notice: Instructed, authority: Any, step: Step, named: str | None) -> None:
    try:
        kind = named or notice.remedy_type or str(law(authority.state, "remedy_type", step.today))
    except UnknownLaw:
        return
    places = ("", "", "", "")
    if kind == Remedy.OBJECTION:
        places = (authority.name, authority.street, authority.postcode, authority.town)
    if notice.remedy_type != kind or (kind == Remedy.OBJECTION and not notice.remedy_name):
        for name, value in zip(INSTRUCTION, (kind, *places), strict=True):
            setattr(notice, name, value)
