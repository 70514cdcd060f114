"""How it comes into being: a project starts whose notice names a day for the first call."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.queries import committed
from funding.documents.correspondence import LANGUAGE
from workflows.step import Step


def open_first_draw(step: Step, award: Any) -> None:
    if award.draw_by is None or committed(award):
        return
    with override(LANGUAGE):
        title = f"{_('First call for money')}: {award.title[:150]}"
    step.open("first_draw", title=title, draw_by=award.draw_by, facts={"draw_by": award.draw_by})
