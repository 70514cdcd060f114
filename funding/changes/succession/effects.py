"""What the moves of a new recipient's consent do."""

from django.utils.translation import gettext_lazy as _

from funding.changes.succession import rules
from funding.changes.succession.queries import succession_of
from funding.changes.succession.states import S
from workflows.inputs import Flag
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step


def agree(case: Case, step: Step, *, takes_over_duties: Flag) -> None:
    """`takes_over_duties`: the award's rights and duties pass, with the proof of use and any repayment."""
    if not takes_over_duties:
        raise BadInput("takes_over_duties", _("Without the duties the award cannot pass. Confirm, or refuse."))
    succession = succession_of(case)
    step.record(new_recipient=succession.new_recipient_id, passes_on=succession.passes_on.isoformat())


def follow_change(case: Case, step: Step) -> str:
    """At once where the day has come, else on its day."""
    day = succession_of(case).passes_on
    step.record(passes_on=day)
    return S.AWAITED if step.today < day else pass_over(case, step)


def pass_over(case: Case, step: Step) -> str:
    """Everything that was asked before the change notice was sent is asked again on the day."""
    try:
        rules.check_the_way_is_free(case, step)
    except Refused as refused:
        step.record(refused=refused.key)
        return S.HELD_UP
    return S.PASSED
