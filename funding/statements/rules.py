"""When a statement may go to its body, and when it comes back from there without a resolution."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.decisions.states import S as DECISION
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step


def is_complete(case: Case, step: Step) -> None:
    statement = case.statement
    needed = ("wording", "addressee", "street", "postcode", "town")
    missing = [str(statement._meta.get_field(name).verbose_name) for name in needed if not getattr(statement, name)]
    if missing:
        raise incomplete(missing)


def nobody_has_answered(case: Case, step: Step) -> None:
    if case.statement.answered_on:
        raise Refused("is_answered", _("The answer has been noted and fed back."))


def body_has_not_resolved(case: Case, step: Step) -> None:
    """Deferred, returned or given up: the office decides when it comes before the body again."""
    results.body_has(step, DECISION.DEFERRED, DECISION.RETURNED, DECISION.ABORTED)
