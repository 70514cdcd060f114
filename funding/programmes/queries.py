"""Which version counts, and what it sets."""

from datetime import date
from typing import Any

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from funding.programmes import terms
from funding.programmes.kinds import CUTOFF
from funding.programmes.models import ProgrammeVersion
from funding.regions.models import Organisation, Region
from workflows.calculators.steps import Step
from workflows.refusals import Refused
from workflows.wording import worded

GENERIC = "generic"


class UnknownMeasure(LookupError):
    """The programme version has no such measure."""


class NoVersion(Refused):
    """No version of the programme counts on this day, and no generic one."""

    def __init__(self, on: date) -> None:
        text = _(
            "No funding programme is published for %(day)s. Whoever runs this installation has to publish one first."
        )
        super().__init__("no_programme", text, day=worded(on))


def version_on(programme: str, on: date) -> ProgrammeVersion:
    """The published version of a programme on this day; where it has none, the generic one. One query.

    Raises NoVersion if there is no generic version either.
    """
    own_first = Case(When(programme__key=GENERIC, then=Value(1)), default=Value(0))
    published = ProgrammeVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        programme__key__in={programme, GENERIC},
        status=ProgrammeVersion.Status.PUBLISHED,
        valid_from__lte=on,
    )
    found = published.select_related("programme", "authority").order_by(own_first, "-valid_from").first()
    if found is None:
        raise NoVersion(on)
    return found


def authority(version: ProgrammeVersion, region: Region) -> Organisation | None:
    """Who issues the notice: the authority the version names, else the region's; an invented region's is its own."""
    return region.authority if region.invented else version.authority or region.authority


def pinned_terms(version: ProgrammeVersion, measure: str | None = None) -> dict[str, Any]:
    """What a case stores when it opens: every value of `terms.REGISTER` by its key, null where not set.

    Beside them `programme`, `version`, `measure`, `authority` (its place or null), and `unverified`: the keys of
    values not checked against the programme's text. Raises UnknownMeasure; ValueError for a version not published.
    """
    if version.status != ProgrammeVersion.Status.PUBLISHED:
        message = f"programme version {version.key} is a draft"
        raise ValueError(message)
    if measure and measure not in version.terms.get("measures", {}):
        raise UnknownMeasure(version.key, measure)
    return {
        "programme": version.programme.key,
        "version": version.key,
        "measure": measure,
        "authority": str(version.authority.place) if version.authority else None,
        "unverified": terms.unverified(version.terms, measure),
        **terms.flat(version.terms, measure),
    }


PRECEDING = gettext_noop(
    "The funding begins on %(begins)s. The programme takes applications until %(day)s, the year before."
)
SAME = gettext_noop(
    "The funding begins on %(begins)s. The programme takes applications until %(day)s of the same year."
)
FIXED = Step(gettext_noop("§ 31 (3) sentence 2 VwVfG"), gettext_noop("The cut-off is a fixed day. It does not move."))


def cutoff_steps(cutoff: str, begins: date) -> list[dict[str, object]]:
    """How the last day to apply came about, as a deadline keeps it."""
    words = PRECEDING if CUTOFF.fullmatch(cutoff).groups()[1] == "preceding" else SAME
    counted = Step(gettext_noop("Programme"), words, {"begins": begins, "day": cutoff_day(cutoff, begins.year)})
    return [counted.to_json(), FIXED.to_json()]


def cutoff_day(cutoff: str, year: int) -> date:
    """The last day to apply for funding that begins in this year: “09-15 preceding year” → 15 September before."""
    day, which = CUTOFF.fullmatch(cutoff).groups()
    return date.fromisoformat(f"{year - (which == 'preceding')}-{day}")
