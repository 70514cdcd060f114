"""When an award may lapse. Refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step

DRAWABLE = ("final", "running")  # states of an award


def recipient_could_draw(case: Case, step: Step) -> None:
    """While the award is contested or its payments are stopped, nobody misses anything."""
    if case.firstdraw.award.state not in DRAWABLE:
        raise Refused("could_not_draw", _("Money cannot be called for at present, so the condition rests."))
