"""The items of an award's financing plan, as rows of the report that says what was spent on each."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.financing import Category, Side
from funding.reports.queries import report_of
from funding.web.frame import upper_first
from funding.web.rows import Prepared
from funding.web.templatetags.foerderweg import money
from workflows.models import Case

LONGEST = 150  # so that the category still fits beside a name


def planned_expenditure(case: Case) -> list[Prepared]:
    """By the plan that binds now, also after a change notice. One row an item, the years the report covers added up; a
    name that several categories share says which one it means."""
    planned: dict[tuple[str, str], Decimal] = {}
    for line in report_of(case).plan_covered():
        if line["side"] == Side.EXPENDITURE:
            item = " ".join(line["name"].split()), line["category"]
            planned[item] = planned.get(item, Decimal(0)) + Decimal(line["amount"])
    shared = Counter(name for name, _category in planned)
    return [_row(name, category, amount, shared=shared[name] > 1) for (name, category), amount in planned.items()]


def _row(name: str, category: str, amount: Decimal, *, shared: bool) -> Prepared:
    kind = upper_first(str(Category(category).label))
    note = _("%(category)s, planned: %(amount)s") % {"category": kind, "amount": money(amount)}
    return Prepared({"item": f"{name[:LONGEST]} ({kind})" if shared else name}, note)
