"""The instruction on remedies of a notice (§ 58 VwGO): which remedy, and where it goes."""

from typing import Annotated, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.law.queries import UnknownLaw, law
from workflows.inputs import OneWord, Words
from workflows.step import Step

INSTRUCTION = ("remedy_type", "remedy_name", "remedy_street", "remedy_postcode", "remedy_town")


class Remedy(models.TextChoices):
    OBJECTION = "objection", _("objection")
    ACTION = "action", _("action before the administrative court")


Postcode = Annotated[str, Words(10)]
Town = Annotated[str, Words(100)]
AnyRemedy = Annotated[str, OneWord(tuple(Remedy.values))]


def instruction_fields() -> tuple[models.CharField, ...]:
    """The columns of a case whose authority writes a notice, in the order of `INSTRUCTION`."""
    return (
        models.CharField(_("remedy"), max_length=10, choices=Remedy.choices, blank=True),
        models.CharField(_("remedy goes to"), max_length=200, blank=True),
        models.CharField(_("street and number"), max_length=200, blank=True),
        models.CharField(_("postcode"), max_length=10, blank=True),
        models.CharField(_("town"), max_length=100, blank=True),
    )


class Instructed:
    """A case with these columns."""

    remedy_type: str
    remedy_name: str
    remedy_street: str
    remedy_postcode: str
    remedy_town: str

    @property
    def remedy(self) -> dict[str, str]:
        """Where an objection or action against the notice goes, as letters name it."""
        return {
            "type": self.remedy_type,
            "name": self.remedy_name,
            "street": self.remedy_street,
            "postcode": self.remedy_postcode,
            "city": self.remedy_town,
        }


def fill_in_remedy(notice: Instructed, authority: Any, step: Step, given: str | None = None) -> None:
    """An objection goes to the authority itself; which court hears an action somebody has to enter. `given`: the remedy
    somebody has named; where it is another than before, the address of the one before goes."""
    try:
        kind = given or notice.remedy_type or str(law(authority.state, "remedy_type", step.today))
    except UnknownLaw:
        return
    places = ("", "", "", "")
    if kind == Remedy.OBJECTION:
        places = (authority.name, authority.street, authority.postcode, authority.town)
    if notice.remedy_type != kind or (kind == Remedy.OBJECTION and not notice.remedy_name):
        for name, value in zip(INSTRUCTION, (kind, *places), strict=True):
            setattr(notice, name, value)
