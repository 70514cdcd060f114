"""When what was noted of a commitment may still be changed, and when it follows its notification."""

from django.utils.translation import gettext_lazy as _

from funding.commitments.models import Commitment
from funding.commitments.states import S
from workflows.models import Case, Event
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step

# States of a notification: with the authority, decided there, or given up by the recipient.
SENT = "sent"
DECIDED = ("no_action", "change_required")
WITHDRAWN = "withdrawn"


def award_goes_on(case: Case, step: Step) -> None:
    above = step.work.above(case) if not step.offered else None
    if (above or case.parent).finished:
        raise Refused("award_has_ended", _("The award has ended. Write to the authority instead."))


def list_stands(case: Case, step: Step) -> None:
    """A change that has named the award's commitments since rests on what was noted of this one."""
    amended = Event.objects.filter(case_id=case.parent_id, facts__has_key="commitments_made", at__gt=case.moved_at)
    if amended.exists():
        raise Refused(
            "list_was_changed",
            _("A change has named the commitments anew since. Ask for another change, or enter another commitment."),
        )


def notification_has_moved(case: Case, step: Step) -> None:
    """Sent, decided or given up in this transaction, of the commitment that waits for it."""
    told = step.below("notification")
    expected = (SENT, WITHDRAWN) if case.state == S.MISSED else DECIDED
    if told is None or told.state not in expected:
        raise Refused("nothing_to_follow", _("The notification stands where it stood."))


def change_has_turned(case: Case, step: Step) -> None:
    """The award has followed a change notice that no longer names it, or one that named others has fallen."""
    commitment = case if isinstance(case, Commitment) else case.commitment  # one just opened
    if (commitment.replaced_in is not None) == (case.state == S.REPLACED):
        raise no_result_yet()
