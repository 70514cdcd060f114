"""How it comes into being: a project starts whose financing plan runs beyond the year."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from funding.financing import spread
from workflows.step import Step


def open_year_ends(step: Step, award: Any) -> None:
    """One for each year of the plan that ends before the award's period does; the last is settled by the proof."""
    for year in spread(award.plan, award.amount):
        last = dt.date(year, 12, 31)
        if step.today <= last < award.period_to:
            with override(LANGUAGE):
                title = f"{_('End of the year %(year)s') % {'year': year}}: {award.title[:150]}"
            step.open("year_end", title=title, year=year, facts={"year_end": last})
