"""What the moves of a change request do, and the answer the system gives by itself."""

from dataclasses import replace
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from funding.changes.models import ABOUT, RESOLUTION, Change, Kind, Result
from funding.changes.naming import title_of
from funding.changes.queries import change_of
from funding.changes.rules import is_late, shift_of
from funding.changes.ruling.counting import fill_in
from funding.changes.ruling.opening import open_ruling
from funding.changes.ruling.queries import newest_ruling
from funding.changes.ruling.rules import check_it_still_holds
from funding.changes.states import M, S
from funding.changes.succession.opening import ask_for_consent
from funding.decisions import results
from funding.decisions.models import Decision
from funding.decisions.states import FALLEN
from funding.financing import PlanRows, Side, check_sides, planned, stored
from funding.iban import checked_iban
from funding.notices.deciding import fall_with
from funding.notices.states import S as Notice
from funding.promises import PromiseRows, money_promised, still_signed
from funding.promises import stored as stored_promises
from funding.regions.models import Organisation
from funding.roles import APPROVER, CASE_WORKER
from workflows.effects import check_ahead
from workflows.inputs import Day, Line, Money, Number, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

STATE_AFTER = {Result.APPROVE: S.APPROVED, Result.PARTLY: S.PARTLY, Result.REJECT: S.REJECTED}


def edit(  # noqa: PLR0913 - the fields of the form
    case: Case,
    step: Step,
    *,
    justification: Text = "",
    new_period_to: Day = None,
    amount: Money = None,
    description: Text = "",
    partner: Line = "",
    iban: Line = "",
    new_recipient: Number = None,
    passes_on: Day = None,
    late_reason: Text = "",
) -> str:
    """Keeps what is written, complete or not; what this kind of request does not change is refused."""
    change = change_of(case)
    given = {
        "new_period_to": new_period_to,
        "amount": amount,
        "description": description,
        "partner": partner,
        "iban": checked_iban("iban", iban),
        "new_recipient": _organisation(new_recipient),
        "passes_on": passes_on,
    }
    _check(change, given)
    for name, value in (*given.items(), ("justification", justification), ("late_reason", late_reason)):
        setattr(change, name, value)
    change.save(update_fields=[*ABOUT, "justification", "late_reason"])
    return case.state


def _check(change: Change, given: dict) -> None:
    award, amount, until = change.award, given["amount"], given["new_period_to"]
    _check_succession(award, given["new_recipient"], given["passes_on"])
    for name, value in given.items():
        if value not in (None, "") and name not in change.may_name:
            raise BadInput(name, _("A request of the kind “%(kind)s” does not change this. Begin another for it."),
                           kind=change.get_kind_display())  # fmt: skip
    if until and until <= award.period_to:
        raise BadInput(
            "new_period_to", _("The period ends on %(day)s. Enter a later day."), day=worded(award.period_to)
        )
    if amount is not None and change.kind == Kind.INCREASE and amount <= award.amount:
        raise BadInput("amount", _("Awarded are %(awarded)s. Enter the higher grant as a whole."), awarded=award.amount)
    if amount is not None and change.kind == Kind.CONTENT and not 0 < amount <= award.amount:
        raise BadInput("amount", _("Awarded are %(awarded)s. For more, request a higher grant."), awarded=award.amount)


def _organisation(number: int | None) -> Organisation | None:
    if number is None:
        return None
    found = Organisation.objects.filter(pk=number).first()
    if found is None:
        raise BadInput("new_recipient", _("Choose from the list."))
    return found


def _check_succession(award: Any, to: Organisation | None, day: Day) -> None:
    if to is not None and to.pk == award.recipient_id:
        raise BadInput("new_recipient", _("This is the recipient already. Choose another organisation."))
    if day and not award.issued_on <= day < award.proof_due_on:
        raise BadInput(
            "passes_on",
            _("Enter a day between %(first)s, when the award was issued, and %(last)s, when its use is to be proven."),
            first=worded(award.issued_on),
            last=worded(award.proof_due_on),
        )


def set_plan(case: Case, step: Step, *, lines: PlanRows) -> str:
    """Replaces the whole plan. The event holds its sums, not the words of its lines."""
    check_sides(lines)
    change = change_of(case)
    change.plan = stored(lines)
    change.save(update_fields=["plan"])
    step.facts.pop("lines")
    step.record(**{side: planned(change.plan, side) for side in Side.values}, count=len(lines))
    return case.state


def set_commitments(case: Case, step: Step, *, commitments: PromiseRows) -> str:
    """Replaces the whole list. A paper signed for other promises of that partner no longer proves them."""
    change, new = change_of(case), stored_promises(commitments)
    change.agreements = still_signed(change.agreements, change.commitments, new)
    change.promises = new
    change.save(update_fields=["promises", "agreements"])
    step.facts.pop("commitments")
    step.record(count=len(new), money=money_promised(new), signed=len(change.agreements))
    return case.state


