"""What of its application an examination follows, and when the application counts as complete."""

from django.utils.translation import gettext_lazy as _

from funding.applications import rules
from funding.applications.following import application_of, follows
from funding.applications.states import M as Applied
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def came_in_time(case: Case, step: Step) -> None:
    rules.cutoff_is_kept(application_of(case, step), step)


def came_late(case: Case, step: Step) -> None:
    rules.after_cutoff(application_of(case, step), step)


def begins_anew(case: Case, step: Step) -> None:
    """A rejection was annulled: what was handed in has been received and checked before."""
    follows(case, step, Applied.DECIDE_ANEW)


def receipt_was_corrected(case: Case, step: Step) -> None:
    follows(case, step, Applied.CORRECT_RECEIPT)


def was_supplied(case: Case, step: Step) -> None:
    follows(case, step, Applied.SUPPLY)


def is_carried_over(case: Case, step: Step) -> None:
    """Of one on paper, that the applicant has entered here what stands on it."""
    application = application_of(case, step).application
    if application.on_paper and application.signed_hash != application.content_hash:
        raise Refused(
            "not_carried_over",
            _("The applicant has not yet entered here what stands on the paper. Ask for it as for a missing item."),
        )
