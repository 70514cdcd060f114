"""What partners have promised: with the award, in the version of it that a change notice makes, or that its fall
leaves."""

from django.db.models import QuerySet

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


def undo_commitments(award: Award, version: int, step: Step, *, plan_stays: bool) -> None:
    """What this version replaced counts again, and what it made no longer does, unless it was settled. Where a later
    version has named the list anew, that has done both, and its fall undoes it; where a later plan rests on this list
    without naming one, it stays."""
    own = Commitment.objects.filter(parent_id=award.pk)
    later = _next_list(own, version)
    if plan_stays and later is None:
        return
    own.filter(replaced_in=version).exclude(made_in=version).update(replaced_in=later)
    made = own.filter(made_in=version)
    made.filter(replaced_in__gt=version).update(replaced_in=version)
    standing = made.filter(replaced_in=None, state=S.PROMISED)
    standing.update(made_in=later) if later else standing.update(replaced_in=version)
    made.filter(replaced_in=None).update(made_in=None)
    step.settle_below("commitment")


def _next_list(own: QuerySet[Commitment], version: int) -> int | None:
    """The first version after this one that has named the list anew and stands. What a fallen one made is replaced in
    itself."""
    rows = own.values_list("made_in", "replaced_in")
    named = {each for made, replaced in rows if made is None or made != replaced for each in (made, replaced)}
    return min((each for each in named if each and each > version), default=None)
