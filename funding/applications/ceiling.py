"""How much may be granted at most, by the programme's terms the application was opened under."""

from decimal import Decimal
from fractions import Fraction

from funding import money
from funding.applications.models import Application
from funding.financing import Category, Side
from funding.programmes.caps import cap, taken_by_others
from workflows.models import Case


def own_share(case: Case, *, reduced: bool | None = None) -> Fraction | None:
    """The programme's own share, reduced where the applicant claims that or, if it is given, the authority finds so;
    None where the programme sets none."""
    claimed = case.application.own_share_reduced if reduced is None else reduced
    share = (claimed and case.terms.get("own_share_reduced")) or case.terms.get("own_share")
    return Fraction(share) if share else None


def written(share: Fraction | None) -> str:
    """As programmes write it, out of a hundred where that is exact."""
    if share is None:
        return ""
    whole = share * 100
    return f"{whole.numerator}/100" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"


def ceiling(
    case: Case, eligible: Decimal, kind: str = "", *, reduced: bool | None = None, alone: bool = False
) -> money.Ceiling:
    """The most that may be granted for these eligible expenditures, with its steps. `alone`: whatever others of the
    region take of the same cap, which is the authority's to know."""
    application: Application = case.application
    taken = {} if alone else taken_by_others(case)
    highest = cap(case.terms, application.period_from, application.period_to, application.written_plan(), taken)
    found = money.ceiling(
        kind or case.terms["funding_kind"],
        eligible,
        own_share(case, reduced=reduced) or Fraction(0),
        other_income=application.planned(Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY),
        cap=highest and highest.amount,
    )
    steps = highest.steps if highest else ()
    return money.Ceiling(found.grant, (found.steps[0], *steps, *found.steps[1:]))
