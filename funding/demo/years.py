"""Awards over several years: what was not called for in a year lapses or is carried over; money is used late, or comes
back; value dates are corrected."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.demo import notices
from funding.demo.applications import instruction
from funding.demo.everyday import Project
from funding.demo.stage import Moments, Strand, together
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.opening import open_disbursement
from workflows import clock
from workflows.models import Case

LONG = dt.timedelta(days=1500)
IBAN = "DE02 1203 0000 0000 2020 51"  # an example number, of no account
SMALL = "1000.00"
# Of these days the base rates are known, whenever the demonstration is started.
BEGUN, PAID, USED = dt.date(2025, 4, 1), dt.date(2025, 9, 1), dt.date(2025, 12, 10)
INTEREST = (
    "interest_case", "hearing", "in_preparation", "signed", "issued", "demanded", "paid", "waived", "left",
    "refund_due", "under_review", "proposed",
)  # fmt: skip


def last_year(project: Project) -> int:
    """The last year that has been over for two months."""
    return (project.today - dt.timedelta(days=60)).year - 1


def begun_in(project: Project, month: dt.date, years: int = 1, **notice: str) -> Moments:
    """Running since the middle of this month, for four years; the plan is for the first of them."""
    then = Project(project.story, month.replace(day=15), project.title, lasts=LONG, years=years)
    written = {Project.write_notice: lambda told: told.write_notice([project.on(20)], **notice)}
    yield from then.come(Project.run, 1, written)
    project.award, project.begun = then.award, then.begun


def ago(project: Project, year: int, month: int, day: int) -> int:
    return (project.today - dt.date(year, month, day)).days


def paid_out(project: Project, ago: int, amount: str = SMALL) -> Strand:
    """Called for, and paid three days later; the payment's id."""
    world, story = project.world, project.story
    yield project.moment(ago, "10:10")
    award, first = Case.objects.get(pk=project.award), clock.today() + dt.timedelta(days=4)
    call = story.begin(lambda **who: open_disbursement(award, **who), by=world.applicant)
    need = {"needed_from": first.isoformat(), "needed_until": (first + dt.timedelta(days=30)).isoformat()}
    project.let("applicant", "edit", call, amount=amount, purpose="Honorare und Material", iban=IBAN, **need)
    project.let("signatory", "submit", call)
    yield project.moment(ago - 3, "09:50")
    project.let("case_worker", "check_factual", call)
    project.let("checker", "check_arithmetical", call)
    project.let("approver", "approve", call, amount=amount)
    project.let("cashier", "order", call)
    project.let("cashier", "note_payment", call, value_date=clock.today().isoformat())
    return story.below(call, "payment")


def used(project: Project, ago: int, amount: str) -> Moments:
    payment = yield from paid_out(project, ago, amount)
    yield project.moment(ago - 30, "16:10")
    project.let("applicant", "confirm_use", payment, used_on=clock.today().isoformat())


def decided(project: Project, year: int, proposal: str, *, only_proposed: bool = False) -> Moments:
    """What becomes of the rest of this year, in the February after it."""
    number = year - project.period_from.year
    yield project.moment(ago(project, year + 1, 2, 10), "10:50")
    case = project.story.below(project.award, "year_end", number)
    reason = "Die Mittel sind an das Jahr gebunden; die zweite Stelle war länger unbesetzt."
    project.let("case_worker", "propose", case, proposal=proposal, reason=reason)
    if not only_proposed:
        yield project.moment(ago(project, year + 1, 2, 16), "14:10")
        project.let("approver", "decide", case)


def used_up(project: Project) -> Moments:
    """The first year's money was used; of the second year's nothing, so that it is to be carried over. The condition
    of a first call was dropped."""
    year = last_year(project) - 1
    yield from begun_in(project, dt.date(year, 3, 1), years=2, draw_by=f"{year}-06-30")
    yield project.moment(ago(project, year, 3, 20), "10:20")
    reason = "Der Träger hat den Abruf fest zugesagt."
    project.let("approver", "drop", project.story.below(project.award, "first_draw"), reason=reason)
    yield from used(project.part("call"), ago(project, year, 4, 8), "18000.00")
    yield from decided(project, year + 1, "carry_over", only_proposed=True)


def used_late(project: Project) -> Moments:
    """Payments used late, each with its interest elsewhere; what becomes of the rest of the year is open."""
    yield from begun_in(project, BEGUN)
    late = [_late(project.part(state), state) for state in INTEREST]
    yield from together([*late, _given_back(project.part("given back")), _corrected(project.part("corrected"))])


