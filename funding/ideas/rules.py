"""When an idea may go on."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.ideas.states import S
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step

APPROVED = (S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING)


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


def funding_was_approved(case: Case, step: Step) -> None:
    """What rests may have been approved without funding; the body is then asked anew."""
    if case.state != S.PARKED:
        return
    approved = case.events.filter(to_state__in=APPROVED).order_by("seq").last()
    if approved and approved.to_state == S.APPROVED_WITHOUT_FUNDING:
        raise Refused(
            "approved_without_funding",
            _("The body approved the project without funding. Put the idea on the agenda again."),
        )


def only_the_author_ends_a_vote(case: Case, step: Step) -> None:
    """The author may withdraw the idea from under a vote that has begun, the lead of the group may not."""
    if step.actor != case.opened_by_id:
        results.no_ballot_is_cast(case, step)


def group_has_not_voted(case: Case, step: Step) -> None:
    """What the members of its working group have begun to resolve goes on in no other idea."""
    if case.state == S.IN_WORKING_GROUP:
        results.no_ballot_is_cast(case, step)


def no_grant_decides(case: Case, step: Step) -> None:
    """What is carried out with a grant ends with its award, also where it was begun without one."""
    awards = Case.objects.filter(ancestors__contains=[case.pk], lifecycle="award", finished=None)
    if case.state == S.IN_EXECUTION and awards.exists():
        raise Refused(
            "award_decides", _("The project has a grant. How it goes on is decided in the case of the award.")
        )


def has_applicant(case: Case, step: Step) -> None:
    if "applicant" not in case.places:
        raise Refused("no_applicant", _("The region has no lead organisation that could apply. Enter it first."))
