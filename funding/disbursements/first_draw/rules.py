"""When an award may lapse. Refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.disbursements.first_draw.resting import DRAWABLE, rests_of
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def recipient_could_draw(case: Case, step: Step) -> None:
    """While the award is contested or being revoked, or its payments are stopped, nobody misses anything."""
    award = case.firstdraw.award
    reclaims = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[award.pk])
    if award.state not in DRAWABLE or reclaims.filter(finished=None).exists():
        raise Refused("could_not_draw", _("Money cannot be called for at present, so the condition rests."))


def nobody_could_draw_since(case: Case, step: Step) -> None:
    first = case.firstdraw
    if not rests_of(first.award, after=first.counted_on, until=step.today):
        raise Refused("nothing_rested", _("Money could be called for all the time, so the day stays."))
