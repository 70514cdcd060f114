"""When a transfer has reached its end."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step

ADOPTION = "follow_adoption"  # the move of an idea whose body has adopted it


def own_body_has_adopted(case: Case, step: Step) -> None:
    """Each region resolves for itself; what the origin's body has resolved counts for the origin alone."""
    if not Event.objects.filter(case_id=case.transfer.own_idea_id, move=ADOPTION).exists():
        raise Refused("not_adopted_here", _("The body of your region has not resolved to pursue your own idea yet."))