def release(case: Case, step: Step) -> None:
    step.record(content=change_of(case).content_hash)


def take_back(case: Case, step: Step, *, reason: Text = "") -> str:
    return S.RETURNED if change_of(case).version else S.DRAFT


def submit(case: Case, step: Step) -> None:
    """The first time, it gets its number, which its title then names; every time, its next version."""
    change = change_of(case)
    if change.number is None:
        numbers = Change.objects.filter(parent_id=case.parent_id).aggregate(last=Max("number"))
        change.number = (numbers["last"] or 0) + 1
        case.title = title_of(change.award, change.kind, change.number)
    _ask_the_committee_anew(change)
    change.version += 1
    change.submitted_at, change.late = step.received_at or step.now, is_late(change, step)
    if change.kind == Kind.RECIPIENT:
        ask_for_consent(change, step)
        step.settle_below("succession")
    change.save(update_fields=["number", "version", "submitted_at", "late", *RESOLUTION])
    step.record(
        number=change.number,
        version=change.version,
        content=change.content_hash,
        received_at=change.submitted_at.isoformat(),
        late=change.late,
    )


def _ask_the_committee_anew(change: Change) -> None:
    """What it resolved was another request, where the content has been changed since the last submission."""
    last = change.events.filter(move=M.SUBMIT).latest("seq") if change.version else None
    if last and last.facts["content"] != change.content_hash:
        change.forget_resolution()


def answer_not_needed(case: Case, step: Step) -> None:
    """With the worked calculation, so that the recipient can show why nobody had to approve."""
    change = change_of(case)
    found = shift_of(change)
    change.calculation = [each.to_json() for each in found.steps]
    change.save(update_fields=["calculation"])
    step.record(funding_kind=change.award.funding_kind, items=list(found.items), calculation=change.calculation)


def send_back(case: Case, step: Step, *, reason: Text, until: Day = None) -> None:
    """`until`: the day set for the next version."""
    if until:
        check_ahead("until", until, step)
    _drop_ruling(case, step)


def _drop_ruling(case: Case, step: Step) -> None:
    for ruling in step.work.all_below(case, "change_ruling"):
        if not ruling.finished:
            ruling.changeruling.dropped = True
            ruling.changeruling.save(update_fields=["dropped"])
    step.settle_below("change_ruling")


def start_review(case: Case, step: Step) -> None:
    """What is asked for, the programme and the law already say of the notice."""
    fill_in(change_of(case), step)
    open_ruling(step)


def follow_committee(case: Case, step: Step) -> str:
    """What it has resolved, or that this has fallen; the decision goes on by it."""
    decision, answer = results.decision_of(step).decision, results.decision_of(step).state
    if answer in FALLEN:
        return _follow_fall(case, step)
    step.record(decision=decision.pk, content=decision.content_hash, answer=answer)
    if answer in ("adopted", "rejected"):
        _take_over(change_of(case), decision, answer, step)
    step.settle_below("change_ruling")
    return S.RETURNED if answer == "returned" else case.state


def _take_over(change: Change, decision: Decision, answer: str, step: Step) -> None:
    change.resolution, change.resolved_amount = answer, decision.amount
    change.resolved_by, change.resolved_on = decision.body.name, results.resolved_today(step)
    change.conditions = decision.conditions
    if answer == "adopted" and decision.amount is not None:
        change.granted_amount = decision.amount
    change.save(update_fields=[*RESOLUTION, "granted_amount"])


def _follow_fall(case: Case, step: Step) -> str:
    """Before the notice the case worker puts the request before the committee again; afterwards both who issued it are
    told."""
    results.note_fall(case, step)
    if case.state == S.IN_REVIEW:
        change = change_of(case)
        change.forget_resolution()
        change.save(update_fields=[*RESOLUTION])
    ruling = newest_ruling(case, step)
    if ruling is not None and ruling.finished:
        step.tell("change.resolution_fell", {*step.people(CASE_WORKER), *step.people(APPROVER)})
    step.settle_below("change_ruling")
    return case.state


def follow_notice(case: Case, step: Step) -> str:
    """What has been decided, unless since the second signature something has come between; then it is not sent."""
    change, ruling = change_of(case), newest_ruling(case, step)
    check_it_still_holds(ruling, replace(step, case=ruling))
    step.record(result=change.result, ruling=ruling.pk)
    if change.kind == Kind.RECIPIENT:
        step.settle_below("succession")
    return STATE_AFTER[Result(change.result)]


def decide_anew(case: Case, step: Step) -> None:
    """The notice has fallen. The award undoes what it made of it, where it still can; a body's resolution stands."""
    change = change_of(case)
    change.result = change.reasons = ""
    change.award_version = None
    change.save(update_fields=["result", "reasons", "award_version"])
    open_ruling(step)
    if change.kind == Kind.RECIPIENT:
        step.settle_below("succession")


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    fall_with(case, step, Notice.MOOT)


def end(case: Case, step: Step) -> None:
    fall_with(case, step, Notice.MOOT)