def _given_back(project: Project) -> Moments:
    payment = yield from paid_out(project, 120)
    yield project.moment(80, "10:40")
    project.let("cashier", "note_funds_returned", payment, amount=SMALL, value_date=clock.today().isoformat())


def _corrected(project: Project) -> Moments:
    """The value date corrected four times: withdrawn, refused, confirmed, proposed. The use is not confirmed."""
    payment = yield from paid_out(project, 118)
    ends: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("cashier", "withdraw", {"reason": "Der Auszug war der einer anderen Zahlung."}),
        ("approver", "refuse", {"reason": "Der Auszug belegt den Tag nicht."}),
        ("approver", "confirm", {}),
        ("", "", {}),
    )
    paid_on = Case.objects.get(pk=payment).parent.events.get(move="note_payment").facts["value_date"]
    for number, (person, move, facts) in enumerate(ends):
        yield project.moment(40 - 6 * number, "09:05")
        right = (dt.date.fromisoformat(paid_on) + dt.timedelta(days=number + 1)).isoformat()
        project.let("cashier", "correct", payment, value_date=right, reason="Der Kontoauszug nennt einen anderen Tag.")
        if move:
            yield project.moment(38 - 6 * number, "09:25")
            project.let(person, move, project.story.below(payment, "correction", number), **facts)


def _late(project: Project, state: str) -> Moments:
    """Used a month later than the programme wants it, and what follows from that."""
    payment = yield from paid_out(project, (project.today - PAID).days)
    yield project.moment(50, "16:20")
    project.let("applicant", "confirm_use", payment, used_on=USED.isoformat())
    case = project.story.below(payment, "late_use")
    if state == "interest_case":
        return
    yield project.moment(46, "09:15")
    if state == "left":
        _left(project, case, "Der Zins läge unter dem Aufwand.")
        return
    allegations = "Das Geld wurde erst nach der Frist verwendet."
    project.let("case_worker", "hear", case, allegations=allegations, answer_by=project.on(12))
    if state == "hearing":
        return
    yield project.moment(43, "16:40")
    project.let("signatory", "answer", case, statement="Die Rechnung kam erst nach zwei Mahnungen.")
    if state != "in_preparation":
        yield from _determined(project, state, case)


def _doubted(project: Project, state: str, case: int) -> Moments:
    """The value date turns out to have been a day later than the notice of interest says."""
    yield project.moment(30, "09:15")
    late = LateUse.objects.get(pk=case)
    right = (late.paid_on + dt.timedelta(days=1)).isoformat()
    reason = "Der Kontoauszug nennt den nächsten Tag."
    project.let("cashier", "correct", late.parent_id, value_date=right, reason=reason)
    yield project.moment(29, "10:05")
    project.let("approver", "confirm", project.story.below(late.parent_id, "correction"))
    if state == "proposed":
        yield project.moment(28, "11:45")
        project.let("case_worker", "propose", case, proposal="take_back", reason="Die Zinsen sind zu hoch.")


def _left(project: Project, case: int, reason: str) -> None:
    project.let("case_worker", "propose", case, proposal="leave_it", reason=reason)
    project.let("approver", "leave_it", case)


def _determined(project: Project, state: str, case: int) -> Moments:
    yield project.moment(40, "10:35")
    facts: dict[str, Any] = {"pay_by": project.on(20), "reasons": "Die Verzögerung war vermeidbar."}
    project.let("case_worker", "sign", case, **facts, **instruction(project))
    if state == "signed":
        return
    yield project.moment(38, "14:35")
    project.let("approver", "issue", case)
    if state == "issued":
        return
    notice = project.story.below(case, "notice")
    yield project.moment(34, "12:25")
    notices.post(project, notice)
    if state == "demanded":
        return
    if state in ("under_review", "proposed"):
        yield from _doubted(project, state, case)
        return
    yield project.moment(28, "15:25")
    if state == "waived":
        project.let("case_worker", "propose", case, proposal="waive", reason="Die Einziehung wäre unbillig.")
        project.let("approver", "waive", case)
        return
    if state == "refund_due":
        notices.contest(project, notice)
    interest: Decimal = LateUse.objects.get(pk=case).interest
    project.let("case_worker", "note_payment", case, amount=str(interest), value_date=clock.today().isoformat())
    if state == "refund_due":
        yield project.moment(20, "11:20")
        notices.annul(project, notice)
        yield project.moment(16, "11:40")
        _left(project, case, "Nach dem Urteil wird nichts mehr verlangt.")
