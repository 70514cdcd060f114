"""How it comes into being: a project starts whose notice names a day for the first call."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.first_draw.resting import rests_of
from funding.disbursements.first_draw.states import S
from funding.disbursements.queries import is_called_for
from funding.documents.correspondence import LANGUAGE
from workflows.dates import add_rests, after_rests
from workflows.step import NO_MOVE, Step


def open_first_draw(step: Step, award: Any) -> None:
    """A remedy or a stop before has moved the day on. Not where the day has passed before the award became final, for
    nobody could call for money by it; whoever waits too long then is heard on a revocation (§ 49 (3) VwVfG)."""
    if award.draw_by is None or is_called_for(award):
        return
    rests = rests_of(award, after=None, until=step.today)
    draw_by = after_rests(award.draw_by, rests, step.facts_for_timing().working_days)[0] if rests else award.draw_by
    if draw_by < step.today:
        return
    with override(LANGUAGE):
        title = f"{_('First call for money')}: {award.title[:150]}"
    day = {"draw_by": award.draw_by}
    opened = step.open("first_draw", title=title, counted_on=step.today, facts=day, **day)
    if rests:
        below = Step(step.work, opened, NO_MOVE, step.actor, step.work.look(opened))
        opened.draw_by = add_rests(below, str(S.WAITING), rests).due_on
