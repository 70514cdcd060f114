"""When a loss may be reported and released. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def award_is_settled(case: Case, step: Step) -> None:
    """Until then the authority may release what is lost."""
    if case.forwardingclaim.award.final_amount is None:
        raise Refused(
            "award_is_unsettled",
            _("The award is not settled yet. Report the loss: the authority decides who bears it."),
        )


def award_is_unsettled(case: Case, step: Step) -> None:
    """Once the proof of use is checked, what remains of the award is settled with this sum in it."""
    if case.forwardingclaim.award.final_amount is not None:
        raise Refused(
            "award_is_settled",
            _("The award is settled. Ask the authority for relief from its repayment instead."),
            _("§ 59 LHO"),
        )
