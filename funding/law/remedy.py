"""The instruction on remedies of a notice (§ 58 VwGO): which remedy, and where it goes."""

from typing import Annotated, TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.inputs import Line, OneWord, Words

INSTRUCTION = ("remedy_type", "remedy_name", "remedy_street", "remedy_postcode", "remedy_town")


class Remedy(models.TextChoices):
    OBJECTION = "objection", _("objection")
    ACTION = "action", _("action before the administrative court")


Postcode = Annotated[str, Words(10)]
Town = Annotated[str, Words(100)]


class RemedyGiven(TypedDict, total=False):
    """What somebody who writes a notice may enter of it, last in the form."""

    remedy_type: Annotated[str, OneWord(tuple(Remedy.values))]
    remedy_name: Line
    remedy_street: Line
    remedy_postcode: Postcode
    remedy_town: Town


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
