"""An award passes to another recipient, or back: who acts in it and in what is below it, and who reads."""

from funding.awards.models import Award
from funding.changes.models import Change, Kind
from funding.roles import SIGNATORY
from workflows import handing_over
from workflows.models import Case
from workflows.step import NO_MOVE, Step

PLACE = SIGNATORY.at
DEMANDED = ("reclaim", "late_use")  # stay with whom it was demanded of, with all that is below them


def pass_to_recipient(award: Award, change: Change, step: Step) -> None:
    """To whoever `award.recipient` is by now, from the day of the move on. The change request stays with whom it was
    decided for, as does its notice: the remedy against it is theirs. The new recipient reads both."""
    case, to = step.case, award.recipient
    told = {*step.people(SIGNATORY)}
    handing_over.hand_over(step, PLACE, to.place)
    step.record(passed_to=str(to.place))
    under = step.work.under(case)
    kept = {change.pk, *_decided(case), *(below.pk for below in under if below.lifecycle in DEMANDED)}
    for below in under:
        if not kept & {below.pk, *below.ancestors}:
            _hand_over(step, below, to.place)
    if application := step.work.above(case):
        _hand_over(step, application, to.place)
        detail = application.application
        detail.applicant = to
        detail.save(update_fields=["applicant"])
    _let_read(step, change, under, to.place)
    step.tell("award.passed", told | {*step.people(SIGNATORY)})


def _decided(case: Case) -> set[int]:
    """Of the requests for another recipient."""
    found = Change.objects.filter(parent_id=case.pk, kind=Kind.RECIPIENT, finished__isnull=False)
    return set(found.values_list("pk", flat=True))


def _hand_over(step: Step, case: Case, place: object) -> None:
    there = Step(step.work, case, NO_MOVE, None, step.work.look(case))
    handing_over.hand_over(there, PLACE, place)
    there.record(kind=PLACE, place=str(place))
    there.note(handing_over.NOTE)


def _let_read(step: Step, change: Change, under: list[Case], place: object) -> None:
    for case in under:
        if case.pk == change.pk or (case.parent_id == change.pk and case.lifecycle == "notice"):
            handing_over.let_read(Step(step.work, case, NO_MOVE, None, step.work.look(case)), PLACE, place)
