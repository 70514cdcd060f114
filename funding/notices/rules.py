"""When a notice may be sent or annulled, and who may decide on it in the case above."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from funding.notices.columns import notice_of
from funding.notices.objection.models import Result
from funding.notices.objection.queries import objection_against, ruling_below
from funding.notices.objection.states import S as Ruling
from funding.notices.queries import notice_below
from funding.notices.states import M, S
from workflows.lifecycle import Guard
from workflows.models import Case, Event
from workflows.refusals import Refused, four_eyes, no_result_yet
from workflows.step import Step
from workflows.wording import worded

AWARD_CAN_FOLLOW = ("issued", "sent", "final", "running", "suspended")  # states of an award
UNDECIDED = (S.CONTESTED, S.INADMISSIBLE)
ORDERED = "ordered"  # of a disbursement
YEAR = _("§ 48 (4), § 49 (3) sentence 2 VwVfG")
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


def its_days_are_ahead(case: Case, step: Step) -> None:
    notice = case.notice
    if notice.pay_by and notice.pay_by <= step.today:
        raise Refused("day_to_pay_has_passed", _("The day to pay, %(day)s, is not ahead."), day=worded(notice.pay_by))
    if notice.serve_by and notice.serve_by < step.today:
        raise Refused(
            "revocation_too_late",
            _("This could be revoked until %(day)s, a year after all facts were known."),
            YEAR,
            day=worded(notice.serve_by),
        )


def case_above_can_follow(case: Case, step: Step) -> None:
    """An award whose project has ended neither rests nor goes back to its notice. Only the action that may follow a
    decision on an objection counts all the same."""
    above = step.work.parent_of(case)
    ended = above is not None and above.lifecycle == "award" and above.state not in AWARD_CAN_FOLLOW
    if ended and not case.notice.objection_served_on:
        raise Refused(
            "award_has_gone_on",
            _("The award is “%(state)s”, so a remedy against its notice changes nothing here any more."),
            state=above.stay.label,
        )


def no_payment_is_ordered(case: Case, step: Step) -> None:
    """Below an award: what the cash office still pays out would be missing from what is asked back."""
    check_nothing_is_ordered(case.parent_id)


def objection_awaits_decision(case: Case, step: Step) -> None:
    """No action: that a court decides. And none that is decided on, or is being decided on, by a letter."""
    if case.notice.objection_served_on or objection_against(case) is None:
        raise Refused("no_objection", _("No objection waits for a decision. On an action the court decides."))
    if ruling_below(case, step):
        raise Refused("decision_is_begun", _("The decision on the objection has been begun already."))


@cache
def agrees_with_decision(*results: Result) -> Guard:
    """Nothing is recorded by hand while the letter on the objection is on its way, or that it does not say."""

    def agrees_with_decision(case: Case, step: Step) -> None:
        ruling = None if case.notice.objection_served_on else ruling_below(case, step)
        if ruling is None:
            return
        if ruling.state != Ruling.SERVED:
            raise decision_is_on_its_way()
        if ruling.objectionruling.result not in results:
            raise Refused("decided_otherwise", _("The decision that was served on the objection says otherwise."))

    return agrees_with_decision


def decision_is_on_its_way() -> Refused:
    return Refused(
        "decision_is_on_its_way",
        _("A decision on the objection is being written or served. Have it served, or drop it first."),
    )


def decision_was_served(case: Case, step: Step) -> None:
    """And decides by itself. What is remedied in part a person enters in the case above, with its sums."""
    ruling = step.child
    if ruling is None or ruling.lifecycle != "objection_ruling" or ruling.state != Ruling.SERVED:
        raise no_result_yet()
    result = ruling.objectionruling.result
    if result == Result.PART:
        raise no_result_yet()
    if result == Result.FULL:
        no_payment_is_ordered(case, step)


def check_nothing_is_ordered(award: int | None) -> None:
    if Case.objects.filter(parent_id=award, lifecycle="disbursement", state=ORDERED).exists():
        raise Refused(
            "payment_is_ordered", _("A payment has been ordered. Have it called back or its payment noted first.")
        )


def case_above_has_decided(case: Case, step: Step) -> None:
    if case.notice.settled is None:
        raise no_result_yet()


def notice_was_not_sent(case: Case, step: Step) -> None:
    """Of the case above, which can still call it back."""
    notice = notice_below(case, step)
    if case.state == S.ISSUED and notice and notice.state != S.ISSUED:
        raise notice_was_sent()


def notice_was_sent() -> Refused:
    return Refused("notice_was_sent", _("The notice has been sent already, so it can no longer be called back."))


def notice_is_contested(case: Case, step: Step) -> None:
    """Of the case above: the decision on the remedy against its notice is awaited."""
    notice = notice_below(case, step)
    if notice is None or notice.state != S.CONTESTED:
        raise Refused("not_contested", _("No objection or action against the notice waits for a decision."))


def has_neither_sent_nor_contested(case: Case, step: Step) -> None:
    """Of the case above: who sent its notice, or recorded the remedy against it, does not decide on it."""
    notice = notice_below(case, step)
    if notice and step.actor in made_by(notice, M.DISPATCH, M.CONTEST):
        raise four_eyes()


def made_by(case: Case, *moves: str) -> set[int | None]:
    """Who made each of these moves of the case last."""
    made = Event.objects.filter(case_id=case.pk, move__in=moves).order_by("move", "-seq").distinct("move")
    return set(made.values_list("actor_id", flat=True))
