"""How it comes into being: a project starts whose financing plan runs beyond the year."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.year_end.models import YearEnd
from funding.documents.correspondence import LANGUAGE
from funding.financing import spread
from funding.roles import CASE_WORKER
from workflows.clock import BERLIN
from workflows.step import Step


def open_year_ends(step: Step, award: Any) -> None:
    """One for each year of the plan that ends before the award's period does, also where a later plan or end has added
    it, or the year was over before the notice was final; the last is settled by the proof. What was over when an award
    was taken over has been decided elsewhere. The authority reads it also while nobody but the clock is waited for."""
    taken_over = award.events.filter(move="open", facts__taken_over=True).first()
    taken_over_on = taken_over.at.astimezone(BERLIN).date() if taken_over else dt.date.min
    there = set(YearEnd.objects.filter(parent_id=award.pk).values_list("year", flat=True))
    for year in sorted(spread(award.plan, award.amount).keys() - there):
        last = dt.date(year, 12, 31)
        if taken_over_on <= last < award.period_to:
            with override(LANGUAGE):
                named = _("End of the year %(year)s") % {"year": year}
            authority = [award.places[CASE_WORKER.at]]
            title = f"{named}: {award.title[:150]}"
            step.open("year_end", title=title, year=year, readers=authority, facts={"year_end": last})
