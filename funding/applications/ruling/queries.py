"""The row of a ruling, also of one that is only being opened."""

from funding.applications.ruling.models import Ruling
from workflows.models import Case


def ruling_of(case: Case) -> Ruling:
    return case if isinstance(case, Ruling) else case.ruling
