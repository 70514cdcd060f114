"""When a vote may be opened, joined and closed. Each refuses with the reason."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import asks_for_names
from funding.bodies.queries import seats
from funding.decisions import results
from funding.decisions.models import Conflict, Participation, Procedure, RollEntry
from funding.decisions.states import S
from funding.meetings.sitting import agenda_item_of
from funding.roles import CHAIR
from workflows.models import Case, Task
from workflows.refusals import Refused
from workflows.step import Step

ORDERS = _("standing orders of the body")
BIAS = _("§ 20 (4) VwVfG")


def electorate(case: Case, step: Step) -> list[int]:
    """The desks of the seats that may vote: filled and not excluded."""
    decision = case.decision
    return [seat["desk"] for seat in decision.electorate if seat["seat"] in decision.eligible]


def card(case: Case, step: Step) -> str:
    """What a voter has looked at: the content voted on, the seat's task and its ballots so far, so that other ballots
    never make a card stale and no card serves for another seat."""
    return f"{case.decision.content_hash[:16]}.{step.task.pk if step.task else 0}.{ballots_cast(step)}"


def ballots_cast(step: Step) -> int:
    return int(step.task.outcome or 0) if step.task else 0


def seats_of_the_body(case: Case, step: Step) -> list[int]:
    """The desks of the seats filled on this day."""
    return list(seat_desks([seat for seat in seats(case.decision.body, step.today) if seat.filled]).values())


def body_has_seats(case: Case, step: Step) -> None:
    if not case.decision.body.seats.exists():
        raise Refused("no_seats", _("The body has no seats yet. Enter its seats first."))


def meeting_has_come(case: Case, step: Step) -> None:
    """Who was invited again votes on the day of the meeting, not before."""
    if case.state != S.RE_INVITED:
        return
    for meeting in step.counted():
        if step.today < meeting.due_on:
            raise Refused(
                "meeting_to_come",
                _("The members are invited for %(day)s. The vote is opened there."),
                day=meeting.due_on.isoformat(),
            )


def nothing_was_cast_here(case: Case, step: Step) -> None:
    """Ballots that a demand for a secret vote has made void are ballots too. A vote without a quorum has ended."""
    if case.state == S.NOT_QUORATE:
        return
    cast = (
        Participation.objects.filter(decision_id=case.pk),
        RollEntry.objects.filter(decision_id=case.pk, voted=True),
    )
    if any(found.exists() for found in cast):
        raise Refused("cast_here", _("Ballots have been cast here already. The vote is held here to its end."))


def stands_on_no_agenda(case: Case, step: Step) -> None:
    item = agenda_item_of(case)
    if item is not None:
        raise Refused(
            "stands_on_agenda",
            _("This stands on the agenda of the meeting on %(day)s. The vote is opened there."),
            day=item.meeting.meets_on.isoformat(),
        )


def was_held_elsewhere(case: Case, step: Step) -> None:
    if case.decision.entry is None:
        raise Refused(
            "held_here",
            _("The members have voted here themselves. Who says that the result came about wrongly challenges it."),
        )


def nothing_is_at_issue(case: Case, step: Step) -> None:
    if case.children.filter(lifecycle="challenge", finished=None).exists():
        raise Refused("is_challenged", _("A challenge of this resolution is being examined already."))


def is_session(case: Case, step: Step) -> None:
    if case.decision.procedure != Procedure.SESSION:
        raise Refused("not_a_session", _("There is an attendance list only in a session."))


def is_circular(case: Case, step: Step) -> None:
    if case.decision.procedure != Procedure.CIRCULAR:
        raise Refused("not_circular", _("Only a circular vote can be objected to."))


def heeds_objections(case: Case, step: Step) -> None:
    if not case.decision.heeds_objections:
        raise Refused(
            "objections_ignored",
            _("In this body an objection does not end a circular vote. Vote, or ask the chair for a meeting."),
            ORDERS,
        )
    if step.task and case.decision.seat_at(step.task.desk_id)["seat"] in case.decision.objectors:
        raise Refused("objected_already", _("You have objected already."))


def still_open(case: Case, step: Step) -> None:
    """Until the end of the last day in Berlin, by the clock read after the lock."""
    closes_on = case.decision.closes_on
    if closes_on and step.today > closes_on:
        raise Refused("vote_is_over", _("The vote ended on %(day)s."), day=closes_on.isoformat())


def ballot_may_be_cast(case: Case, step: Step) -> None:
    """The first for this seat, or another where ballots may be changed."""
    decision = case.decision
    if not ballots_cast(step):
        return
    if decision.is_secret or not decision.orders["ballots_changeable"]:
        raise Refused("vote_is_final", _("Your vote has been cast and is final."), ORDERS)
    _check_whose_ballot_it_is(decision, step)


def _check_whose_ballot_it_is(decision: Any, step: Step) -> None:
    """Member, deputy and successor replace no ballot but their own."""
    seat = decision.seat_at(step.task.desk_id)["seat"]
    if not decision.participations.filter(seat=seat, person=step.actor).exists():
        raise Refused("voted_already", _("Somebody else has voted for this seat. Only they can change it."), ORDERS)


def own_conflict_is_decided(case: Case, step: Step) -> None:
    if step.actor in case.decision.in_conflict(Conflict.DECLARED):
        raise Refused(
            "own_conflict_undecided",
            _("You have declared a conflict of interest. First the body decides on it, without you."),
            BIAS,
        )


def conflicts_are_decided(case: Case, step: Step) -> None:
    if case.decision.in_conflict(Conflict.DECLARED):
        raise Refused(
            "conflict_undecided",
            _("A conflict of interest has been declared. First it is recorded what the body has decided on it."),
            BIAS,
        )


def secrecy_may_be_demanded(case: Case, step: Step) -> None:
    decision = case.decision
    if decision.is_secret:
        raise Refused("is_secret_already", _("This vote is secret already."))
    if not decision.orders.get("secret") or asks_for_names(decision.orders["rule"]):
        raise Refused("never_secret", _("The standing orders know no secret ballot on this question."), ORDERS)
    if step.task and decision.seat_at(step.task.desk_id)["seat"] in decision.demands:
        raise Refused("demanded_already", _("You have demanded a secret ballot already."))


def all_have_voted(step: Step) -> bool:
    return not _ballots_outstanding(step)


def _ballots_outstanding(step: Step) -> list[Task]:
    return [t for t in step.look.tasks if t.open and t.since == step.case.since and not t.escalation]


def vote_may_be_closed(case: Case, step: Step) -> None:
    """By hand, or by the clock at its end."""
    if step.actor is None:
        time_is_up(case, step)
    else:
        _may_be_closed_by_hand(case, step)


def _may_be_closed_by_hand(case: Case, step: Step) -> None:
    """A session's vote when the chair says so or all present have voted; a circular vote when everybody has."""
    if case.decision.procedure == Procedure.CIRCULAR:
        if not all_have_voted(step):
            raise Refused("still_running", _("A circular vote is closed early only when everybody has voted."), ORDERS)
    elif not is_chair(step) and not _all_present_have_voted(case.decision, step):
        raise Refused(
            "chair_closes",
            _("Not everybody present has voted yet. Until then only the chair can close the vote."),
            ORDERS,
        )


