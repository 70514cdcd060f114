"""When a change may be asked for, when it needs no approval, and what may be approved. Each refuses with the reason.

What the programme does not set refuses nobody.
"""

from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding import money
from funding.changes.models import Change, Kind, Result
from funding.changes.queries import change_of, least_grant, proof_was_submitted
from funding.decisions.states import FALLEN
from funding.financing import Category, Side, check_balance, planned, shifted, spread
from funding.law.remedy import INSTRUCTION
from funding.notices.queries import notice_below
from funding.notices.states import S as Notice
from funding.programmes.caps import SIGNED, cap, overrun, taken_by_others
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.wording import worded

NOTICE = _("notice of award")
PROGRAMME = _("rules of the programme")
FIXED = "fixed"
# States of an award: in which its project has ended, and in which it can be changed.
ENDED = ("completed", "terminated_early")
CHANGEABLE = ("sent", "final", "running", "suspended", *ENDED)
BY_COMMITTEE = (Kind.CONTENT, Kind.PARTNER, Kind.INCREASE)
GRANTED_AS = {Kind.TIME: ("granted_period_to", "new_period_to"), Kind.INCREASE: ("granted_amount", "amount")}
WRITTEN = ("result", "reasons", *INSTRUCTION)


def is_complete(case: Case, step: Step) -> None:
    change = change_of(case)
    missing = _blank(change, (*(name for name in change.asks_for if name != "plan"), "justification"))
    if ("plan" in change.asks_for or change.amount is not None) and not change.plan:
        missing.append(str(_("financing plan")))
    if missing:
        raise incomplete(missing)


def _blank(change: Change, names: tuple[str, ...]) -> list[str]:
    empty = [name for name in names if getattr(change, name) in (None, "")]
    return [str(change._meta.get_field(name).verbose_name) for name in empty]


def speaks_of_a_plan(case: Case, step: Step) -> None:
    change = change_of(case)
    if "plan" not in change.may_name:
        raise Refused(
            "no_plan_here", _("A request of the kind “%(kind)s” changes no plan."), kind=change.get_kind_display()
        )


def award_can_change(case: Case, step: Step) -> None:
    award = change_of(case).award
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
    """It balances, counts on the grant as it will be, and a shift leaves the total as it is."""
    change = change_of(case)
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
    if found is None or found.needs_change_request or _income(change.plan) != _income(change.award.plan):
        raise Refused("approval_needed", _("This change needs the authority's approval."), NOTICE)


def _income(plan: list) -> list:
    return sorted((line["category"], line["year"], line["amount"]) for line in plan if line["side"] == Side.INCOME)


def committee_decides(change: Change) -> bool:
    return change.kind in BY_COMMITTEE and change.terms.get("needs_committee") is not False


def needs_committee(case: Case, step: Step) -> None:
    if not committee_decides(change_of(case)):
        raise Refused("no_committee", _("This change is decided by the authority alone."), PROGRAMME)


