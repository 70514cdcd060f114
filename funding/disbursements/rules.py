"""When money may be called for and when it may flow. Each refuses with the reason."""

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.payments.states import AWAITING_USE
from funding.disbursements.payments.states import S as Paid
from funding.disbursements.queries import (
    approvable,
    disbursement_of,
    first_ordered_on,
    lacks_funds,
    left,
    left_of_year,
    missing_report,
    payments_are_stopped,
)
from funding.disbursements.states import S
from workflows.effects import check_not_ahead
from workflows.models import Case
from workflows.refusals import BadInput, Refused, incomplete, no_result_yet
from workflows.step import Step
from workflows.timing import Due, Facts, period_after
from workflows.wording import worded

NOTICE = _("notice of award")
# States of an award: in which a request may be signed, and in which a signed one may go on.
DRAWN_IN = ("final", "running")
ENDED = ("completed", "terminated_early")
PAID_IN = (*DRAWN_IN, *ENDED)
REQUIRED = ("amount", "needed_from", "needed_until", "purpose", "iban")  # before the request is signed


def is_complete(case: Case, step: Step) -> None:
    disbursement = disbursement_of(case)
    missing = [str(disbursement._meta.get_field(n).verbose_name) for n in REQUIRED if not getattr(disbursement, n)]
    if missing:
        raise incomplete(missing)


def is_proven(award: Any) -> bool:
    """The check of the proof of use has settled it, so the rest can be called for."""
    return award.state in ENDED and award.final_amount is not None


def may_be_drawn(case: Case, step: Step) -> None:
    award_stands(case, step)
    award = disbursement_of(case).award
    if award.state not in DRAWN_IN and not is_proven(award):
        raise Refused(
            "not_drawn_now",
            _("Money is called for until the project ends, and the rest after the proof of use was checked."),
            NOTICE,
        )


def award_stands(case: Case, step: Step) -> None:
    """No step towards a payment before the award is final, nor while it is contested or payments are stopped."""
    disbursement = disbursement_of(case)
    award = disbursement.award
    if disbursement.reclaim_is_open:
        raise Refused(
            "award_is_being_revoked", _("No payment is possible while the award is being revoked or reclaimed."), NOTICE
        )
    if award.state not in PAID_IN:
        raise Refused(
            "award_stands_still",
            _("No payment is possible while the award is “%(state)s”."),
            NOTICE,
            state=award.stay.label,
        )
    if award.state in ENDED and lacks_funds(award):
        raise Refused(
            "pots_lack_money",
            _("The pots lack money for this award since it was restored. Fill them, then resume the payments."),
            NOTICE,
        )
    if award.state == "final" and payments_are_stopped(award):
        raise Refused("payments_stopped", _("Payments are stopped until the authority lets them go on."), NOTICE)
    if award.state in ENDED and not is_proven(award) and payments_are_stopped(award):
        raise Refused(
            "payments_stopped",
            _("Payments were stopped when the project ended. They go on once the proof of use has been checked."),
            NOTICE,
        )


def no_report_is_missing(case: Case, step: Step) -> None:
    """Whoever does not account for what they have gets no more, once all reminders have gone out."""
    if missing := missing_report(disbursement_of(case).award, step.today):
        raise Refused(
            "report_missing",
            _("“%(report)s” has been missing since %(day)s. Order the payment once it is in, put off or waived."),
            NOTICE,
            report=missing.title,
            day=worded(missing.report.due_on),
        )


def goes_to_the_account_on_file(case: Case, step: Step) -> None:
    """Once an account has been approved, money goes nowhere else."""
    disbursement = disbursement_of(case)
    if disbursement.payee_id != disbursement.award.recipient_id:
        raise Refused(
            "another_recipient",
            _("The award has passed to another recipient. Return the request, so that their account is entered."),
            NOTICE,
        )
    if disbursement.award.iban and disbursement.iban != disbursement.award.iban:
        raise Refused(
            "another_account",
            _("Another account is on file for this award. Enter that one, or ask for the change of the account."),
            NOTICE,
        )


def within_period(case: Case, step: Step) -> None:
    disbursement = disbursement_of(case)
    award = disbursement.award
    if is_proven(award):
        return
    if not award.period_from <= disbursement.needed_from <= disbursement.needed_until <= award.period_to:
        raise Refused(
            "outside_period",
            _("The money must be needed between %(first)s and %(last)s, within the period of the award."),
            NOTICE,
            first=date_format(award.period_from),
            last=date_format(award.period_to),
        )


def within_draw_window(case: Case, step: Step) -> None:
    """Only what falls due soon after the payment may be called for; the programme says how soon."""
    disbursement = disbursement_of(case)
    if case.terms.get("draw_window") is None or is_proven(disbursement.award):
        return
    payment = max(step.today, disbursement.needed_from)
    last = draw_window.after(payment, step.facts_for_timing()).on
    if disbursement.needed_until > last:
        raise Refused(
            "needed_too_long",
            _("Money must be used soon after payment. Call only for what falls due by %(day)s, for the rest later."),
            draw_window.basis,
            day=date_format(last),
        )


