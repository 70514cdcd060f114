"""What the signatory of an application stands for, and what is done on nothing else."""

from django.utils.translation import gettext_lazy as _

from funding.applications.following import application_of
from funding.roles import SIGNATORY
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def signed_if_changed(case: Case, step: Step) -> None:
    """Papers may be handed in by the applicant's office; what was signed is changed by a signatory only."""
    application = case.application
    desk = step.desk(SIGNATORY)
    signs = desk is not None and step.actor in step.holders_of(desk.id)
    if not application.is_signed and not signs:
        raise Refused("signature_needed", _("The application has been changed, so the signatory has to hand it in."))


def content_is_signed(case: Case, step: Step) -> None:
    """Of a case below the application: nothing is decided on what no signatory has stood for, such as what was edited
    before a rejection that was annulled, or what has come on paper only."""
    application = application_of(case, step).application
    if application.is_signed:
        return
    if application.on_paper:
        raise Refused(
            "not_carried_over",
            _("The applicant has not yet entered here what stands on the paper. Ask for it as for a missing item."),
        )
    raise Refused(
        "not_signed",
        _(
            "The application has been changed since it was signed. Ask for it as for a missing item: "
            "the signatory hands it in again."
        ),
    )
