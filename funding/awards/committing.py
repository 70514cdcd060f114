"""What partners have promised: with the award, in the version of it that a change notice makes, or that its fall
leaves."""

from django.db.models import Q

from funding.awards.models import Award
from funding.awards.states import S as Awarded
from funding.changes.models import Change
from funding.changes.promised import becomes
from funding.commitments.models import Commitment
from funding.commitments.opening import open_commitments
from funding.commitments.states import S
from workflows.step import Step


def open_promised(award: Award, step: Step) -> None:
    """What the application lists, as its notice names it, once that is sent: not again where it came back and is sent
    anew."""
    sent = award.events.filter(from_state=Awarded.ISSUED, to_state__in=(Awarded.SENT, Awarded.FINAL))
    if award.parent and not sent.exists():
        listed = award.parent.application
        open_commitments(step, listed.commitments, listed.agreements)


def take_over_commitments(award: Award, change: Change, step: Step) -> None:
    """What the list names anew is opened; what is open and not in it any more is replaced, and stays to be read."""
    if change.promises is None:
        return
    new, left_out = becomes(change)
    open_commitments(step, new, {}, made_in=award.version)
    Commitment.objects.filter(pk__in=left_out).update(replaced_in=award.version)
    step.record(commitments_made=len(new), commitments_replaced=len(left_out))
    step.settle_below("commitment")


def undo_commitments(award: Award, version: int, step: Step) -> None:
    """What this version replaced counts again, and what it made no longer does, unless it was kept; not where a later
    change has named others."""
    own = Commitment.objects.filter(parent_id=award.pk)
    if own.filter(Q(made_in__gt=version) | Q(replaced_in__gt=version)).exists():
        return
    own.filter(replaced_in=version).update(replaced_in=None)
    own.filter(made_in=version, state=S.PROMISED).update(replaced_in=award.version)
    step.settle_below("commitment")
