"""What may be approved of a change, and when its notice can be issued or called back. Each refuses with the reason.

What the programme does not set refuses nobody.
"""

from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding import money
from funding.changes.models import Change, Kind, Result
from funding.changes.promised import check_commitments
from funding.changes.queries import asked, being_reclaimed, least_grant
from funding.changes.rules import NOTICE, PROGRAMME, blank, check_award, check_plan
from funding.changes.ruling.models import ChangeRuling
from funding.changes.ruling.queries import as_the_change, newest_ruling
from funding.changes.ruling.states import S
from funding.changes.states import S as Changed
from funding.changes.succession.queries import newest_succession
from funding.changes.succession.rules import check_passing
from funding.changes.succession.states import S as Consent
from funding.decisions import results
from funding.decisions.models import Decision
from funding.decisions.separation import RULE
from funding.decisions.states import FALLEN
from funding.financing import Category, Side, planned, spread
from funding.law.remedy import INSTRUCTION
from funding.notices.queries import notice_below
from funding.notices.rules import notice_was_sent
from funding.notices.states import S as Notice
from funding.programmes.caps import SIGNED, cap, overrun, taken_by_others
from workflows.guards import parent_has_ended
from workflows.models import Case
from workflows.reading import held
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

BY_COMMITTEE = (Kind.CONTENT, Kind.PARTNER, Kind.INCREASE)
GRANTED_AS = {Kind.TIME: ("granted_period_to", "new_period_to"), Kind.INCREASE: ("granted_amount", "amount")}
WRITTEN = ("result", "reasons", *INSTRUCTION)


def committee_decides(change: Change) -> bool:
    return change.kind in BY_COMMITTEE and change.terms.get("needs_committee") is not False


def needs_committee(case: Case, step: Step) -> None:
    if not committee_decides(asked(case, step)):
        raise Refused("no_committee", _("This change is decided by the authority alone."), PROGRAMME)


def notice_is_written(case: Case, step: Step) -> None:
    """Without reasons and instruction on remedies no notice goes out (§ 58 (2) VwGO)."""
    change = asked(case, step)
    missing = blank(change, WRITTEN)
    if change.kind == Kind.TIME and change.result != Result.REJECT:
        missing += blank(change, ("granted_period_to", "proof_due_on"))
    if missing:
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))


def decision_says_what_is_granted(case: Case, step: Step) -> None:
    """Approved as requested is all of it, in part is less."""
    change = asked(case, step)
    if change.result == Result.REJECT or change.kind not in GRANTED_AS:
        return
    granted, wanted = (getattr(change, name) for name in GRANTED_AS[Kind(change.kind)])
    if (granted == wanted) != (change.result == Result.APPROVE):
        raise Refused(
            "decision_and_grant_differ",
            _("“Approve as requested” is for all that is asked for, “approve in part” for less."),
        )


def committee_is_followed(case: Case, step: Step) -> None:
    """The authority grants nothing the committee has not approved, nor more; it may still reject."""
    change = asked(case, step)
    if change.result == Result.REJECT or not committee_decides(change):
        return
    if change.resolution != "adopted":
        raise Refused("committee_decides", _("In this programme the committee has to approve first."), PROGRAMME)
    newest = Decision.objects.filter(parent_id=change.pk).order_by("-pk").first()
    if newest and newest.state in FALLEN:
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
    change = asked(case, step)
    if change.result == Result.REJECT:
        return
    check_plan(change)
    check_commitments(change)
    _check_account(change)
    award, until, grant = change.award, change.granted_period_to, change.granted_amount
    shorter = until is not None and until <= award.period_to
    other_way = grant is not None and (grant > award.amount) != (change.kind == Kind.INCREASE)
    if shorter or other_way or (grant is not None and _reduced_since(change)):
        raise Refused(
            "overtaken",
            _("Another change came first: the award ends on %(day)s and grants %(amount)s now. Return the request."),
            NOTICE,
            day=worded(award.period_to),
            amount=award.amount,
        )
    _check_plan_is_newest(change)


