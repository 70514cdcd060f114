"""When a fact of law may be proposed, released, discarded. Each refuses with the reason."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from funding.enactments.models import Enactment
from funding.enactments.queries import enactment_of, stands
from funding.enactments.states import Kind
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def is_entered(case: Case, step: Step) -> None:
    if not enactment_of(case).source:
        raise Refused("nothing_entered", _("Enter what the law says and where it is published first."))


def changes_something(case: Case, step: Step) -> None:
    enactment = enactment_of(case)
    if enactment.source and _wanted(enactment) == (stands(enactment) or {}).get("value"):
        raise Refused("nothing_changes", _("This is what counts already. Discard the draft."))


def _wanted(enactment: Enactment) -> str | None:
    """As `stands` says it."""
    if enactment.is_holiday:
        return None if enactment.taken_out else enactment.named
    return enactment.value


def stands_as_proposed(case: Case, step: Step) -> None:
    """Released is what corrects the value the proposal named. Two at once for the same day wait for each other."""
    if not step.offered:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('foerderweg law'))")
    enactment = enactment_of(case)
    if stands(enactment) != enactment.before:
        raise Refused(
            "changed_since",
            _("Something else has been released for this day meanwhile. Return the draft and let it be proposed anew."),
        )


def days_are_counted(case: Case, step: Step) -> None:
    if enactment_of(case).counted is None:
        raise Refused("still_counting", _("The days are still being counted anew."))


def nobody_waits_for_it(case: Case, step: Step) -> None:
    """What the clock has asked for goes on being missing."""
    if case.opened_by_id is None:
        raise Refused("is_awaited", _("Without this base rate no interest can be reckoned. Enter it."))


def was_entered_elsewhere(case: Case, step: Step) -> None:
    """Another authority was faster with the base rate the clock had asked both for."""
    enactment = enactment_of(case)
    asked = enactment.kind == Kind.BASE_RATE and case.opened_by_id is None
    if not asked or stands(enactment) is None:
        raise Refused("not_entered_elsewhere", _("Nobody else has entered this."))
