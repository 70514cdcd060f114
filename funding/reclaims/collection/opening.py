"""How a collection comes into being: the notice of a reclaim is issued, so payments may come in."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from workflows.models import Case
from workflows.step import Step


def open_collection(step: Step) -> None:
    """Once, also where the notice was called back before it was sent and issued anew."""
    case: Case = step.case
    if case.children.filter(lifecycle="collection").exists():
        return
    with override(LANGUAGE):
        title = _("Collection: %(reclaim)s") % {"reclaim": case.title[:150]}
    step.open("collection", title=title)