def notice_is_written(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 58 (2) VwGO)."""
    change = change_of(case)
    missing = _blank(change, WRITTEN)
    if change.kind == Kind.TIME and change.result != Result.REJECT:
        missing += _blank(change, ("granted_period_to", "proof_due_on"))
    if missing:
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))


def decision_says_what_is_granted(case: Case, step: Step) -> None:
    """Approved as requested is all of it, in part is less."""
    change = change_of(case)
    if change.result == Result.REJECT or change.kind not in GRANTED_AS:
        return
    granted, asked = (getattr(change, name) for name in GRANTED_AS[Kind(change.kind)])
    if (granted == asked) != (change.result == Result.APPROVE):
        raise Refused(
            "decision_and_grant_differ",
            _("“Approve as requested” is for all that is asked for, “approve in part” for less."),
        )


def committee_is_followed(case: Case, step: Step) -> None:
    """The authority grants nothing the committee has not approved, nor more; it may still reject."""
    change = change_of(case)
    if change.result == Result.REJECT or not committee_decides(change):
        return
    if change.resolution != "adopted":
        raise Refused("committee_decides", _("In this programme the committee has to approve first."), PROGRAMME)
    newest = case.children.filter(lifecycle="decision").order_by("-pk").first()
    if newest is not None and newest.state in FALLEN:
        raise Refused(
            "resolution_fell",
            _("The committee's resolution has fallen. Put the request to the committee again, or reject it."),
            PROGRAMME,
        )
    if change.kind == Kind.INCREASE and change.granted_amount > change.resolved_amount:
        raise Refused(
            "more_than_resolved",
            _("The committee has approved %(resolved)s at most."),
            PROGRAMME,
            resolved=change.resolved_amount,
        )


def still_fits_the_award(case: Case, step: Step) -> None:
    """Another change may have been approved since; what it gave is never taken back by mistake."""
    change = change_of(case)
    if change.result == Result.REJECT:
        return
    plan_is_sound(case, step)
    award, until, grant = change.award, change.granted_period_to, change.granted_amount
    shorter = until is not None and until <= award.period_to
    other_way = grant is not None and (grant > award.amount) != (change.kind == Kind.INCREASE)
    if shorter or other_way or (grant is not None and _reduced_since(case)):
        raise Refused(
            "overtaken",
            _("Another change came first: the award ends on %(day)s and grants %(amount)s now. Return the request."),
            NOTICE,
            day=worded(award.period_to),
            amount=award.amount,
        )


def _reduced_since(case: Case) -> bool:
    """Whether what the request started from was revoked in part since it was begun, or is about to be."""
    reduced = Q(
        events__move="follow_reclaim", events__facts__turn="reduced", events__at__gte=change_of(case).submitted_at
    )
    being_revoked = Q(children__lifecycle="reclaim", children__finished=None)
    being_collected = Q(children__children__lifecycle="collection", children__children__finished=None)
    return Case.objects.filter(reduced | being_revoked | being_collected, pk=case.parent_id).exists()


def eligible_is_within_plan(case: Case, step: Step) -> None:
    """What the grant is reckoned by, at the change and at the proof of use."""
    change = change_of(case)
    if change.result == Result.REJECT or change.eligible is None:
        return
    most = planned(change.plan, Side.EXPENDITURE)
    if not 0 < change.eligible <= most:
        raise Refused(
            "eligible_outside_plan",
            _("Eligible is more than nothing and at most the expenditure of the plan, %(most)s."),
            NOTICE,
            most=most,
        )


def grant_is_possible(case: Case, step: Step) -> None:
    """Never below what was paid or is approved for payment; never above what the programme allows."""
    change = change_of(case)
    if change.result == Result.REJECT:
        return
    award_can_change(case, step)
    award, grant = change.award, change.granted_amount
    if grant is not None:
        _check_grant(change, grant)
    if change.plan:
        _keep_cap(change, award.amount if grant is None else grant, lock=not step.offered)


def _check_grant(change: Change, grant: Decimal) -> None:
    award = change.award
    if grant < (least := least_grant(award)):
        raise Refused(
            "below_what_is_paid",
            _("%(least)s were paid or are approved for payment. The grant cannot be lower."),
            NOTICE,
            least=least,
        )
    most = _ceiling(change)
    if grant > award.amount and grant > most:
        raise Refused("above_ceiling", _("At most %(most)s can be granted."), PROGRAMME, most=most)


def _ceiling(change: Change) -> Decimal:
    """By the terms the award was made under."""
    award = change.award
    highest = cap(change.terms, award.period_from, award.period_to, change.plan, {})
    found = money.ceiling(
        award.funding_kind,
        change.eligible,
        Fraction(award.own_share or 0),
        other_income=planned(change.plan, Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY),
        cap=highest and highest.amount,
    )
    return found.grant


def _keep_cap(change: Change, grant: Decimal, *, lock: bool) -> None:
    """Together with the region's other grants, in each calendar year; an award made elsewhere has no application. What
    the award has of a year already it keeps."""
    award = change.award
    application, held = award.parent, spread(award.plan, award.amount)
    taken = taken_by_others(application, SIGNED, lock=lock) if application else {}
    if over := overrun(change.terms, change.plan, grant, taken, held):
        raise Refused("above_ceiling", _("At most %(most)s can be granted."), PROGRAMME, most=over.most)
