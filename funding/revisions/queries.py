"""What a draft says as a whole, which versions of its programme it touches, and who answers for a programme."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.fingerprint import fingerprint
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.queries import GENERIC
from funding.regions.models import Organisation, Region
from funding.revisions.models import Revision

PUBLISHED = ProgrammeVersion.Status.PUBLISHED


def fingerprint_of(revision: Revision) -> str:
    """SHA-256 of everything that would be published."""
    said = {
        "programme": revision.programme_id,
        "title": revision.named,
        "legal_reference": revision.legal_reference,
        "source": revision.source,
        "valid_from": revision.valid_from.isoformat(),
        "valid_to": revision.valid_to and revision.valid_to.isoformat(),
        "rules": revision.rules,
    }
    return fingerprint(said)


def published(programme: int) -> QuerySet[ProgrammeVersion]:
    return ProgrammeVersion.objects.filter(programme=programme, status=PUBLISHED).order_by("valid_from", "id")


def cut_short(revision: Revision) -> ProgrammeVersion | None:
    """The version that counts on the day this one begins: it ends the day before."""
    begun = published(revision.programme_id).filter(valid_from__lt=revision.valid_from)
    return begun.filter(Q(valid_to=None) | Q(valid_to__gte=revision.valid_from)).last()


def in_the_way(revision: Revision) -> ProgrammeVersion | None:
    """A version that begins while this one would count."""
    later = published(revision.programme_id).filter(valid_from__gte=revision.valid_from)
    return later.filter(valid_from__lte=revision.valid_to or date.max).first()


def responsible(places: Iterable[Any]) -> QuerySet[Programme]:
    """The programmes that authorities at these places carry out alone: a version names them; or a region is theirs, and
    none is another's. What every region falls back to is nobody's as soon as another authority has a region.

    The invented ones and the real ones do not see each other.
    """
    theirs = Organisation.objects.filter(place__in=list(places))
    alike = {"invented__in": theirs.values("invented")}
    versions = ProgrammeVersion.objects.filter(programme=OuterRef("pk"))
    regions = Region.objects.filter(programme=OuterRef("key"))
    elsewhere = Region.objects.filter(**alike).exclude(authority=None).exclude(authority__in=theirs)
    named = Exists(versions.filter(authority__in=theirs))
    named_another = Exists(
        versions.filter(authority__invented__in=theirs.values("invented")).exclude(authority__in=theirs)
    )
    of_another = Exists(elsewhere.filter(programme=OuterRef("key")))
    of_all = Exists(elsewhere.filter(invented=False))
    alone = Exists(regions.filter(authority__in=theirs)) & ~named_another & ~of_another
    found = Programme.objects.filter(named | (alone & (~Q(key=GENERIC) | ~of_all)))
    return found.order_by("sort_key", "id")