def _check_plan_is_newest(change: Change) -> None:
    """A plan is whole: it would undo what another changed in it meanwhile."""
    others = Change.objects.filter(parent_id=change.parent_id, effect__has_key="plan").exclude(pk=change.pk)
    if (
        change.plan
        and others.filter(state__in=(Changed.APPROVED, Changed.PARTLY), moved_at__gte=change.submitted_at).exists()
    ):
        raise Refused(
            "another_plan_since",
            _(
                "The financing plan of the award has changed since this one was handed in. Return the request; the "
                "recipient enters the plan anew, with what was approved meanwhile."
            ),
            NOTICE,
        )


def _check_account(change: Change) -> None:
    """An account is the recipient's who named it."""
    passed = Q(events__facts__has_key="passed_to", events__at__gte=change.submitted_at)
    if change.kind == Kind.ACCOUNT and Case.objects.filter(passed, pk=change.parent_id).exists():
        raise Refused(
            "another_recipient_since",
            _(
                "The award has passed to another recipient since this account was named. Return or reject the request; "
                "the present recipient names an account anew."
            ),
            NOTICE,
        )


def _reduced_since(change: Change) -> bool:
    """Whether what the request started from was revoked in part since it was begun, or is about to be."""
    reduced = Q(events__move="follow_reclaim", events__facts__turn="reduced", events__at__gte=change.submitted_at)
    award = Case.objects.filter(reduced, pk=change.parent_id)
    return award.exists() or being_reclaimed(change.parent_id)


def new_recipient_agrees(case: Case, step: Step) -> None:
    """Consent is for one organisation and day; and what is demanded back already stays with whom it is demanded of."""
    change = asked(case, step)
    if change.result == Result.REJECT or change.new_recipient is None:
        return
    consent = newest_succession(change, step)
    if consent is None or consent.state != Consent.AGREED:
        raise Refused(
            "new_recipient_has_not_agreed",
            _("“%(name)s” has not agreed. Wait for it, return the request, or reject it."),
            name=change.new_recipient.name,
        )
    check_passing(change, step.work.parent_of(case), step)


def not_for_the_new_recipient(case: Case, step: Step) -> None:
    """Whoever acts for the organisation that is to get the award does not decide on it (§ 20 (1) VwVfG)."""
    new = asked(case, step).new_recipient
    if new is not None and held(step.actor, step.today).filter(desk__place=new.place).exists():
        raise Refused(
            "acts_for_applicant",
            _("You act or have acted for the applicant in this file. Somebody else does this for the authority."),
            RULE,
        )


def eligible_is_within_plan(case: Case, step: Step) -> None:
    """What the grant is reckoned by, at the change and at the proof of use."""
    change = asked(case, step)
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
    change = asked(case, step)
    if change.result == Result.REJECT:
        return
    check_award(change, step)
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


def committee_has_answered(case: Case, step: Step) -> None:
    """On the change request, below which the vote stands."""
    results.body_has_answered(case, as_the_change(case, step))


def resolution_has_fallen(case: Case, step: Step) -> None:
    results.body_has(as_the_change(case, step), *FALLEN)


def check_it_still_holds(case: Case, step: Step) -> None:
    """What two persons have signed, on the day it is sent."""
    for guard in (committee_is_followed, new_recipient_agrees, still_fits_the_award, grant_is_possible):
        guard(case, step)


def notice_was_not_sent(case: Case, step: Step) -> None:
    """One signed by one person is still the authority's own; one that two have issued stays so until it is sent."""
    if case.state != S.ISSUED:
        return
    change = step.work.parent_of(case)
    notice, newest = notice_below(change, step), newest_ruling(change, step)
    awaits_sending = notice is not None and notice.state == Notice.ISSUED
    if not awaits_sending or change.state != Changed.IN_REVIEW or (newest and newest.pk != case.pk):
        raise notice_was_sent()


def request_went_back_or_ended(case: Case, step: Step) -> None:
    ruling = case if isinstance(case, ChangeRuling) else case.changeruling  # one just opened
    if not ruling.dropped:
        parent_has_ended(case, step)
