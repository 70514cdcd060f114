"""When a notice may be sent anew, counts as served, or can still be contested."""

from django.utils.translation import gettext_lazy as _

from funding.serving.notices import notice_of
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

SERVICE = _("§ 41 VwVfG")


def service_day_has_come(case: Case, step: Step) -> None:
    served_on = notice_of(case).served_on
    if served_on is None:
        raise Refused("not_served", _("Nothing counts as served. Note the receipt, or send the notice anew."), SERVICE)
    if served_on > step.today:
        raise Refused("not_yet_served", _("The notice counts as served on %(day)s."), SERVICE, day=worded(served_on))


def nothing_counts_as_served(case: Case, step: Step) -> None:
    if served_on := notice_of(case).served_on:
        raise Refused(
            "counts_as_served",
            _("The notice counts as served on %(day)s. If its receipt is disputed, note that first."),
            SERVICE,
            day=worded(served_on),
        )


def no_objection_was_decided(case: Case, step: Step) -> None:
    if decided := notice_of(case).objection_served_on:
        raise Refused(
            "objection_decided",
            _("The service of the notice is settled: the decision on the objection was served on %(day)s."),
            SERVICE,
            day=worded(decided),
        )


def remedy_is_not_waived(case: Case, step: Step) -> None:
    if waived_on := notice_of(case).remedy_waived_on:
        raise Refused("remedy_waived", _("The remedy was waived on %(day)s."), day=worded(waived_on))
