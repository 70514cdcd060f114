"""When interest may be demanded. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

ANNULLED = "annulled"  # of a notice


def notice_is_complete(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 39 VwVfG, § 58 (2) VwGO)."""
    late = case.lateuse
    missing = [str(late._meta.get_field(name).verbose_name) for name in INSTRUCTION if not getattr(late, name)]
    if missing:
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))
    if late.interest is None:
        raise Refused(
            "value_date_corrected", _("The value date was corrected since. Return the notice for correction.")
        )
    if late.pay_by <= step.today:
        raise Refused("day_to_pay_has_passed", _("The day to pay, %(day)s, is not ahead."), day=worded(late.pay_by))


def notice_was_annulled(case: Case, step: Step) -> None:
    notice = step.below("notice")
    if notice is None or notice.state != ANNULLED or case.lateuse.interest is None:
        raise Refused("no_result_yet", _("There is no result yet."))
