"""The row of an idea from the public."""

from funding.suggestions.models import Suggestion
from workflows.models import Case


def suggestion_of(case: Case) -> Suggestion:
    """Also where it is opened in this transaction."""
    found: Suggestion = case if isinstance(case, Suggestion) else case.suggestion
    return found
