"""Who may confirm a change of the seats."""

from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.refusals import Refused, four_eyes
from workflows.step import Step


def is_second_person(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise four_eyes()


def is_not_seated_by_it(case: Case, step: Step) -> None:
    if step.actor == case.seatchange.entered.get("person"):
        raise Refused("seats_themselves", _("Nobody confirms their own seat or office. Let somebody else do it."))


def election_stands(case: Case, step: Step) -> None:
    elected = case.seatchange.entered.get("motion")
    if elected and not Case.objects.filter(pk=elected, state="adopted").exists():
        raise Refused("election_fell", _("The body's resolution on this has fallen. Withdraw the change of the seats."))


def is_not_elected(case: Case, step: Step) -> None:
    if case.seatchange.entered.get("motion"):
        raise Refused(
            "body_has_elected",
            _("The body has elected this person. Confirm it, or the office withdraws it and says why."),
        )
