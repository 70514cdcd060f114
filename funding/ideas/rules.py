"""When an idea may go on, and which result below it moves it."""

from django.utils.translation import gettext_lazy as _

from funding.decisions.results import child_has_come_to
from funding.ideas.states import S
from funding.roles import WORKING_GROUP_LEAD
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


def group_is_gone(case: Case, step: Step) -> None:
    """Dissolved, or with nobody to lead it: the idea would wait there for ever."""
    lead, group = step.desk(WORKING_GROUP_LEAD), case.idea.group
    if not group.dissolved(step.today) and lead and lead.holders:
        raise Refused("group_goes_on", _("The working group exists and has a lead. Ask the lead to return the idea."))


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


def application_was_awarded(case: Case, step: Step) -> None:
    child_has_come_to(step, "application", ("awarded",))


def funding_has_failed(case: Case, step: Step) -> None:
    """The application came to nothing, or later the award did."""
    if case.state == S.IN_EXECUTION:
        child_has_come_to(step, "award", ("declined", "lapsed", "annulled", "revoked"))
    else:
        child_has_come_to(step, "application", ("rejected", "withdrawn", "expired"))


def application_is_decided_anew(case: Case, step: Step) -> None:
    """Its rejection was annulled."""
    child_has_come_to(step, "application", ("submitted",))


def award_was_restored(case: Case, step: Step) -> None:
    """A court or the authority has annulled its revocation."""
    child_has_come_to(step, "award", ("suspended", "completed", "proof_checked"))


def award_has_ended(case: Case, step: Step) -> None:
    child_has_come_to(step, "award", ("closed",))
