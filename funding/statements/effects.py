"""What the moves of a statement do."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.bodies.models import Seat
from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.documents.correspondence import LANGUAGE
from funding.roles import SEAT
from funding.statements.letters import file_reminder, file_statement
from funding.statements.models import Statement
from funding.statements.states import M, S
from workflows.clock import BERLIN
from workflows.effects import check_ahead, check_not_ahead
from workflows.inputs import Day, Line, OneWord, Text, Words
from workflows.models import Case, Holder
from workflows.reading import valid_on
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

Postcode = Annotated[str, Words(10)]


def edit(
    case: Case,
    step: Step,
    *,
    title: Line,
    wording: Text = "",
    addressee: Line = "",
    street: Line = "",
    postcode: Postcode = "",
    town: Annotated[str, Words(100)] = "",
) -> None:
    case.title = title
    _keep(case, wording=wording, addressee=addressee, street=street, postcode=postcode, town=town)


def _keep(case: Case, **columns: object) -> None:
    statement = case.statement
    for name, value in columns.items():
        setattr(statement, name, value)
    statement.save(update_fields=list(columns))


def put_on_agenda(case: Case, step: Step) -> None:
    statement = case.statement
    with override(LANGUAGE):
        question = str(_("Shall the statement “%(title)s” be sent to: %(addressee)s?")) % {
            "title": case.title,
            "addressee": statement.addressee,
        }
    papers = {"title": case.title, "summary": statement.wording, "addressee": statement.addressee}
    put_to_body(step, statement.body, kind="statement", question=question, proposal=Proposal.APPROVE, papers=papers)


def follow_adoption(case: Case, step: Step) -> None:
    decision = results.decision_of(step).decision
    _keep(case, resolved_on=results.resolved_today(step))
    step.record(decision=decision.pk, content=decision.content_hash)


def send(case: Case, step: Step, *, answer_by: Day) -> None:
    check_ahead("answer_by", answer_by, step)
    _keep(case, answer_by=answer_by)
    file_statement(case, step)


def acknowledge(case: Case, step: Step, *, acknowledged_on: Day, answer_by: Day = None) -> None:
    """The addressee may have promised an answer by another day; a day that is over is none any more."""
    _check_received("acknowledged_on", acknowledged_on, case, step)
    if answer_by is not None:
        check_ahead("answer_by", answer_by, step)
    awaited: dt.date = answer_by or case.statement.answer_by
    if awaited < step.today:
        raise BadInput("answer_by", _("The day asked for is over. Enter by when an answer is expected now."))
    _keep(case, acknowledged_on=acknowledged_on, answer_by=awaited)
    step.record(answer_by=awaited)


def _check_received(field: str, day: Day, case: Case, step: Step) -> None:
    check_not_ahead(field, day, step)
    sent_on = case.events.filter(move=M.SEND).latest("seq").at.astimezone(BERLIN).date()
    if day < sent_on:
        raise BadInput(field, _("The statement was sent on %(day)s, so nothing came before."), day=worded(sent_on))


def remind_addressee(case: Case, step: Step, *, answer_by: Day) -> str:
    """With a letter, as often as it takes."""
    check_ahead("answer_by", answer_by, step)
    asked_for = case.statement.answer_by
    _keep(case, answer_by=answer_by)
    file_reminder(case, step, asked_for)
    return S.ACKNOWLEDGED if case.statement.acknowledged_on else S.SENT


def note_answer(
    case: Case,
    step: Step,
    *,
    answer: Annotated[str, OneWord(tuple(Statement.Answer.values))],
    answer_text: Text,
    answered_on: Day,
) -> None:
    _check_received("answered_on", answered_on, case, step)
    _keep(case, answer=answer, answer_text=answer_text, answered_on=answered_on)


def feed_back(case: Case, step: Step, *, conclusion: Text) -> None:
    """The members of the body that resolved it are told as well."""
    _keep(case, conclusion=conclusion)
    members = _members(case.statement.body_id, step.today)
    step.share(case, [place for _person, place in members])
    step.tell("statement.fed_back", sorted({person for person, _place in members}))


def _members(body: int, today: dt.date) -> list[tuple[int, UUID]]:
    """Who holds a seat of the body today, and the seat's place. One query."""
    places = Seat.objects.filter(valid_on(today), body_id=body).values("place")
    held = Holder.objects.filter(valid_on(today), desk__role=SEAT.key, desk__place__in=places, rank=0)
    return list(held.values_list("person_id", "desk__place"))
