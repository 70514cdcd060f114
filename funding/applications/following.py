"""How the cases below an application, such as its examination, follow what the application has just done; and how it
follows them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.applications.states import Followed, M
from funding.decisions.results import child_has_come_to
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step


def application_of(case: Case, step: Step) -> Case:
    """The case of the application above."""
    return step.work.found_above(case, "application")


def as_application(case: Case, step: Step) -> Step:
    """The step as one of the application above: what is asked and read there stands below it."""
    return step.as_of(application_of(case, step))


def follows(case: Case, step: Step, *names: str, followed: str = "") -> None:
    """The case above has made one of these moves in this transaction, and this one has not followed; or Refused.
    `followed`: what that move has followed in its turn."""
    if not _just_made(case, step, *names, followed=followed):
        raise Refused("nothing_to_follow", _("Nothing has changed above that could be followed."))


def _just_made(case: Case, step: Step, *names: str, followed: str = "") -> bool:
    both = (case.pk, case.parent_id)
    last = next((event for event in reversed(step.work.events) if event.case_id in both), None)
    made = last is not None and last.case_id == case.parent_id and last.move in names
    return bool(made and last and (not followed or last.facts.get("followed") == followed))


def nothing_is_ruled(case: Case, step: Step) -> None:
    """Of an application or a case below it: nothing goes on beside a notice on it that is being written, or was issued
    and has not been sent yet; nor does a second one begin."""
    below = Case.objects.filter(parent_id__in=[case.pk, *case.ancestors])
    found = below.filter(Q(lifecycle="ruling", finished=None) | UNSENT).order_by("lifecycle").last()
    if found and found.lifecycle == "ruling":
        raise Refused(
            "is_being_rejected", _("The rejection of the application is being written. Issue it, or give it up first.")
        )
    if found:
        raise Refused("is_decided_on", _("The notice on the application is issued and waits to be sent."))


UNSENT = Q(lifecycle__in=("award", "notice"), state="issued")  # of a case right below an application


def ground_is_gone(case: Case, step: Step) -> None:
    """The application has ended, what was missing has come, or the committee's resolution has fallen."""
    above = application_of(case, step)
    fallen = _just_made(case, step, M.FOLLOW, followed=Followed.FALL)
    if above.finished is None and not fallen and not _just_made(case, step, M.SUPPLY):
        raise Refused("has_its_ground", _("The application goes on, and what this rests on stands."))


def child_has_just_come_to(case: Case, step: Step, lifecycle: str, states: tuple[str, ...]) -> None:
    """A case of this lifecycle below has come to one of these states, and the application has not followed; or
    Refused."""
    child_has_come_to(step, lifecycle, states)
    both = (case.pk, step.below(lifecycle).pk)
    last = next((event for event in reversed(step.work.events) if event.case_id in both), None)
    if last is None or last.case_id == case.pk:
        raise no_result_yet()
