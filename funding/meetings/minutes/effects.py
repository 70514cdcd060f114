"""What the moves of minutes do."""

from django.utils.translation import gettext_lazy as _

from funding.meetings.agenda import item_of
from funding.meetings.effects import members as invited
from funding.meetings.minutes.letters import file_extract, file_minutes
from funding.meetings.minutes.models import Objection
from funding.meetings.minutes.rules import USUAL_DAYS, minutes_of
from funding.meetings.queries import orders_on
from workflows.effects import meet_deadline
from workflows.inputs import Flag, Number, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import period_after


def note(case: Case, step: Step, *, agenda_item: Number, course: Text) -> None:
    _write(case, step, agenda_item, course)


def _write(case: Case, step: Step, agenda_item: int, course: str) -> None:
    item = item_of(minutes_of(case).sitting, agenda_item)
    item.course = course
    item.save(update_fields=["course"])
    step.record(item=item.number)


def circulate(case: Case, step: Step) -> None:
    """The period to object runs from today: the standing orders', else the programme's, else the usual one."""
    minutes = minutes_of(case)
    own, programme = (
        orders_on(minutes.sitting.body, step.today).objection_days,
        case.terms.get("minutes_objection_days"),
    )
    period = own or programme or USUAL_DAYS
    due = period_after(step.today, {"days": period}, step.facts_for_timing(), rule="objections", nature="legal")
    minutes.objections_until = due.on
    minutes.save(update_fields=["objections_until"])
    step.record(objections_until=due.on, objections_until_steps=due.steps)
    file_minutes(minutes, step)


def agree(case: Case, step: Step) -> None:
    _done(step, "agreed")


def _done(step: Step, outcome: str) -> None:
    if step.task:
        step.task.outcome = outcome
        step.work.ledger.change(step.task)


def object_to(case: Case, step: Step, *, objection_text: Text) -> None:
    minutes = minutes_of(case)
    desk = next(desk for desk in step.look.desks if step.task and desk.id == step.task.desk_id)
    seat = minutes.sitting.body.seats.get(place=desk.place)
    row = Objection.objects.create(minutes=minutes, seat=seat, person_id=step.actor, at=step.now, text=objection_text)
    step.record(objection=row.pk, seat=seat.pk)
    _done(step, "objected")


def answer(case: Case, step: Step, *, objection: Number, upheld: Flag = False, answer_text: Text) -> str:
    """Once. What is upheld is corrected by a move of its own."""
    row = minutes_of(case).objections.filter(pk=objection, answer="").first()
    if row is None:
        raise BadInput("objection", _("Choose an objection that has not been answered yet."))
    row.answer, row.upheld = answer_text, upheld
    row.save(update_fields=["answer", "upheld"])
    step.tell("minutes.objection_answered", [row.person_id])
    return case.state


def end_objections(case: Case, step: Step) -> None:
    """Nobody has missed anything: the day had only to come."""
    meet_deadline(step)


def correct(case: Case, step: Step, *, agenda_item: Number, course: Text, reason: Text) -> None:
    _write(case, step, agenda_item, course)
    sign_anew(case, step)


def sign_anew(case: Case, step: Step) -> None:
    """What was approved no longer says what is known."""
    minutes = minutes_of(case)
    if minutes.approved_on:
        minutes.approved_on = None
        minutes.save(update_fields=["approved_on"])


def sign(case: Case, step: Step) -> None:
    minutes = minutes_of(case)
    minutes.signed_at = step.now
    minutes.save(update_fields=["signed_at"])


def approve(case: Case, step: Step) -> None:
    minutes = minutes_of(case)
    minutes.approved_on = step.today
    minutes.save(update_fields=["approved_on"])
    file_minutes(minutes, step)
    step.tell("minutes.approved", invited(minutes.sitting, step))


def publish(case: Case, step: Step) -> None:
    file_extract(minutes_of(case), step)
