"""When an idea may go on, and which result below it moves it."""

from django.utils.translation import gettext_lazy as _

from funding.decisions.states import S as Decided
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def is_complete(case: Case, step: Step) -> None:
    idea = case.idea
    missing = [
        str(idea._meta.get_field(name).verbose_name)
        for name in ("summary", "need", "target_group")
        if not getattr(idea, name)
    ]
    if not case.title.strip():
        missing.insert(0, str(_("title")))
    if missing:
        raise Refused("incomplete", _("Still missing: %(missing)s."), missing=", ".join(missing))


def has_applicant(case: Case, step: Step) -> None:
    if "applicant" not in case.places:
        raise Refused("no_applicant", _("The region has no lead organisation that could apply. Enter it first."))


def _below(step: Step, lifecycle: str, states: tuple[str, ...]) -> None:
    found = step.below(lifecycle)
    if found is None or found.state not in states:
        raise Refused("no_result_yet", _("There is no result yet."))


def body_has_adopted(case: Case, step: Step) -> None:
    _below(step, "decision", (Decided.ADOPTED,))


def body_has_rejected(case: Case, step: Step) -> None:
    _below(step, "decision", (Decided.REJECTED,))


def body_has_deferred(case: Case, step: Step) -> None:
    _below(step, "decision", (Decided.DEFERRED,))


def body_has_returned(case: Case, step: Step) -> None:
    _below(step, "decision", (Decided.RETURNED,))


def vote_came_to_nothing(case: Case, step: Step) -> None:
    _below(step, "decision", (Decided.ABORTED,))


def application_was_awarded(case: Case, step: Step) -> None:
    _below(step, "application", ("awarded",))


def application_has_failed(case: Case, step: Step) -> None:
    _below(step, "application", ("rejected", "withdrawn", "lapsed"))


def award_has_ended(case: Case, step: Step) -> None:
    _below(step, "award", ("closed",))