def is_chair(step: Step) -> bool:
    desk = step.desk(CHAIR)
    return desk is not None and step.actor in step.holders_of(desk.id)


def _all_present_have_voted(decision: Any, step: Step) -> bool:
    present = {seat["desk"] for seat in decision.electorate if seat["seat"] in decision.present}
    return not any(task.desk_id in present for task in _ballots_outstanding(step))


def time_is_up(case: Case, step: Step) -> None:
    decision = case.decision
    over = decision.closes_on is not None and step.today > decision.closes_on
    early = decision.orders.get("early_close") and all_have_voted(step)
    if not over and not early:
        raise Refused("still_running", _("The vote is still running."), ORDERS)


def may_be_left(case: Case, step: Step) -> None:
    """While the vote is open the chair alone takes the item off."""
    if case.state == S.OPEN and not is_chair(step):
        raise Refused("chair_leaves", _("The vote is open. Only the chair can defer the item or return it."), ORDERS)


def nobody_has_voted(case: Case, step: Step) -> None:
    if case.state == S.OPEN and results.ballots_are_cast(case.decision):
        raise Refused("votes_are_cast", _("Votes have been cast already. Close the vote instead."))


def body_has_resolved(case: Case, step: Step) -> None:
    """Deferred, returned or given up, there is no resolution."""
    if case.decision.result is None:
        raise Refused("no_resolution_here", _("The body has not resolved on this."))


def may_be_reconsidered(case: Case, step: Step) -> None:
    if not case.decision.orders.get("reconsideration"):
        raise Refused("never_reconsidered", _("The standing orders know no reconsideration."), ORDERS)


def case_below_has_ended(case: Case, step: Step) -> None:
    """The one that moved just now: the approval given or refused; a challenge that made the resolution void, a motion
    to reconsider that was carried."""
    below = step.child and (step.child.lifecycle, step.child.state)
    if below not in (APPROVED_BY if case.state == S.SUBJECT_TO_APPROVAL else FALLS_BY):
        raise Refused("resolution_stands", _("The resolution stands."))


APPROVED_BY = (("supervision", "effective"), ("supervision", "refused"))
FALLS_BY = (("challenge", "void"), ("reconsideration", "carried"))
