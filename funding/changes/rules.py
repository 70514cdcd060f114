"""When a change may be asked for, and when it needs no approval. Each refuses with the reason.

What the programme does not set refuses nobody. What may be approved stands in `funding.changes.ruling.rules`.
"""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from funding import money
from funding.changes.models import Change, Kind
from funding.changes.promised import check_commitments
from funding.changes.queries import change_of, proof_was_submitted
from funding.changes.ruling.queries import newest_ruling
from funding.changes.ruling.states import S as Ruled
from funding.changes.states import S
from funding.decisions import results
from funding.decisions.states import FALLEN
from funding.financing import Category, Side, check_balance, planned, shifted
from funding.notices.queries import moved_notice, notice_below
from funding.notices.states import S as Notice
from funding.roles import APPLICANT, SIGNATORY
from workflows import survey
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.refusals import Refused, incomplete, no_result_yet
from workflows.step import Step
from workflows.wording import worded

NOTICE = _("notice of award")
PROGRAMME = _("rules of the programme")
FIXED = "fixed"
# States of an award: in which its project has ended, and in which it can be changed.
ENDED = ("completed", "terminated_early")
CHANGEABLE = ("sent", "final", "running", "suspended", *ENDED)


def is_complete(case: Case, step: Step) -> None:
    change = change_of(case)
    missing = blank(change, (*(name for name in change.asks_for if name != "plan"), "justification"))
    if ("plan" in change.asks_for or change.amount is not None) and not change.plan:
        missing.append(str(_("financing plan")))
    if missing:
        raise incomplete(missing)


def blank(change: Change, names: tuple[str, ...]) -> list[str]:
    empty = [name for name in names if getattr(change, name) in (None, "")]
    return [str(change._meta.get_field(name).verbose_name) for name in empty]


def speaks_of_a_plan(case: Case, step: Step) -> None:
    change = change_of(case)
    if "plan" not in change.may_name:
        raise Refused(
            "no_plan_here", _("A request of the kind “%(kind)s” changes no plan."), kind=change.get_kind_display()
        )


def award_can_change(case: Case, step: Step) -> None:
    check_award(change_of(case), step)


def check_award(change: Change, step: Step) -> None:
    award = change.award
    notice = notice_below(award, step) if award.state == "sent" else None
    served = notice is None or notice.state == Notice.NOTIFIED
    if award.state not in CHANGEABLE or not served:
        raise Refused(
            "award_cannot_change",
            _("The award cannot be changed while it is “%(state)s”."),
            NOTICE,
            state=(notice or award).stay.label,
        )
    if award.state in ENDED and proof_was_submitted(award.pk):
        raise Refused(
            "proof_was_submitted",
            _("The proof of use has been submitted once. From then on the award is settled and no longer changed."),
            NOTICE,
        )


def new_recipient_may_apply(case: Case, step: Step) -> None:
    check_new_recipient(change_of(case), step)


def check_new_recipient(change: Change, step: Step) -> None:
    """It could apply under the programme, and has people here who write and sign for it."""
    new = change.new_recipient
    if new is None:
        return
    kinds = change.terms.get("applicant_kinds")
    if kinds and new.kind not in kinds:
        raise Refused(
            "new_recipient_may_not_apply",
            _("“%(name)s” is no kind of organisation that this programme funds."),
            PROGRAMME,
            name=new.name,
        )
    for role in (APPLICANT, SIGNATORY):
        if not any(desk.holders for desk in survey.holders(step.today, role=role.key, place=new.place)):
            raise Refused(
                "new_recipient_has_nobody",
                _("Nobody is entered here for “%(name)s” as: %(role)s. Let that be entered first."),
                name=new.name,
                role=role.label,
            )
    if change.award.children.filter(lifecycle="forwarding", finished=None, forwarding__final_recipient=new).exists():
        raise Refused(
            "new_recipient_is_forwarded_to",
            _("Money of this award is forwarded to “%(name)s”. Bring that to an end first."),
            NOTICE,
            name=new.name,
        )


def nobody_has_received_it(case: Case, step: Step) -> None:
    if change_of(case).version:
        raise Refused("was_submitted", _("The request has been submitted once. Withdraw it."))


def was_submitted(case: Case, step: Step) -> None:
    if not change_of(case).version:
        raise Refused("never_submitted", _("The request has never been submitted. Discard the draft."))


