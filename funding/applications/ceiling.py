"""How much may be granted at most, by the programme's terms the application was opened under."""

from decimal import Decimal
from fractions import Fraction

from funding import money
from funding.applications.models import Application
from funding.financing import Category, Side
from workflows.models import Case

ONE_YEAR = "year"


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


def cap(case: Case) -> Decimal | None:
    """The highest grant; one that counts for a calendar year is granted for each year of the period."""
    if not case.terms.get("cap"):
        return None
    application = case.application
    yearly = case.terms.get("cap_period") == ONE_YEAR
    years = application.period_to.year - application.period_from.year + 1 if yearly else 1
    return Decimal(case.terms["cap"]) * years


def ceiling(case: Case, eligible: Decimal, kind: str = "", *, reduced: bool | None = None) -> money.Ceiling:
    """The most that may be granted for these eligible expenditures, with its steps."""
    application: Application = case.application
    return money.ceiling(
        kind or case.terms["funding_kind"],
        eligible,
        own_share(case, reduced=reduced) or Fraction(0),
        other_income=application.planned(Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY),
        cap=cap(case),
    )
