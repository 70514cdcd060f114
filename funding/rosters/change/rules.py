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
