"""An award that runs already: its notice was issued and money was paid elsewhere. One person of the authority enters
notice and payments, another confirms them; from then on every sum and period holds as if it had begun here."""

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.applications import funds
from funding.applications.following import application_of
from funding.applications.models import Application
from funding.applications.ruling.effects import prepared_by, record_notice
from funding.applications.ruling.models import Ruling
from funding.awards import opening as awards
from funding.documents.attaching import take
from funding.documents.models import Document
from workflows.clock import BERLIN
from workflows.effects import check_not_ahead
from workflows.inputs import ADay, Amount, Day, File, Rows
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

Payments = Annotated[list[dict], Rows(MappingProxyType({"amount": Amount(), "value_date": ADay()}))]


def is_issued_here(case: Case, step: Step) -> None:
    if case.ruling.taken_over:
        raise Refused("issued_elsewhere", _("This notice was issued elsewhere. Take it over, or return it."))


def is_issued_elsewhere(case: Case, step: Step) -> None:
    if not case.ruling.taken_over:
        raise Refused("is_issued_here", _("This notice is issued here. Nobody has entered one from elsewhere."))


def propose(case: Case, step: Step, *, issued_on: Day, file: File, payments: Payments = None) -> None:
    """`file`: the notice as it was issued. `payments`: everything paid so far, by value date."""
    ruling = case.ruling
    _check_day(application_of(case, step).application, step, issued_on)
    _check_payments(ruling, step, issued_on, payments or [])
    notice = take(case, step, file, kind="issued_notice")
    paid = [{"amount": str(row["amount"]), "value_date": row["value_date"].isoformat()} for row in payments or []]
    ruling.taken_over = {"issued_on": issued_on.isoformat(), "payments": paid, "document": notice.pk}
    ruling.save(update_fields=["taken_over"])
    step.record(payments=paid)
    record_notice(case, step)


def _check_day(application: Application, step: Step, issued_on: dt.date) -> None:
    check_not_ahead("issued_on", issued_on, step)
    resolved = application.resolved
    first = resolved["date"] if resolved else application.received_at.astimezone(BERLIN).date()
    if issued_on < first:
        raise BadInput("issued_on", _("The notice cannot be older than its ground, of %(day)s."), day=worded(first))


def _check_payments(ruling: Ruling, step: Step, issued_on: dt.date, payments: list[dict[str, Any]]) -> None:
    for index, row in enumerate(payments):
        check_not_ahead(f"payments[{index}].value_date", row["value_date"], step)
        if row["value_date"] < issued_on:
            raise BadInput(f"payments[{index}].value_date", _("Nothing was paid before the notice was issued."))
        if not row["amount"]:
            raise BadInput(f"payments[{index}].amount", _("Enter an amount above zero."))
    paid = sum((row["amount"] for row in payments), Decimal("0.00"))
    if paid > ruling.awarded:
        raise BadInput("payments", _("More was paid than %(awarded)s, the award."), awarded=ruling.awarded)


def confirm(case: Case, step: Step) -> None:
    """The second person has compared it with the papers. The pots are held to as for a notice issued here."""
    above, ruling = application_of(case, step), case.ruling
    funds.take_or_refuse(above, ruling.awarded, step)
    entered = ruling.taken_over
    notice = Document.objects.select_related("content").get(pk=entered["document"])
    award = awards.take_over(
        step,
        above.application,
        ruling,
        notice,
        issued_on=dt.date.fromisoformat(entered["issued_on"]),
        payments=[(Decimal(row["amount"]), dt.date.fromisoformat(row["value_date"])) for row in entered["payments"]],
        prepared_by=prepared_by(above),
    )
    step.record(award=award.pk, taken_over=entered)
    record_notice(case, step)
