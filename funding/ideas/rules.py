"""When an idea may go on."""

from django.utils.translation import gettext_lazy as _

from funding.ideas.states import S
from workflows.models import Case
from workflows.refusals import Refused, incomplete
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
        raise incomplete(missing)


def may_ask_body(case: Case, step: Step) -> None:
    if not case.terms.get("author_may_ask"):
        raise Refused(
            "programme_does_not_ask",
            _("The programme does not provide that the author asks the body after the working group has said no."),
        )
    if case.idea.asked_on:
        raise Refused("already_asked", _("You have asked the body once already."))


def resolution_is_valid(case: Case, step: Step) -> None:
    """Also of a parked idea: the resolution of the time before the application that came to nothing."""
    approved = case.deadlines.filter(kind__in=(S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS)).last()
    if approved and approved.due_on < step.today:
        raise Refused(
            "resolution_expired",
            _("The body's approval was valid until %(day)s. Put the idea on the agenda again."),
            day=approved.due_on.isoformat(),
        )


def has_applicant(case: Case, step: Step) -> None:
    if "applicant" not in case.places:
        raise Refused("no_applicant", _("The region has no lead organisation that could apply. Enter it first."))
