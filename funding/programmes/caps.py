"""The highest grant a programme sets: for a project or for a calendar year, alone or together with other measures."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from funding.financing import Category, Line, Side, planned, spread
from funding.money import LIMIT, NOTHING
from funding.regions.models import Region
from workflows.calculators.cents import cents, euros
from workflows.calculators.steps import Step, _
from workflows.models import Case

ONE_YEAR = "year"
# States: of an application that takes nothing of a cap, of a ruling that is no award, of an award that came to nothing.
REFUSED = ("rejected", "withdrawn", "expired")
REJECTING = ("rejection_in_preparation", "rejection_written")
GIVEN_UP = (*REJECTING, "given_up", "ended")
FALLEN = ("declined", "lapsed", "annulled", "recalled")


def _below(lifecycle: str, **found: Any) -> Exists:
    return Exists(Case.objects.filter(parent=OuterRef("pk"), lifecycle=lifecycle, **found))


# Of an application: the notice is issued; or it is signed at least.
AWARDED = Q(state="awarded") | Q(_below("award", state="issued"))
SIGNED = AWARDED | Q(_below("ruling", state="notice_signed"))


@dataclass(frozen=True)
class Cap:
    amount: Decimal
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Overrun:
    """In this year, 0 for the whole project, at most this is possible."""

    year: int
    most: Decimal


def cap(
    terms: Mapping[str, Any], first: dt.date, last: dt.date, plan: Sequence[Line], taken: Mapping[int, Decimal]
) -> Cap | None:
    """The highest grant for a project of this period; None where the programme sets none.

    A cap for a year counts once for each year of twelve months that the period begins, and in no calendar year does the
    plan spend more of the grant than it, also not together with what others have `taken`. A year that is only begun is
    not cut: no guideline says so.
    """
    if not terms.get("cap"):
        return None
    one = Decimal(terms["cap"])
    if terms.get("cap_period") != ONE_YEAR:
        return Cap(max(NOTHING, one - sum(taken.values(), NOTHING)))
    years = years_begun(first, last)
    text = _("%(cap)s for each year begun, here %(years)s.")
    found = Cap(one * years, (Step(LIMIT, text, {"cap": one, "years": years}),))
    grant = planned(plan, Side.INCOME, Category.GRANT)
    for year, part in spread(plan, grant).items():
        found = _lower(found, year, max(NOTHING, one - taken.get(year, NOTHING)), Fraction(part) / Fraction(grant))
    return found


def _lower(found: Cap, year: int, left: Decimal, share: Fraction) -> Cap:
    most = euros(floor(cents(left, "cap") / share))
    if most >= found.amount:
        return found
    text = _("In %(year)s %(left)s are left, and the plan spends %(share)s of the grant then: at most %(most)s.")
    return Cap(most, (*found.steps, Step(LIMIT, text, {"year": year, "left": left, "share": share, "most": most})))


def years_begun(first: dt.date, last: dt.date) -> int:
    """Of twelve months each, from the first day."""
    return last.year - first.year + ((last.month, last.day) >= (first.month, first.day))


def overrun(
    terms: Mapping[str, Any],
    plan: Iterable[Line],
    amount: Decimal,
    taken: Mapping[int, Decimal],
    held: Mapping[int, Decimal] | None = None,
) -> Overrun | None:
    """The first year in which this grant and what others have taken exceed the cap together; `held`: what has been
    granted of each year already, which is possible still."""
    if not terms.get("cap"):
        return None
    one, held = Decimal(terms["cap"]), held or {}
    if terms.get("cap_period") != ONE_YEAR:
        most = max(sum(held.values(), NOTHING), one - sum(taken.values(), NOTHING))
        return Overrun(0, most) if amount > most else None
    for year, part in spread(plan, amount).items():
        most = max(held.get(year, NOTHING), one - taken.get(year, NOTHING))
        if part > most:
            return Overrun(year, most)
    return None


def taken_by_others(case: Case, among: Q | None = None, *, lock: bool = False) -> dict[int, Decimal]:
    """Year → what the region's other applications under the same cap take of it: from the recommendation on, and as
    awards what these are worth now. `case`: an application; `among`: only these, such as `SIGNED`.

    Nothing where each project has a cap of its own. With `lock` nobody else of the region is decided on until the
    transaction ends.
    """
    terms, application = case.terms, case.application
    if not terms.get("cap") or (terms.get("cap_period") != ONE_YEAR and not terms.get("cap_shared_with")):
        return {}
    if lock:
        Region.objects.select_for_update(no_key=True).get(pk=application.region_id)
    years: dict[int, Decimal] = {}
    others = _others(case)
    for other in others.filter(among) if among else others:
        for year, part in _taken(other).items():
            years[year] = years.get(year, NOTHING) + part
    return years


def _others(case: Case) -> QuerySet[Case]:
    """Of the same measure, or of one that shares its cap, whichever of the two says so."""
    measure = case.application.measure
    shared = Q(application__measure__in=[measure, *(case.terms.get("cap_shared_with") or ())])
    same = Case.objects.filter(
        shared | Q(terms__cap_shared_with__contains=[measure]),
        _below("examination", examination__recommended__isnull=False),
        lifecycle="application",
        terms__programme=case.terms["programme"],
        application__region_id=case.application.region_id,
    ).exclude(pk=case.pk)
    taking = same.exclude(Q(state__in=REFUSED) | Q(_below("ruling", state__in=REJECTING)))
    found = Case.objects.filter(lifecycle__in=TAKING).select_related(*TAKING).order_by("pk")
    return taking.select_related("application").prefetch_related("application__lines", Prefetch("children", found))


TAKING = ("examination", "approval", "ruling", "award")


def _taken(other: Case) -> dict[int, Decimal]:
    """By the newest case of each kind below it."""
    newest = {child.lifecycle: child for child in other.children.all() if child.state not in GIVEN_UP}
    if child := newest.get("award"):
        award = child.award
        worth = award.amount if award.final_amount is None else award.final_amount
        return spread(award.plan, NOTHING if award.state in FALLEN else worth)
    amounts = (
        newest["ruling"].ruling.awarded if "ruling" in newest else None,
        newest["approval"].approval.granted if "approval" in newest else None,
        newest["examination"].examination.recommended,
    )
    return spread(other.application.written_plan(), next(each for each in amounts if each is not None))
