"""What of an award has been paid, what is committed, what is left: exact to the cent, read under the award's lock."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from math import floor
from typing import Any

from django.db.models import Case as Choose
from django.db.models import (
    DecimalField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
    prefetch_related_objects,
)  # fmt: skip
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Least

from funding.disbursements.models import Disbursement
from funding.disbursements.states import M, S
from funding.financing import spread
from funding.money import NOTHING
from workflows.calculators.cents import cents, euros
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.stages import reminder_days

OWED = ("open", "internally_released", "returned")  # states of a report
STOPPING = Q(move="suspend") | Q(move="follow_reclaim", facts__payments_stopped=True)  # events of an award
PAID = Q(value_date__isnull=False)
ANY = Q()
MONEY = DecimalField(max_digits=14, decimal_places=2)
COMMITTED = PAID | Q(state__in=(S.SUBMITTED, S.CHECKED_FACTUAL, S.CHECKED_ARITHMETICAL, S.APPROVED, S.ORDERED))

OPEN_RECLAIM = Case.objects.filter(
    Q(lifecycle="reclaim", parent_id=OuterRef("parent_id"))
    | Q(lifecycle="collection", parent__parent_id=OuterRef("parent_id")),
    dossier_id=OuterRef("dossier_id"),
    finished=None,
)
WITH_AWARD = Disbursement.objects.select_related(
    "dossier", "payee", "parent__award__authority", "parent__award__recipient"
).annotate(reclaim_is_open=Exists(OPEN_RECLAIM))


def disbursement_of(case: Case) -> Disbursement:
    """With `award`, its file, authority and recipient, the payee, and whether the award is being revoked: one
    query, once a case. In a move it comes after the lock."""
    prefetch_related_objects([case], Prefetch("disbursement", WITH_AWARD.all()))
    return case.disbursement


def first_ordered_on(disbursement: Disbursement) -> date | None:
    """No payment is older, also where the order was recalled and given anew; what was returned is asked for anew.
    None of a payment taken over, which nobody ordered here."""
    found = Event.objects.filter(case_id=disbursement.pk, move__in=(M.ORDER, M.RETURN)).order_by("-seq")
    orders = takewhile(lambda event: event.move == M.ORDER, found)
    first = min((event.at for event in orders), default=None)
    return first and first.astimezone(BERLIN).date()


def committed(award: Any, *, besides: int = 0) -> Decimal:
    """Everything submitted and not ended, with what has been paid; approved sums before requested ones. One query."""
    return _sum(award, COMMITTED & ~Q(pk=besides))


def is_called_for(award: Any) -> bool:
    """Whether money was called for by a signature, also on a request that was returned since for correction. One
    query."""
    return Disbursement.objects.filter(COMMITTED | Q(state=S.RETURNED), parent_id=award.pk).exists()


def left(award: Any, *, besides: int = 0) -> Decimal:
    """What may still be called for; negative where an award was reduced below what is committed. One query."""
    return payable(award) - committed(award, besides=besides)


def called_for_since(award: Any, moment: datetime) -> bool:
    """Whether a request signed since counts; of a settled award, one not paid yet: what was paid beyond the final
    amount is asked back. One query."""
    signed = Event.objects.filter(case=OuterRef("pk"), move=M.SUBMIT, at__gt=moment)
    counts = COMMITTED if award.final_amount is None else COMMITTED & ~PAID
    return Disbursement.objects.filter(counts, Exists(signed), parent_id=award.pk).exists()


def approvable(award: Any, *, besides: int) -> Decimal:
    """What may still be approved beside other approved sums, whatever else has been requested. One query."""
    return payable(award) - _sum(award, COMMITTED & Q(approved_amount__isnull=False) & ~Q(pk=besides))


def left_of_year(award: Any, year: int, *, besides: int = 0, among: Q = ANY) -> Decimal | None:
    """What the plan counts on until this year's end, less the share kept back, and no other request of `among` takes of
    it: one ordered or paid by then, or signed by then for what is needed by then, with no more than was signed last by
    then: a correction in the new year does not make more of its money the old year's, nor keep that from lapsing. What
    has come back otherwise, and what was remitted, lies where the plan spreads it. None where the plan names no years,
    and once the proof of use has been checked. Two queries."""
    granted = spread(award.plan, award.amount)
    if not granted or award.final_amount is not None:
        return None
    of_award = Disbursement.objects.filter(parent_id=award.pk)
    back = returned(of_award)
    otherwise = award.repaid + award.remitted - sum(back.values(), NOTHING)
    planned = _until(year, spread(award.plan, award.amount + otherwise))
    kept_back = _until(year, granted) - _less_kept_back(award, _until(year, granted))
    by_then = {"at__lt": datetime(year + 1, 1, 1, tzinfo=BERLIN)}
    signed, ordered = (Event.objects.filter(case=OuterRef("pk"), move=each, **by_then) for each in (M.SUBMIT, M.ORDER))
    paid_out = Q(value_date__year__lte=year) | Q(Exists(ordered)) & (PAID | Q(state=S.ORDERED))
    in_time = paid_out | Q(needed_from__year__lte=year, signed_need__lte=f"{year}-12-31")
    asked, signed_sum = Coalesce("approved_amount", "amount"), Cast(_of_the_last(signed, "amount"), MONEY)
    sums = Choose(When(paid_out, then=asked), default=Least(asked, signed_sum))
    requests = of_award.annotate(signed_need=_of_the_last(signed, "needed_from"))
    taken = dict(requests.filter(COMMITTED, among, in_time).exclude(pk=besides).values_list("pk", sums))
    kept = sum((amount - back.get(number, NOTHING) for number, amount in taken.items()), NOTHING)
    return planned - kept_back - award.lapsed - kept


def _of_the_last(signed: QuerySet[Event], name: str) -> Subquery:
    """As it was signed, whatever it was corrected to since; none where it was not signed."""
    return Subquery(signed.order_by("-seq").values(found=KeyTextTransform(name, "facts"))[:1])


def _until(year: int, years: dict[int, Decimal]) -> Decimal:
    return sum((part for each, part in years.items() if each <= year), NOTHING)


def payable(award: Any) -> Decimal:
    """The most that may be paid now: the award less the share kept back, rounded down, and what has lapsed; once the
    proof of use has been checked, what it left of the award. What came back may be paid again, as far as the award
    reaches."""
    if award.final_amount is not None:
        return award.final_amount + award.repaid + award.left_with_recipient
    return _less_kept_back(award, award.amount) - award.lapsed + award.repaid + award.remitted


def _less_kept_back(award: Any, amount: Decimal) -> Decimal:
    kept_back = Fraction(award.terms.get("retained_share") or 0)
    return euros(floor(cents(amount, "amount") * (1 - kept_back)))


def _sum(award: Any, which: Q) -> Decimal:
    found = Disbursement.objects.filter(which, parent_id=award.pk)
    return found.aggregate(sum=Sum(Coalesce("approved_amount", "amount")))["sum"] or NOTHING


def returned(paid: QuerySet[Disbursement]) -> dict[int, Decimal]:
    """Disbursement → what of it came back unused, of those of which some did. One query."""
    payments = Case.objects.filter(lifecycle="payment", parent_id__in=paid.values("pk")).exclude(payment__returns=[])
    found: dict[int, Decimal] = {}
    for number, returns in payments.values_list("parent_id", "payment__returns"):
        found[number] = sum((Decimal(each["amount"]) for each in returns), NOTHING)
    return found


def missing_report(award: Case, today: date) -> Case | None:
    """The report longest missing, its last reminder gone out by today. One query."""
    last = timedelta(days=max(reminder_days(award.terms)))
    of_award = Q(parent_id=award.pk) | Q(parent__parent_id=award.pk, parent__lifecycle="settlement")
    missing = Case.objects.filter(of_award, lifecycle="report", state__in=OWED)
    return missing.filter(report__due_on__lte=today - last).order_by("report__due_on").first()


def payments_are_stopped(award: Case) -> bool:
    """Neither the end of the period nor a remedy lifts a stop."""
    last = award.events.filter(STOPPING | Q(move="resume")).order_by("-seq").first()
    return last is not None and last.move != "resume"


def lacks_funds(award: Case) -> bool:
    """Since it was restored: the pots had granted its money to others, and payments have not been resumed. One
    query."""
    restored = Q(move="follow_reclaim", facts__turn="restored")
    last = award.events.filter(restored | Q(move="resume")).order_by("-seq").first()
    return bool(last and last.facts.get("pot_lacks"))
