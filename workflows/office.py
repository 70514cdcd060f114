"""Who gets what nobody else can: mail that reaches nobody, dates a person has to check."""

from django.conf import settings
from django.utils.module_loading import import_string

from workflows.lifecycle import Role
from workflows.models import Case


def office() -> Role:
    """The first of `OFFICE_ROLES`. They belong to the installation, since this package knows no role by name."""
    return offices()[0]


def office_of(case: Case) -> Role:
    """The first office whose place reads the case; where none does, whom the case waits for."""
    readers = set(map(str, case.readers))
    reading = (role for role in offices() if case.places.get(role.at) in readers)
    return next(reading, case.stay.role or office())


def offices() -> list[Role]:
    return [import_string(name) for name in settings.OFFICE_ROLES]


def second_persons() -> list[Role]:
    """Who may grant as the second person what an office has asked for."""
    return [import_string(name) for name in settings.SECOND_ROLES]