def is_late(change: Change, step: Step) -> bool:
    """By the day it reaches the authority, after the end of the period or of the project."""
    received = (step.received_at or step.now).astimezone(BERLIN).date()
    return received > (change.award.ended_on or change.award.period_to)


def late_has_reasons(case: Case, step: Step) -> None:
    change = change_of(case)
    if is_late(change, step) and not change.late_reason:
        raise Refused(
            "late_needs_reasons",
            _("The period ended on %(day)s. A change asked for afterwards needs reasons why it comes so late."),
            NOTICE,
            day=worded(change.award.ended_on or change.award.period_to),
        )


def plan_is_sound(case: Case, step: Step) -> None:
    check_plan(change_of(case))


def check_plan(change: Change) -> None:
    """It balances, counts on the grant as it will be, and a shift leaves the total as it is."""
    if not change.plan:
        return
    check_balance(change.plan)
    grant = change.award.amount if change.amount is None else change.amount
    if (found := planned(change.plan, Side.INCOME, Category.GRANT)) != grant:
        raise Refused(
            "other_grant_in_plan",
            _("The plan counts on a grant of %(planned)s, after the change it is %(grant)s."),
            planned=found,
            grant=grant,
        )
    total, was = planned(change.plan, Side.EXPENDITURE), planned(change.award.plan, Side.EXPENDITURE)
    if change.kind == Kind.SHIFT and change.award.plan and total != was:
        raise Refused(
            "other_total",
            _("A shift leaves the total as it is: %(was)s. The new plan has %(total)s."),
            NOTICE,
            was=was,
            total=total,
        )


def commitments_bear_the_change(case: Case, step: Step) -> None:
    check_commitments(change_of(case))


def within_longest_duration(case: Case, step: Step) -> None:
    change, most = change_of(case), case.terms.get("duration_years")
    if not change.new_period_to or not most:
        return
    if change.new_period_to.year - change.award.period_from.year + 1 > most:
        raise Refused("too_long", _("The programme funds at most %(most)s calendar years."), PROGRAMME, most=most)


def shift_of(change: Change) -> money.Shift | None:
    """By the programme's tolerance, which says nothing to a fixed sum. None where nobody can say: the programme sets no
    tolerance, or the award holds no plan to compare with."""
    tolerance, award = change.terms.get("shift_tolerance"), change.award
    known = tolerance is not None or award.funding_kind == FIXED
    if change.kind != Kind.SHIFT or not known or not award.plan:
        return None
    return money.shift(award.funding_kind, shifted(award.plan, change.plan), Fraction(tolerance or 0))


def recipient_may_shift_alone(case: Case, step: Step) -> None:
    """No. 1.2 ANBest: single items bind only within the tolerance, and not at all where the grant is a fixed sum."""
    change = change_of(case)
    found = shift_of(change)
    same = change.promises is None and _income(change.plan) == _income(change.award.plan)
    if found is None or found.needs_change_request or not same:
        raise Refused("approval_needed", _("This change needs the authority's approval."), NOTICE)


def _income(plan: list) -> list:
    return sorted((line["category"], line["year"], line["amount"]) for line in plan if line["side"] == Side.INCOME)


def committee_has_resolved(case: Case, step: Step) -> None:
    """It has answered the decision that asked it; or what it had resolved has fallen."""
    voted = results.decision_of(step)
    if voted is not None and voted.state in FALLEN:
        results.resolution_has_fallen(case, step)
        return
    results.body_has_answered(case, step)
    ruling = newest_ruling(case, step)
    if ruling is None or ruling.state != Ruled.COMMITTEE:
        raise no_result_yet()


def nothing_is_under_way(case: Case, step: Step) -> None:
    """No vote of the committee, no notice that somebody has signed."""
    ruling = newest_ruling(case, step) if case.state == S.IN_REVIEW else None
    if ruling is not None and ruling.state != Ruled.IN_REVIEW:
        raise Refused(
            "ruling_goes_on",
            _("The committee votes on it, or its notice has been signed. Bring that to an end first."),
        )


def notice_was_sent(case: Case, step: Step) -> None:
    notice = moved_notice(case, step)
    if notice is None or notice.state != Notice.SENT:
        raise no_result_yet()
