"""How the consent of a new recipient comes to be asked: the change request that names it is submitted."""

from funding.changes.models import Change
from funding.changes.succession.queries import newest_succession
from funding.changes.succession.states import S
from funding.roles import CASE_WORKER, NEW_SIGNATORY, SIGNATORY
from workflows.step import NO_MOVE, Step


def ask_for_consent(change: Change, step: Step) -> None:
    """Once for one organisation and day; what was asked otherwise before ends with this move."""
    if _is_asked(change, step):
        return
    award = change.award
    succession = step.open(
        "succession",
        title=step.case.title,
        places={NEW_SIGNATORY.at: change.new_recipient.place},
        readers=[step.case.places[role.at] for role in (SIGNATORY, CASE_WORKER)],
        new_recipient=change.new_recipient,
        passes_on=change.passes_on,
        **{name: getattr(award, name) for name in ("amount", "paid", "period_to", "proof_due_on")},
        **{name: getattr(award, name) for name in ("purpose", "conditions")},
    )
    _tell(Step(step.work, succession, NO_MOVE, step.actor, step.work.look(succession)))


def _tell(step: Step) -> None:
    step.tell("succession.asked", step.people(NEW_SIGNATORY), due_on=step.due_on())


def _is_asked(change: Change, step: Step) -> bool:
    newest = newest_succession(change, step)
    if newest is None or newest.state not in (S.ASKED, S.AGREED):
        return False
    asked = newest.succession
    return (asked.new_recipient_id, asked.passes_on) == (change.new_recipient_id, change.passes_on)
