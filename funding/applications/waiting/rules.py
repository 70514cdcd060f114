"""Who may be put on the waiting list, and whose turn it is there."""

import datetime as dt

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from funding.applications.approval.states import M as Approval
from funding.applications.following import application_of, follows
from funding.applications.waiting.models import Waiting
from funding.applications.waiting.states import S
from funding.financing import spread
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def ground_is_gone(case: Case, step: Step) -> None:
    """With the decision on the grant, or with what it had granted."""
    above = step.work.above(case)
    if above is None or above.finished is None:
        follows(case, step, Approval.FOLLOW_FALL)


def last_day(case: Case, step: Step) -> dt.date | None:
    """The end of the first year the money is for that is not over. None where each of them is, or the project's
    period. Where no plan says the years, they are those of the period."""
    application = application_of(case, step).application
    first, last = application.period_from, application.period_to
    years = spread(application.written_plan(), application.requested) or range(first.year, last.year + 1)
    ahead = [year for year in years if year >= step.today.year]
    return dt.date(min(ahead), 12, 31) if ahead and last >= step.today else None


def a_year_is_left(case: Case, step: Step) -> None:
    if last_day(case, step) is None:
        raise Refused(
            "years_are_over",
            _("The years the grant is planned for are over. Write the rejection: later years need a new application."),
        )


def lock_list(case: Case, step: Step) -> None:
    """Until the transaction's end nobody else comes onto the list of the same programme and authority, changes its
    ranks or takes from it. To be called before the list is read, and before any pot is locked."""
    if step.offered:
        return
    authority = application_of(case, step).application.authority_id
    with connection.cursor() as cursor:
        key = f"foerderweg waiting list {case.terms['programme']} {authority}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])


def others_waiting(case: Case, step: Step) -> QuerySet[Waiting]:
    """On the list of the same programme and authority."""
    authority = application_of(case, step).application.authority_id
    here = Waiting.objects.filter(state=S.WAITING_LIST, parent__parent__application__authority=authority)
    return here.filter(terms__programme=case.terms["programme"]).exclude(pk=case.pk)


def is_first_in_rank(case: Case, step: Step) -> None:
    """Of the same rank, whose wait began first. Those do not count whose rejection is being written."""
    lock_list(case, step)
    rejected = Case.objects.filter(parent=OuterRef("parent__parent"), lifecycle="ruling", finished=None)
    rank, others = case.waiting.rank, others_waiting(case, step).filter(~Exists(rejected))
    before = Q(rank__lt=rank) | Q(rank=rank, pk__lt=case.pk) if rank else Q()
    if others.filter(before).exists():
        raise Refused("another_is_first", _("Another application is first on the waiting list."))
