"""What the recipient's moves of a change request do, and the answer the system gives by itself."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from funding.changes.models import ABOUT, RESOLUTION, Change, Kind
from funding.changes.naming import title_of
from funding.changes.queries import change_of
from funding.changes.rules import is_late, shift_of
from funding.changes.states import M, S
from funding.financing import PlanRows, Side, check_sides, planned, stored
from funding.iban import checked_iban
from workflows.effects import check_ahead
from workflows.inputs import Day, Line, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


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
    }
    _check(change, given)
    for name, value in (*given.items(), ("justification", justification), ("late_reason", late_reason)):
        setattr(change, name, value)
    change.save(update_fields=[*ABOUT, "justification", "late_reason"])
    return case.state


def _check(change: Change, given: dict) -> None:
    award, amount, until = change.award, given["amount"], given["new_period_to"]
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


def set_plan(case: Case, step: Step, *, lines: PlanRows) -> str:
    """Replaces the whole plan. The event holds its sums, not the words of its lines."""
    check_sides(lines)
    change = change_of(case)
    change.plan = stored(lines)
    change.save(update_fields=["plan"])
    step.facts.pop("lines")
    step.record(**{side: planned(change.plan, side) for side in Side.values}, count=len(lines))
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
