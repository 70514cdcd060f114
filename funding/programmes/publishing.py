"""Two persons publish a programme version; from then on it stays as it is."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.people.models import User
from funding.programmes import terms
from funding.programmes.models import ProgrammeVersion


def publish(version: ProgrammeVersion, *, first: User, second: User, at: datetime) -> None:
    """Raises ValidationError with every reason why this version cannot be published as it is."""
    with transaction.atomic():
        fresh = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
        found = obstacles(fresh)
        if first == second:
            found.append(_("A programme version needs two different persons to be published."))
        if found:
            raise ValidationError(found)
        fresh.status, fresh.published_at = ProgrammeVersion.Status.PUBLISHED, at
        fresh.published_by_first, fresh.published_by_second = first, second
        fresh.save()
    version.refresh_from_db()


def obstacles(version: ProgrammeVersion) -> list[str]:
    """A sentence for each thing that keeps a version from being published. Empty: nothing does."""
    if version.status == ProgrammeVersion.Status.PUBLISHED:
        return [_("This version has been published already.")]
    return terms.mistakes(version.terms) or terms.gaps(version.terms)
