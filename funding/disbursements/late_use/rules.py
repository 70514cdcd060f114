"""When interest may be demanded. Each refuses with the reason."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use import counting
from funding.disbursements.late_use.models import Proposal
from funding.disbursements.late_use.states import M, S
from funding.disbursements.payments.queries import payment_of
from funding.law.remedy import INSTRUCTION
from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step
from workflows.wording import worded

INTEREST = _("§ 49a (4) VwVfG")


def notice_is_complete(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 39 VwVfG, § 58 (2) VwGO)."""
    late = case.lateuse
    missing = [str(late._meta.get_field(name).verbose_name) for name in INSTRUCTION if not getattr(late, name)]
    if missing:
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))
    if late.interest is None:
        raise other_facts_noted()
    if late.pay_by <= step.today:
        raise Refused("day_to_pay_has_passed", _("The day to pay, %(day)s, is not ahead."), day=worded(late.pay_by))


def other_facts_noted() -> Refused:
    return Refused("facts_changed", _("Another day or a return was noted since. Return the notice for correction."))


def notice_has_turned(case: Case, step: Step) -> None:
    """It was sent, or annulled."""
    notice = moved_notice(case, step)
    state = notice.state if notice else ""
    sent = case.state == S.ISSUED and state == Notice.SENT
    if not sent and (state != Notice.ANNULLED or case.lateuse.interest is None):
        raise no_result_yet()


def rests_on_other_facts(case: Case, step: Step) -> None:
    """The value date was corrected, or money came back, after the notice."""
    payment = payment_of(step.work.parent_of(case), step)
    if not counting.rests_on_other_facts(case.lateuse, payment, step):
        raise Refused("rests_on_its_facts", _("The notice rests on what is noted of the payment today."), INTEREST)


def rests_on_its_facts(case: Case, step: Step) -> None:
    """What is waived is known: no other day and no return was noted while it was proposed."""
    payment = payment_of(step.work.parent_of(case), step)
    if counting.rests_on_other_facts(case.lateuse, payment, step):
        raise Refused("facts_changed", _("Another day or a return was noted since. Return the proposal."), INTEREST)


def is_outstanding(case: Case, step: Step) -> None:
    if not case.lateuse.outstanding:
        raise Refused("nothing_to_waive", _("The interest has been paid meanwhile. Return the proposal."))


@cache
def is_proposed(kind: str) -> Callable[[Case, Step], None]:
    def guard(case: Case, step: Step) -> None:
        proposed = case.events.filter(move=M.PROPOSE).latest("seq").facts["proposal"]
        if proposed != kind:
            raise Refused("other_proposal", _("Proposed is: %(proposal)s."), proposal=str(Proposal(proposed).label))

    return guard
