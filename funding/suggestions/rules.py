"""When an idea from the public goes to the office."""

from django.utils.translation import gettext_lazy as _

from funding.suggestions.queries import suggestion_of
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def sender_can_be_answered(case: Case, step: Step) -> None:
    """Only an address that somebody has confirmed stands on the case."""
    if not suggestion_of(case).email:
        raise Refused("no_address", _("Nobody has confirmed an e-mail address for this idea."))
