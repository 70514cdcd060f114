"""Who decides on a grant, and what the decision follows."""

from django.utils.translation import gettext_lazy as _

from funding.applications.following import child_has_just_come_to, follows
from funding.applications.rules import PROGRAMME
from funding.applications.states import Followed
from funding.applications.states import M as Applied
from funding.applications.waiting.states import S as Waited
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def needs_committee(case: Case, step: Step) -> None:
    if case.terms.get("needs_committee") is False:
        raise Refused("no_committee", _("In this programme no committee decides."), PROGRAMME)


def needs_no_committee(case: Case, step: Step) -> None:
    if case.terms.get("needs_committee") is not False:
        raise Refused("committee_decides", _("In this programme the committee has to approve first."), PROGRAMME)


def committee_has_answered(case: Case, step: Step) -> None:
    """As the application has just heard, below which the vote stands."""
    follows(case, step, Applied.FOLLOW, followed=Followed.VOTE)


def resolution_has_fallen(case: Case, step: Step) -> None:
    follows(case, step, Applied.FOLLOW, followed=Followed.FALL)


def waiting_has_ended(case: Case, step: Step) -> None:
    child_has_just_come_to(case, step, "waiting", (Waited.MONEY_FOUND, Waited.EXPIRED))
