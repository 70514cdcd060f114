"""When a transfer has reached its end."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step

ADOPTED = ("approved_for_application", "approved_with_conditions", "approved_without_funding")  # an idea by its body
NOT_ADOPTED = ("rejected", "withdrawn")
FELL = "follow_fall"  # a move of an idea: its resolution has fallen


def own_body_has_adopted(case: Case, step: Step) -> None:
    """Each region resolves for itself; what the origin's body has resolved counts for the origin alone. The resolution
    must not have fallen since, nor been followed by a no or by the idea's withdrawal."""
    resolved = Q(to_state__in=(*ADOPTED, *NOT_ADOPTED)) | Q(move=FELL)
    last = Event.objects.filter(resolved, case_id=case.transfer.own_idea_id).order_by("-seq").first()
    if last is None or last.move == FELL or last.to_state in NOT_ADOPTED:
        raise Refused("not_adopted_here", _("The body of your region has not resolved to pursue your own idea yet."))