def needed_soon(case: Case, step: Step) -> None:
    """A payment ordered before its day could not be used in time, for the period runs from the payment."""
    first = first_day_to_order(case, step)
    if step.today < first:
        raise Refused(
            "needed_later",
            _("The money is needed until %(until)s. Order the payment on %(day)s or later, so it is used in time."),
            draw_window.basis,
            until=date_format(disbursement_of(case).needed_until),
            day=date_format(first),
        )


def first_day_to_order(case: Case, step: Step) -> dt.date:
    """From this day on the draw window reaches the end of the need; today, where it does already or nothing sets it."""
    disbursement = disbursement_of(case)
    if case.terms.get("draw_window") is None or is_proven(disbursement.award):
        return step.today
    facts = step.facts_for_timing()
    days = [step.today + dt.timedelta(days=n) for n in range((disbursement.needed_until - step.today).days + 1)]
    first = bisect_left(days, disbursement.needed_until, key=lambda day: draw_window.after(day, facts).on)
    return days[first] if days else step.today


def enough_left(case: Case, step: Step) -> None:
    disbursement = disbursement_of(case)
    most = left(disbursement.award)
    if disbursement.amount > most:
        raise more_than_left(most)


def within_its_year(case: Case, step: Step) -> None:
    """In no year more is called for, or ordered, than the plan counts on until its end (§ 45 LHO); what an earlier
    year has left and was not lapsed can still be called for."""
    disbursement = disbursement_of(case)
    if case.state == S.APPROVED:
        amount, year = disbursement.approved_amount, step.today.year
        most = left_of_year(disbursement.award, year, besides=case.pk, among=Q(approved_amount__isnull=False))
    else:
        amount, year = disbursement.amount, max(step.today, disbursement.needed_from).year
        most = left_of_year(disbursement.award, year, besides=case.pk)
    if most is not None and amount > most:
        raise Refused(
            "more_than_the_year_has",
            _(
                "Of what the plan counts on until the end of %(year)s, %(left)s are left. Take the rest next year, or "
                "ask for a change of the financing plan."
            ),
            _("§ 45 LHO"),
            year=year,
            left=max(most, 0),
        )


def still_covered(case: Case, step: Step) -> None:
    """The award may have been reduced since the payment was approved."""
    disbursement = disbursement_of(case)
    most = approvable(disbursement.award, besides=case.pk)
    if disbursement.approved_amount > most:
        raise more_than_left(most)


def more_than_left(most: Any) -> Refused:
    return Refused(
        "more_than_left",
        _("Of the award %(left)s are left to be called for at present."),
        NOTICE,
        left=max(most, 0),
    )


def was_paid_elsewhere(case: Case, step: Step) -> None:
    if called_for(case).value_date is None:
        raise Refused("not_paid", _("Nothing was paid on this request elsewhere."))


def called_for(case: Case) -> Disbursement:
    """Opened in this transaction it is the row itself, which the database does not know yet."""
    return case if isinstance(case, Disbursement) else case.disbursement


def check_value_date(disbursement: Disbursement, value_date: dt.date, step: Step) -> None:
    """Raises BadInput for a day to come, or before the order."""
    check_not_ahead("value_date", value_date, step)
    ordered_on = first_ordered_on(disbursement) or disbursement.award.issued_on
    if value_date < ordered_on:
        raise BadInput(
            "value_date",
            _("The payment was ordered on %(day)s. Enter this day or a later one."),
            day=worded(ordered_on),
        )


def payment_has_turned(case: Case, step: Step) -> None:
    if turned(case, step) in (None, case.state):
        raise no_result_yet()


def turned(case: Case, step: Step) -> S | None:
    """What has become of the payment below in this transaction, in the words of the disbursement."""
    payment = step.below("payment")
    awaited = dict.fromkeys(AWAITING_USE, S.PAID)
    place = {**awaited, Paid.USE_CONFIRMED: S.USE_CONFIRMED, Paid.RETURNED_FUNDS: S.RETURNED_FUNDS}
    return place.get(payment and payment.state)


@dataclass(frozen=True)
class DrawWindow:
    """The period after the payment within which the programme wants the money used; none where it is silent."""

    basis = _("§ 49a (4) VwVfG: money not used soon after payment bears interest")

    def __str__(self) -> str:
        return "draw_window(value_date)"

    def __call__(self, facts: Facts) -> Due | None:
        paid_on = facts.facts.get("value_date")
        if paid_on is None or facts.terms.get("draw_window") is None:
            return None
        return self.after(paid_on if isinstance(paid_on, dt.date) else dt.date.fromisoformat(paid_on), facts)

    def after(self, payment: dt.date, facts: Facts) -> Due:
        return period_after(payment, facts.terms["draw_window"], facts, rule=str(self), nature="legal")


draw_window = DrawWindow()


@dataclass(frozen=True)
class DaysToOrder:
    """Days within which a payment is to be ordered, from the first on which it may be."""

    number: int

    def __str__(self) -> str:
        return f"days_to_order({self.number})"

    def __call__(self, facts: Facts) -> Due:
        return period_after(facts.facts.get("order_from", facts.today), {"days": self.number}, facts, rule=str(self))


days_to_order = DaysToOrder
