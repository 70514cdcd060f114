"""How it comes into being: a project starts whose notice names a day for the first call."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.queries import is_called_for
from funding.documents.correspondence import LANGUAGE
from workflows.step import Step


def open_first_draw(step: Step, award: Any) -> None:
    """Not where the day has passed before the award became final, for nobody could call for money by it; whoever waits
    too long then is heard on a revocation (§ 49 (3) VwVfG)."""
    if award.draw_by is None or award.draw_by < step.today or is_called_for(award):
        return
    with override(LANGUAGE):
        title = f"{_('First call for money')}: {award.title[:150]}"
    step.open("first_draw", title=title, draw_by=award.draw_by, facts={"draw_by": award.draw_by})
