"""The desk that gets what nobody else can: mail that reaches nobody, dates a person has to check."""

from django.conf import settings
from django.utils.module_loading import import_string

from workflows.lifecycle import Role


def office() -> Role:
    """The role `OFFICE_ROLE` names. It belongs to the installation, since this package knows no role by name."""
    role: Role = import_string(settings.OFFICE_ROLE)
    return role
