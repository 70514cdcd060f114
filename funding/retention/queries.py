"""Which files have ended, and which go on."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.retention.models import Retention
from funding.retention.states import S
from workflows.models import Case, Dossier

NAMES = ("retention", "award_retention")


def retention_of(case: Case) -> Retention:
    """The case's own row: the case itself in the transaction that opens it."""
    return case if isinstance(case, Retention) else case.retention


def cases_of(dossier_id: int) -> QuerySet[Case]:
    """The file's cases without its retention, the oldest first."""
    return Case.objects.filter(dossier_id=dossier_id).exclude(lifecycle__in=NAMES).order_by("pk")


def goes_on(dossier_id: int) -> bool:
    return cases_of(dossier_id).filter(finished=None).exists()


def ended_without_retention() -> QuerySet[Dossier]:
    """Files whose last case has ended and whose retention has not begun."""
    cases = Case.objects.filter(dossier=OuterRef("pk"))
    return Dossier.objects.filter(
        Exists(cases), ~Exists(cases.filter(lifecycle__in=NAMES)), ~Exists(cases.filter(finished=None))
    ).order_by("pk")


def to_follow() -> QuerySet[Case]:
    """Retentions whose file goes on again, or has ended again; each says in `open_beside` which."""
    others = Case.objects.filter(dossier=OuterRef("dossier"), finished=None).exclude(lifecycle__in=NAMES)
    kept = Case.objects.filter(lifecycle__in=NAMES).annotate(open_beside=Exists(others))
    goes_on = Q(open_beside=True) & ~Q(state__in=[S.INTERRUPTED, S.HELD, S.ERASED])
    return kept.filter(goes_on | Q(open_beside=False, state=S.INTERRUPTED)).order_by("pk")
